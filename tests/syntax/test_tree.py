"""Every node of a file is found at its place, and every place leads to its node."""

from __future__ import annotations

import ast
import re
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asyncfix.files.source import Source
from asyncfix.syntax.node_path import FSTRINGS, NodePath, Step, statement_of, walk_paths
from asyncfix.syntax.tree import EXACT_FSTRINGS, Tree
from tests.support.effort import share
from tests.support.marks import marked
from tests.support.name_programs import compiles
from tests.support.real_sources import sources


def _placed(tree: Tree) -> list[NodePath]:
    """The paths to all nodes that have a place."""
    root: NodePath = (Step(tree.module, ""),)
    return [path for path in walk_paths(root) if hasattr(path[-1].node, "lineno")]


def _in_fstring(path: NodePath) -> bool:
    return any(isinstance(step.node, FSTRINGS) for step in path[:-1])


def _lost(tree: Tree) -> list[str]:
    """The nodes to whose first character no path leads that passes them."""
    lost = []
    for path in _placed(tree):
        node = path[-1].node
        start = tree.span(node).start
        found = tree.path(start)
        passed = any(step.node is node for step in found)
        starts_there = tree.span(found[-1].node).start == start
        if not _in_fstring(path) and not (passed and starts_there and found[: len(path)] == path):
            lost.append(f"{tree.source.path}:{tree.source.position(start)[0]}: {type(node).__name__}")
    return lost


def test_the_path_to_the_first_character_of_a_node_ends_there() -> None:
    lost: list[str] = []
    for source in sources(2):
        lost.extend(_lost(Tree(source)))
    assert lost == []


@pytest.mark.parametrize(
    "text",
    [
        "@a.b(c)\n# d\n@e\nasync def f(g, /, h=1, *i: j, k=2, **l) -> m:\n    return n\n",
        "@a\nclass B(C, metaclass=D):\n    x: int = y\n",
        "with (a as b, c as (d, e)): f\n",
        "async def f():\n    async with a as b, c: d\n    async for e in g: h\n    else: i\n",
        "match a:\n    case {'b': c, **d} if e: f\n    case G(h, i=j) | [k, *l]: m\n    case n.o: p\n",
        "try: a\nexcept (b, c) as d: e\nexcept f: g\nelse: h\nfinally: i\n",
        "[a for b in c if d for e in f if g]; {h: i for j in k}; l(m for n in o)\n",
        "lambda a, b=c, *d, e=f, **g: h\n",
        "größe = «ß»(naïve, 'ü' 'ö', [é for é in 'é'])  # ñ\n".replace("«", "").replace("»", ""),
        "ж = 1; f'{ж}' + ж; x = f'ж{ж!r:>{ж}}' 'ж' f'{ж}', ж\n",
        "from a import b as c, d; import e.f as g, h\n",
        "a[b:c, ::d]; a[b, *c]; *e, f = g\n",
        "x = (  # comment\n    a\n    + b\n)\ndel x, (y)\nglobal_ = 1\n",
        "if a:\n\tb\n\tif c:\n\t\td\n\x0ce = 1\n",
    ],
)
def test_every_kind_of_node_is_found(text: str) -> None:
    tree = Tree(Source(text.encode()))
    assert _lost(tree) == []
    for node in (path[-1].node for path in _placed(tree) if not _in_fstring(path)):
        if isinstance(node, ast.Name):
            assert tree.text(node) == node.id


@pytest.mark.skipif(sys.version_info < (3, 12), reason="syntax of Python 3.12")
def test_nodes_of_type_parameters_are_found() -> None:
    assert (
        _lost(Tree(Source(b"def f[T: int, *U, **V](a: T) -> U: pass\nclass A[T](B[T]): pass\ntype C[T] = T\n"))) == []
    )


def test_a_decorator_is_inside_its_definition() -> None:
    tree, path = marked("@a\n@«b»(c)\ndef f():\n    pass\n")
    assert [step.field for step in path] == ["", "body", "decorator_list", "func"]
    assert statement_of(path) is tree.module.body[0]


def test_an_occurrence_in_a_comment_ends_at_what_surrounds_it() -> None:
    tree = Tree(Source(b"# sleep\ndef f():\n    g()  # sleep\n    # sleep\n    h()\n"))
    assert [type(path[-1].node).__name__ for path in tree.paths("sleep")] == ["Module", "FunctionDef"]


def test_an_occurrence_in_an_f_string_ends_at_the_f_string() -> None:
    tree = Tree(Source(b"x = f'{sleep(1)} {y!r:{sleep}}' 'sleep' + sleep\n"))
    assert [type(path[-1].node).__name__ for path in tree.paths("sleep")] == ["JoinedStr", "Name"]


@pytest.mark.parametrize("text", ["sleeper", "asleep", "_sleep", "sleep_", "sleep1", "ßsleep", "sleepж"])
def test_a_part_of_a_word_is_no_occurrence(text: str) -> None:
    assert Tree(Source(f"{text} = 1\n".encode())).paths("sleep") == []


def test_an_identifier_in_compatibility_letters_is_an_occurrence() -> None:
    tree = Tree(Source("ｓleep(1); sleep(2); 𝓼𝓵𝓮𝓮𝓹(3)\n".encode()))
    found = [path[-1].node for path in tree.paths("sleep")]
    assert [node.id for node in found if isinstance(node, ast.Name)] == ["sleep"] * 3


def test_every_name_of_real_files_occurs() -> None:
    missing: list[str] = []
    for source in sources(6):
        tree = Tree(source)
        outside = (path[-1].node for path in _placed(tree) if not _in_fstring(path))
        names = [node for node in outside if isinstance(node, ast.Name)]
        for word in sorted({node.id for node in names})[::5]:
            found = {id(path[-1].node) for path in tree.paths(word)}
            missing.extend(f"{source.path}: {word}" for node in names if node.id == word and id(node) not in found)
    assert missing == []


_BLANKS = ["\n", "\r\n", "\r", "\t", "\x0c", " ", "\x0b", "\u2028", "\\\n", "if a:\n    b\n", "# ñ\u2028"]
_TOKENS = [
    "a",
    " + b",
    "é",
    "'ж'",
    "'''\n'''",
    '"""\r\n\r"""',
    "f'{a}'",
    "(",
    ")",
    "𝓪",
    ";",
    "x = 1\r",
    "'\u2028'",
    "[]",
]
_PIECES = st.sampled_from([*_BLANKS, *_TOKENS])


@settings(max_examples=share(300), deadline=None)
@given(st.lists(_PIECES, max_size=25).map("".join))
def test_offsets_and_columns_go_both_ways(text: str) -> None:
    source = Source(text.encode())
    for offset in range(len(text) + 1):
        assert source.offset(*source.column(offset)) == offset
    if not compiles(text):
        return
    tree = Tree(source)
    for path in _placed(tree):
        node = path[-1].node
        if isinstance(node, (ast.Name, ast.Constant)) and (EXACT_FSTRINGS or not _in_fstring(path)):
            shown = tree.text(node)
            assert isinstance(node, ast.Name) is bool(re.fullmatch(r"[^\W\d]\w*", shown)), shown


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_nodes_stand_where_they_stand_whatever_ends_the_lines(newline: str, bom: bytes) -> None:
    text = 'a = """\nж\n"""; ß = 1\n\x0cif ß:\n\tñ = "\u2028\x85\x1c" + ß  # \x0b\n\x0c\tß = (\n\tß)\n\\\n ; ß\n'
    text = text.replace("\\\n ; ß\n", "x = \\\n ß\n").replace("\n", newline)
    tree = Tree(Source(bom + text.encode()))
    names = [path[-1].node for path in _placed(tree) if isinstance(path[-1].node, ast.Name)]
    assert [tree.text(name) for name in names] == [name.id for name in names]
    assert len(names) == 9
    assert _lost(tree) == []


def test_a_place_in_characters_counts_from_one() -> None:
    source = Source("ж = 1\r\n\tß = 2\r".encode())
    assert source.position(source.text.index("ß")) == (2, 2)
    assert source.column(source.text.index("=", 7)) == (2, 4)
    assert [source.text[span.start : span.end] for span in map(source.line_span, (1, 2, 3))] == [
        "ж = 1\r\n",
        "\tß = 2\r",
        "",
    ]
