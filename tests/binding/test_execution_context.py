"""Where an `await` may stand, and what runs the code: each claim is held against the compiler."""

from __future__ import annotations

import ast
import inspect
import sys
import types

import pytest
from hypothesis import HealthCheck, given, settings

from asyncfix.binding.context_kinds import Unit
from asyncfix.binding.execution_context import (
    AwaitObstacle,
    is_given_to_coroutine,
    is_only_looked_at,
    outer_place,
    place_of,
)
from asyncfix.files.source import Source
from asyncfix.syntax.node_path import NodePath, Step, walk_paths
from asyncfix.syntax.tree import Tree
from tests.support.effort import share
from tests.support.marks import marked
from tests.support.name_programs import compiles, programs

OPEN = [
    "async def f():\n    «x()»\n",
    "async def f():\n    return «x()»\n",
    "async def f():\n    y = [«x()» for a in b]\n",
    "async def f():\n    y = [a for a in «x()» if a]\n",
    "async def f():\n    y = {a: c for a in b for c in «x()» if c}\n",
    "async def f():\n    y = {a for a in b if «x()»}\n",
    "async def f():\n    y = [[«x()» for a in b] for c in d]\n",
    "async def f():\n    y = (a for a in «x()»)\n",
    "async def f():\n    y = (a for a in [«x()» for b in c])\n",
    "async def f():\n    y = f'{«x()»} {a:{«b»}}'\n".replace("«b»", "b"),
    "async def f():\n    y = f'{a:>{«x()»}}'\n",
    "async def f():\n    while «x()»: pass\n",
    "async def f():\n    for a in «x()»: pass\n",
    "async def f():\n    with «x()» as y: pass\n",
    "async def f():\n    match «x()»:\n        case 1 if a: pass\n",
    "async def f():\n    match a:\n        case 1 if «x()»: pass\n",
    "async def f():\n    try: pass\n    except «x()»: pass\n",
    "async def f():\n    assert a, «x()»\n",
    "async def f():\n    y = a if «x()» else b\n",
    "async def f():\n    if (y := «x()»): pass\n",
    "async def f():\n    y: int = «x()»\n",
    "async def f():\n    a[«x()»] += 1\n",
    "async def f():\n    del a[«x()»]\n",
    "async def f():\n    yield «x()»\n",
    "async def f():\n    class A(«x()»): pass\n",
    "async def f():\n    class A(metaclass=«x()»): pass\n",
    "def f():\n    async def g():\n        «x()»\n",
    "class A:\n    async def g(self):\n        «x()»\n",
    "async def f():\n    class A:\n        async def g(self): «x()»\n",
    "async def f():\n    return lambda: 1, «x()»\n",
]

IMPOSSIBLE = [
    ("async def f():\n    lambda: «x()»\n", Unit.LAMBDA, AwaitObstacle.NONE),
    ("async def f():\n    lambda: [«x()» for a in b]\n", Unit.LAMBDA, AwaitObstacle.NONE),
    ("async def f():\n    lambda: lambda a=«x()»: a\n", Unit.LAMBDA, AwaitObstacle.DEFAULT),
    ("async def f():\n    class A:\n        y = «x()»\n", Unit.COROUTINE, AwaitObstacle.CLASS_BODY),
    ("async def f():\n    class A:\n        y = [«x()» for b in c]\n", Unit.COROUTINE, AwaitObstacle.CLASS_BODY),
    (
        "async def f():\n    class A:\n        @«x()»\n        def g(self): pass\n",
        Unit.COROUTINE,
        AwaitObstacle.DECORATOR,
    ),
    ("async def f():\n    class A:\n        def g(self, a=«x()»): pass\n", Unit.COROUTINE, AwaitObstacle.DEFAULT),
    ("async def f():\n    def g():\n        «x()»\n", Unit.FUNCTION, AwaitObstacle.NONE),
    ("def f():\n    «x()»\n", Unit.FUNCTION, AwaitObstacle.NONE),
    ("def f(a=«x()»): pass\n", Unit.MODULE, AwaitObstacle.DEFAULT),
    ("async def f(a=«x()»): pass\n", Unit.MODULE, AwaitObstacle.DEFAULT),
    ("@«x()»\nasync def f(): pass\n", Unit.MODULE, AwaitObstacle.DECORATOR),
    ("«x()»\n", Unit.MODULE, AwaitObstacle.NONE),
    ("class A:\n    y = «x()»\n", Unit.MODULE, AwaitObstacle.CLASS_BODY),
    ("y = lambda: «x()»\n", Unit.LAMBDA, AwaitObstacle.NONE),
]  # fmt: skip

POSSIBLE_BUT_DIFFERENT = [
    ("async def f():\n    y = («x()» for a in b)\n", AwaitObstacle.GENERATOR),
    ("async def f():\n    y = (a for a in b if «x()»)\n", AwaitObstacle.GENERATOR),
    ("async def f():\n    y = (a for a in b for c in «x()»)\n", AwaitObstacle.GENERATOR),
    ("async def f():\n    y = ([«x()» for a in b] for c in d)\n", AwaitObstacle.GENERATOR),
    ("async def f():\n    def g(a=«x()»): pass\n", AwaitObstacle.DEFAULT),
    ("async def f():\n    def g(*, a=«x()»): pass\n", AwaitObstacle.DEFAULT),
    ("async def f():\n    lambda a=«x()»: a\n", AwaitObstacle.DEFAULT),
    ("async def f():\n    @«x()»\n    def g(): pass\n", AwaitObstacle.DECORATOR),
    ("async def f():\n    @a.b(«x()»)\n    class A: pass\n", AwaitObstacle.DECORATOR),
]


def awaited(tree: Tree, path: NodePath) -> str:
    """The program with an `await` before the expression."""
    span, text = tree.span(path[-1].node), tree.source.text
    return f"{text[: span.start]}(await ({text[span.start : span.end]})){text[span.end :]}"


@pytest.mark.parametrize("text", OPEN)
def test_where_nothing_is_in_the_way_an_await_compiles(text: str) -> None:
    tree, path = marked(text)
    place = place_of(path)
    assert (place.unit, place.obstacle) == (Unit.COROUTINE, AwaitObstacle.NONE)
    assert place.on_loop
    assert compiles(awaited(tree, path))


@pytest.mark.parametrize(("text", "unit", "obstacle"), IMPOSSIBLE)
def test_where_the_compiler_refuses_an_await_something_is_in_the_way(
    text: str, unit: Unit, obstacle: AwaitObstacle
) -> None:
    tree, path = marked(text)
    place = place_of(path)
    assert (place.unit, place.obstacle) == (unit, obstacle)
    assert compiles(tree.source.text)
    assert not compiles(awaited(tree, path))


@pytest.mark.parametrize(("text", "obstacle"), POSSIBLE_BUT_DIFFERENT)
def test_where_an_await_changes_the_meaning_something_is_in_the_way(text: str, obstacle: AwaitObstacle) -> None:
    tree, path = marked(text)
    place = place_of(path)
    assert (place.unit, place.obstacle) == (Unit.COROUTINE, obstacle)
    assert compiles(awaited(tree, path))


def test_an_await_makes_a_generator_expression_asynchronous() -> None:
    for text, obstacle in POSSIBLE_BUT_DIFFERENT:
        tree, path = marked(text)
        if obstacle is AwaitObstacle.GENERATOR:
            codes = list(_code_objects(compile(awaited(tree, path), "<program>", "exec")))
            assert any(code.co_name == "<genexpr>" and code.co_flags & inspect.CO_ASYNC_GENERATOR for code in codes)


def _code_objects(code: types.CodeType) -> list[types.CodeType]:
    inner = [constant for constant in code.co_consts if isinstance(constant, types.CodeType)]
    return [code, *(below for one in inner for below in _code_objects(one))]


@pytest.mark.parametrize(
    "text",
    [
        "async def f():\n    y: «x()» = 1\n",
        "async def f():\n    def g(a: «x()»): pass\n",
        "async def f():\n    def g(*a: «x()», **b): pass\n",
        "async def f():\n    def g() -> «x()»: pass\n",
        "y: «x()»\n",
    ],
)
def test_an_annotation_is_no_place_for_an_await(text: str) -> None:
    assert place_of(marked(text)[1]).obstacle is AwaitObstacle.ANNOTATION


@pytest.mark.skipif(sys.version_info < (3, 12), reason="syntax of Python 3.12")
@pytest.mark.parametrize(
    ("text", "obstacle"),
    [
        ("async def f():\n    type Y = «x()»\n", AwaitObstacle.ANNOTATION),
        ("async def f():\n    def g[T: «x()»](): pass\n", AwaitObstacle.ANNOTATION),
        ("async def f():\n    class A[T](«x()»): pass\n", AwaitObstacle.GENERIC),
        ("async def f():\n    class A[T](metaclass=«x()»): pass\n", AwaitObstacle.GENERIC),
    ],
)
def test_what_belongs_to_type_parameters_is_no_place_for_an_await(text: str, obstacle: AwaitObstacle) -> None:
    tree, path = marked(text)
    assert place_of(path).obstacle is obstacle
    assert not compiles(awaited(tree, path))


def test_a_place_has_the_name_of_its_function() -> None:
    _, path = marked("class A:\n    async def f(self):\n        def g():\n            return lambda: «x()»\n")
    place = place_of(path)
    names = [place.name]
    while place.function is not None:
        place = outer_place(place)
        names.append(place.name)
    assert names == ["A.f.g.<lambda>", "A.f.g", "A.f", "A"]


@pytest.mark.parametrize(
    "text", ["@«x»\ndef f(): pass\n", "def f(a=«x»): pass\n", "if a: «x»\n", "@«x»\nclass A: pass\n"]
)
def test_the_module_has_no_name(text: str) -> None:
    assert place_of(marked(text)[1]).name == ""


@pytest.mark.parametrize(
    ("text", "given_to_coroutine"),
    [
        ("async def f(a=«x»): pass\n", True),
        ("@«x»\nasync def f(): pass\n", True),
        ("def f(a=«x»): pass\n", False),
        ("async def f():\n    def g(a=«x»): pass\n", False),
        ("async def f():\n    async def g(a=«x»): pass\n", True),
        ("async def f():\n    «x»\n", False),
    ],
)
def test_defaults_and_decorators_are_given_to_their_coroutine(text: str, given_to_coroutine: bool) -> None:
    assert is_given_to_coroutine(marked(text)[1]) is given_to_coroutine


@pytest.mark.parametrize(
    ("text", "looked_at"),
    [
        ("async def f():\n    «x.y»\n", True),
        ("async def f():\n    a is «x.y»\n", True),
        ("async def f():\n    return «x.y» == a\n", True),
        ("async def f(a=«x»): pass\n", True),
        ("async def f(a, *, b=«x»): return a\n", True),
        ("async def f(a, *, b=«x»): return b\n", False),
        ("async def f(a=«x», b=1): a()\n", False),
        ("async def f():\n    return «x»\n", False),
        ("async def f():\n    a = «x»\n", False),
        ("async def f():\n    g(«x»)\n", False),
    ],
)
def test_a_function_that_nothing_can_call_by_its_name_is_only_looked_at(text: str, looked_at: bool) -> None:
    assert is_only_looked_at(marked(text)[1]) is looked_at


def _calls(tree: Tree) -> list[NodePath]:
    """Every expression of the program that can be written anew in its place."""
    root: NodePath = (Step(tree.module, ""),)
    return [path for path in walk_paths(root) if isinstance(path[-1].node, (ast.Call, ast.Subscript, ast.Lambda))]


@settings(max_examples=share(150), deadline=None, suppress_health_check=list(HealthCheck))
@given(programs)
def test_in_any_program_the_compiler_agrees(text: str) -> None:
    tree = Tree(Source(text.encode()))
    for path in _calls(tree):
        if isinstance(getattr(path[-1].node, "ctx", None), (ast.Store, ast.Del)) or not tree.is_placed(path):
            continue
        place = place_of(path)
        allowed = compiles(awaited(tree, path))
        if place.unit is Unit.COROUTINE and place.obstacle is AwaitObstacle.NONE:
            assert allowed, awaited(tree, path)
        generator = any(isinstance(step.node, ast.GeneratorExp) for step in path)  # may be asynchronous anywhere
        if not generator and (place.unit is not Unit.COROUTINE or place.obstacle is AwaitObstacle.CLASS_BODY):
            assert not allowed, awaited(tree, path)
