"""What stands inside an f-string is found at its place on every Python."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asyncfix.files.source import Source
from asyncfix.syntax.fstrings import place_fields
from asyncfix.syntax.node_path import FSTRINGS, NodePath, Step, walk_paths
from asyncfix.syntax.tree import EXACT_FSTRINGS, Tree
from tests.support.effort import share
from tests.support.name_programs import compiles
from tests.support.real_sources import sources


def _paths(tree: Tree) -> list[NodePath]:
    root: NodePath = (Step(tree.module, ""),)
    return list(walk_paths(root))


def _outermost(tree: Tree) -> list[ast.JoinedStr]:
    """The f-strings of the file that stand in no other one."""
    found = []
    for path in _paths(tree):
        node = path[-1].node
        if isinstance(node, ast.JoinedStr) and not any(isinstance(step.node, FSTRINGS) for step in path[:-1]):
            found.append(node)
    return found


def _expressions(joined: ast.JoinedStr) -> list[ast.expr]:
    """The expressions of all replacement fields, and what is inside them."""
    fields = [node for node in ast.walk(joined) if isinstance(node, ast.FormattedValue)]
    parts = (part for field in fields for part in ast.walk(field.value))
    return list({id(part): part for part in parts if isinstance(part, ast.expr) and _is_code(part)}.values())


def _is_code(node: ast.expr) -> bool:
    """False for f-strings, for the parts of strings that only f-strings have nodes for, and for targets."""
    stored = isinstance(getattr(node, "ctx", None), ast.Store)
    return not stored and not isinstance(node, (ast.JoinedStr, ast.FormattedValue, ast.Constant))


def _place(node: ast.expr) -> tuple[int, int, int | None, int | None]:
    return node.lineno, node.col_offset, node.end_lineno, node.end_col_offset


def _columns(tree: Tree, joined: ast.JoinedStr) -> Callable[[int], tuple[int, int]]:
    start = tree.span(joined).start
    return lambda offset: tree.source.column(start + offset)


def placed(text: str) -> list[str]:
    """The source of every expression in the f-strings of a program, as `place_fields` places them."""
    tree = Tree(Source(text.encode()))
    shown: list[str] = []
    for joined in _outermost(tree):
        expressions = _expressions(joined)
        for node in expressions:
            node.lineno, node.col_offset, node.end_lineno, node.end_col_offset = 1, 0, 1, 0
        assert place_fields(joined, tree.text(joined), _columns(tree, joined))
        shown.extend(tree.text(node) for node in expressions)
    return shown


@pytest.mark.parametrize(
    ("text", "expressions"),
    [
        ("x = f'{a}'\n", ["a"]),
        ("f'{ a }{b!r}{c:>10}{d = }{e=!s:^3}'\n", ["a", "b", "c", "d", "e"]),
        ("f'{{a}}{{{b}}}{{'\n", ["b"]),
        ("f'{a:{b}.{c!r}}{d}'\n", ["a", "b", "c", "d"]),
        ("f'{a == b}{c != d}'\n", ["a == b", "a", "b", "c != d", "c", "d"]),
        ("f'{a <= b}{c >= d}'\n", ["a <= b", "a", "b", "c >= d", "c", "d"]),
        ("f'{a[\"b}:\"]}{c}'\n", ['a["b}:"]', "a", "c"]),
        ("f'{(lambda b: b)}'\n", ["lambda b: b", "b"]),
        ("f'{(a := b)}{a}'\n", ["a := b", "b", "a"]),
        ("f'{ {a: b}[c] }'\n", ["{a: b}[c]", "{a: b}", "c", "a", "b"]),
        ("f'{a, b}{ *c, }'\n", ["a, b", "a", "b", "*c,", "*c", "c"]),
        ("f'{a if b else c:d}'\n", ["a if b else c", "b", "a", "c"]),
        ("'{a}' f'{b}' \"{c}\" rf'{d}'\n", ["b", "d"]),
        ("f'\\N{EM DASH}{a}\\\\N{b}\\{c}\\'{d}'\n", ["a", "b", "c", "d"]),
        ("rf'\\N{a}\\{b}'\n", ["a", "b"]),
        ("x = (f'{a}'  # {b} 'c'\n    F\"{d}\" \\\n    u'{e}' f'''{\nf}''')\n", ["a", "d", "f"]),
        ("ж = f'ж{ж}ñ{naïve:{é}}', f'''\r\nß{ß}\r{\tя}'''\r\n", ["ж", "naïve", "é", "ß", "я"]),
        ("f'{f\"{a}\"}{b}'\n", ["a", "b"]),
        ("f'{f\"ж{a:{b}}\" + c}'\n", ["f\"ж{a:{b}}\" + c", "c", "a", "b"]),
        ("f'{await_(a)(b=c, *d)}'\n", ["await_(a)(b=c, *d)", "await_(a)", "*d", "c", "await_", "a", "d"]),
        ("f'{[a for b in c]}{(d for e in g)}'\n", ["[a for b in c]", "a", "c", "(d for e in g)", "d", "g"]),
        ("f''\n", []),
        ("f'{0x1f}{1!r}'\n", []),
    ],
)  # fmt: skip
def test_expressions_are_placed(text: str, expressions: list[str]) -> None:
    assert sorted(placed(text)) == sorted(expressions)


@pytest.mark.parametrize(
    "text", ["f'{a'", "f'{a}", "g(f'{a}')", "f'{a}' f'{b", "1", "f'{b}'", "f'{a}{a}'", "f''", "f'{a!'"]
)
def test_text_that_is_not_the_f_string_is_refused(text: str) -> None:
    joined = ast.parse("f'{a}'", mode="eval").body
    assert isinstance(joined, ast.JoinedStr)
    assert not place_fields(joined, text, lambda offset: (1, offset))


def test_names_in_the_f_strings_of_real_files_are_placed() -> None:
    wrong: list[str] = []
    seen = 0
    for source in sources():
        tree = Tree(source)
        for joined in _outermost(tree):
            tree.place_fstring(joined)
            names = [node for node in _expressions(joined) if isinstance(node, (ast.Name, ast.Call))]
            seen += len(names)
            wrong.extend(f"{source.path}:{node.lineno}" for node in names if not tree.is_exact(node))
    assert wrong == []
    assert seen > 1000


@pytest.mark.skipif(not EXACT_FSTRINGS, reason="this Python's own places are wrong")
def test_the_places_are_those_of_newer_pythons() -> None:
    different: list[str] = []
    for source in sources():
        tree = Tree(source)
        for joined in _outermost(tree):
            before = {id(node): _place(node) for node in _expressions(joined)}
            if not place_fields(joined, tree.text(joined), _columns(tree, joined)):
                continue  # syntax of Python 3.12
            changed = [node for node in _expressions(joined) if _place(node) != before[id(node)]]
            different.extend(f"{source.path}:{node.lineno}: {ast.unparse(node)}" for node in changed)
    assert different == []


_FIELDS = st.sampled_from(
    [
        "{a}",
        "{ a }",
        "{a!r}",
        "{a:>{b}}",
        "{a=}",
        "{a = !s}",
        "{{",
        "}}",
        "{a(b, c=d)}",
        "{a['b']}",
        "{f'{a}'}",
        "{(a, b)}",
    ]
)
_TEXTS = st.sampled_from(["", "ж", " ", "\\n", "\\\\", "\\N{EM DASH}", "x:y", "!", "=", "#", "\\u017f"])


@settings(max_examples=share(200), deadline=None)
@given(
    st.lists(_FIELDS | _TEXTS, max_size=6).map("".join),
    st.sampled_from(['f"', 'rf"', 'f"""', '"ж{x}" f"', 'F"\\\n', 'f"a" f"']),
)
def test_any_f_string_is_placed(body: str, opening: str) -> None:
    quote = '"""' if opening.endswith('"""') else '"'
    text = f"ж = ({opening}{body}{quote}, a)\n"
    if not compiles(text):
        return
    tree = Tree(Source(text.encode()))
    placed(text)
    for joined in _outermost(tree):
        tree.place_fstring(joined)
        for node in _expressions(joined):
            assert tree.is_exact(node), tree.text(node)


@pytest.mark.skipif(sys.version_info < (3, 12), reason="syntax of Python 3.12")
def test_quotes_inside_their_own_kind_are_not_scanned_wrong() -> None:
    text = "f'{a['b']}{f'{c}'}'\n"
    tree = Tree(Source(text.encode()))
    (joined,) = _outermost(tree)
    before = [_place(node) for node in _expressions(joined)]
    assert not place_fields(joined, tree.text(joined), _columns(tree, joined))
    tree.place_fstring(joined)
    assert [_place(node) for node in _expressions(joined)] == before
