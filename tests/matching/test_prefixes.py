"""A tree gives its text back byte for byte, and what stands between tokens is where fissix's fixers look for it."""

from __future__ import annotations

import pytest

from asyncfix.matching import MatchingError, parse_module
from tests.support.trees import every_node

TEXTS = {
    "nothing": "",
    "one line end": "\n",
    "blanks": "   \n\t\n  ",
    "a comment alone": "# nothing here",
    "comments alone": "# one\n\n  # two\n",
    "no line end at the end": "x = 1",
    "no line end after a comment": "x = 1  # why",
    "no line end after a block": "if x:\n    y",
    "no line end after blanks": "x = 1\n   ",
    "comment at the end of a block": "if x:\n    y\n    # end\n  # less\n# out",
    "tabs": "if x:\n\ty\n\tif z:\n\t\tw\n",
    "tabs and spaces": "if x:\n  y\n\t\nif z:\n\ty\n        \n\tif z:\n\t  w\n",
    "Windows line ends": 'if x:\r\n    y = """a\r\nb"""\r\n\r\n    # c\r\nz(\r\n  1,\r\n)\r\n',
    "Windows line ends, the last one missing": "x\r\ny",
    "old Mac line ends": 'if x:\r    y = """a\rb"""\r    # c\rz(\r  1,\r)\r',
    "mixed line ends": "x\r\ny\rz\n\r\n\r\nw\n\r'''a\rb\r\nc\nd'''\r",
    "form feeds": "x\n\f\ndef f():\n    pass\n\f\n\fdef g():\n\f    pass\nx = [\f1,\f2]\n",
    "continuations": "x = 1 + \\\n    2\nif x: \\\n  y\nassert x, \\\n\\\n  y\n\\\nx\n",
    "continuation before a block's first statement": "class A:\n\\\n    pass\nclass B:\n  \\\n    x\n",
    "continuations with Windows line ends": "x = \\\r\n  1\r\n",
    "separators in strings": "x = 'a\u2028b\x85c\x1cd\x1ee\u2029f'  # \x85\u2028\x1c\ny = '''\x0b\x0c\u2028'''\n",
    "other blanks in comments": "# \xa0\u3000\n# \x0b\nx\n",
    "names that are not ASCII": "héé = 'é'; ℘ = µ·x + ﬁn; ℘.℘x\n日本 = 'ü' + 日本\n",
    "characters beyond 16 bits": "𝐱 = '𝐱𝐲'; f'{𝐱}𝐲{𝐱}'; y\n",
    "bytes of more than one a character in long strings": 'x("""ü\n pôrˈtend""", ü)(f"""ˈ\nˈ{x}ˈ\nˈ{x}""", 1)\n',
    "semicolons": "x; y;\nif x: y; z;\n",
    "dots": "from ... import x\nfrom .... import y\nx = ...\nx[..., 1]\n1..real\n1.if x else.5\n",
    "numbers close to words": "1if x else 2\n[1for x in y]\n1_0j\n",
    "deep dedent": "if a:\n if b:\n  if c:\n   d\n# e\nf\n",
    "a block that ends twice at the end": "if a:\n if b:\n  c\n\n\n",
}


@pytest.mark.parametrize("name", TEXTS)
def test_text_comes_back(name: str) -> None:
    text = TEXTS[name]
    assert str(parse_module(text)) == text


@pytest.mark.parametrize("name", TEXTS)
def test_every_leaf_knows_its_place(name: str) -> None:
    text = TEXTS[name]
    offset = 0
    lines = text.replace("\r\n", "\n\x00").replace("\r", "\n").split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    for leaf in every_node(parse_module(text)):
        if leaf.children:
            continue
        offset += len(leaf.prefix)
        if leaf.value:
            line, column = leaf.lineno, leaf.column
            begin = starts[line - 1] + column + lines[line - 1].startswith("\x00")
            assert text[begin : begin + len(leaf.value)] == leaf.value
            assert begin == offset
        offset += len(leaf.value)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("text", ["x = 1if y else 0x1if z else 2\n", "f'\\{x}'\n", "x = 1.5and 2or 3\n"])
def test_reading_code_warns_nobody(text: str) -> None:
    assert str(parse_module(text)) == text


def leaves(text: str) -> list[tuple[str, str]]:
    """Prefix and value of each leaf."""
    return [(node.prefix, node.value) for node in every_node(parse_module(text)) if not node.children]


def test_comment_before_a_block_belongs_to_its_indentation() -> None:
    assert leaves("if x:  # a\n    # b\n\n    y\n")[2:7] == [
        ("", ":"),
        ("  # a", "\n"),
        ("    # b\n\n", "    "),
        ("", "y"),
        ("", "\n"),
    ]


def test_what_follows_a_block_belongs_to_its_end() -> None:
    text = "if x:\n    if y:\n        z\n    # a\n# b\nw\n"
    assert leaves(text)[-6:] == [("", "\n"), ("    # a\n# b\n", ""), ("", ""), ("", "w"), ("", "\n"), ("", "")]


def test_indentation_of_the_line_after_a_block_belongs_to_the_block() -> None:
    assert leaves("if x:\n  if y:\n    z\n  w\n")[-6:] == [
        ("", "\n"),
        ("  ", ""),
        ("", "w"),
        ("", "\n"),
        ("", ""),
        ("", ""),
    ]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("x = (1,\n", None, None),
        ("x = 1 +\n", 1, 8),
        ("x = 1\n  y = 2\n", 2, 1),
        ("if x:\n    y\n  z\n", 3, None),
        ("x = $\n", 1, 5),
        ("x = 'a\n", 1, 5),
        ("def f(:): pass\n", 1, 7),
        ("x = (1, (2)\n", None, None),
        ("a b\n", 1, 3),
        ("print 'x'\n", 1, 7),
        ("exec 'x'\n", 1, 6),
        ("x <> y `z`\n", 1, None),
        ("def f((a, b)): pass\n", 1, 7),
        ("raise A, b\n", 1, 8),
    ],
)
def test_mistake_is_placed(text: str, line: int | None, column: int | None) -> None:
    with pytest.raises(MatchingError) as caught:
        parse_module(text)
    assert caught.value.message
    assert line is None or caught.value.line == line
    assert column is None or caught.value.column == column
