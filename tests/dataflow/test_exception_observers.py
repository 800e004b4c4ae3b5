"""Who may see the exception that a place raises."""

from __future__ import annotations

import ast
import textwrap

import pytest

from asyncfix.binding.execution_context import place_of
from asyncfix.binding.qualified_names import Names
from asyncfix.dataflow.exception_observers import RaisedClasses, observer_of
from asyncfix.files.source import Source
from asyncfix.syntax.tree import Tree

RAISED = RaisedClasses(frozenset({"lib.Error", "OSError"}), frozenset({"lib.Status", "KeyError"}), frozenset({"code"}))
READ = RaisedClasses(RAISED.bases, RAISED.exact, RAISED.readable, is_read_elsewhere=True)


def observer(body: str, raised: RaisedClasses = RAISED) -> tuple[int, str] | None:
    """What is told of `get()` in the body of a coroutine, which begins in line 3."""
    text = f"import lib, threading\nfrom contextlib import suppress\nasync def f(a):\n{textwrap.indent(body, '    ')}\n"
    tree = Tree(Source(text.encode()))
    path = tree.path(text.index("get()") + 4)
    while not isinstance(path[-1].node, ast.expr):
        path = path[:-1]
    return observer_of(tree, Names(tree), path, place_of(path), raised)


@pytest.mark.parametrize(
    "body",
    [
        "try:\n    get()\nexcept lib.Error:\n    pass",
        "try:\n    get()\nexcept (KeyError, OSError):\n    pass",
        "try:\n    get()\nexcept:\n    a = 1",
        "try:\n    get()\nexcept Exception as e:\n    pass",
        "try:\n    get()\nexcept lib.Status as e:\n    a = e.code\nexcept BaseException:\n    pass",
        "try:\n    if a:\n        get()\nexcept lib.Error:\n    print(a)",
        "try:\n    try:\n        get()\n    except KeyError:\n        pass\nexcept lib.Error:\n    pass",
        "try:\n    with threading.Lock(), open(a):\n        get()\nexcept lib.Error:\n    pass",
        "with suppress(lib.Error):\n    get()",
        "with suppress(KeyError, Exception):\n    get()",
    ],
)
def test_a_clause_that_takes_all_and_looks_at_none_hides_them(body: str) -> None:
    assert observer(body) is None


@pytest.mark.parametrize(
    ("body", "line", "text"),
    [
        ("get()", 0, ""),
        ("try:\n    get()\nfinally:\n    a = 1", 0, ""),
        ("try:\n    pass\nexcept lib.Error:\n    get()", 0, ""),
        ("try:\n    pass\nexcept KeyError:\n    pass\nelse:\n    get()", 0, ""),
        ("try:\n    get()\nexcept lib.Status:\n    pass", 0, ""),
        ("with suppress(KeyError):\n    get()", 0, ""),
        ("try:\n    get()\nexcept lib.Other:\n    pass\nexcept Exception:\n    pass", 6, "lib.Other"),
        ("try:\n    get()\nexcept kinds[a]:\n    pass", 6, "kinds[a]"),
        ("try:\n    get()\nexcept Exception as e:\n    print(e)", 6, "Exception"),
        ("try:\n    get()\nexcept lib.Error:\n    raise", 6, "lib.Error"),
        ("try:\n    get()\nexcept lib.Error:\n    raise ValueError", 6, "lib.Error"),
        ("try:\n    get()\nexcept:\n    log.exception(a)", 6, "except"),
        ("try:\n    get()\nexcept lib.Error:\n    log(a, exc_info=True)", 6, "lib.Error"),
        ("try:\n    get()\nexcept lib.Status as e:\n    print(e.args)\nexcept Exception:\n    pass", 6, "lib.Status"),
        ("try:\n    get()\nexcept* lib.Error:\n    pass", 6, "lib.Error"),
        ("try:\n    with a:\n        get()\nexcept lib.Error:\n    pass", 5, "a"),
        ("try:\n    async with a.lock():\n        get()\nexcept lib.Error:\n    pass", 5, "a.lock()"),
        ("with suppress(*a):\n    get()", 4, "suppress(*a)"),
        (
            "try:\n    try:\n        get()\n    finally:\n        sys.exc_info()\nexcept OSError:\n    pass",
            8,
            "finally",
        ),
    ],
)
def test_what_may_look_at_them_is_told(body: str, line: int, text: str) -> None:
    assert observer(body) == (line, text)


def test_where_helpers_read_what_is_handled_a_clause_that_calls_one_looks_at_it() -> None:
    body = "try:\n    get()\nexcept lib.Error:\n    {}"
    assert observer(body.format("report()")) is None
    assert observer(body.format("report()"), READ) == (6, "lib.Error")
    assert observer(body.format("print(a)"), READ) is None
