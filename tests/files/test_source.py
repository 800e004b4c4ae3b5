"""Files as text and back: every byte of what is read comes back, and what would not is refused with the reason."""

from __future__ import annotations

import ast
import codecs
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asyncfix.errors import UnreadableError
from asyncfix.files.source import MAX_BYTES, Source, digest
from asyncfix.files.text_edits import Edit, Span

ENDS = st.sampled_from(["\n", "\r\n", "\r"])
LINES = st.text(st.characters(codec="utf-8", exclude_characters="\0\r\n"), max_size=8)
FILES = st.lists(st.tuples(LINES, ENDS)).map(lambda parts: "".join(line + end for line, end in parts))
BOM = codecs.BOM_UTF8


def refusal(raw: bytes) -> str:
    with pytest.raises(UnreadableError) as caught:
        Source(raw)
    return str(caught.value)


@given(FILES, st.booleans())
def test_a_utf8_file_comes_back_to_its_bytes(text: str, marked: bool) -> None:
    raw = (BOM if marked else b"") + text.encode()
    try:
        source = Source(raw)
    except UnreadableError:
        assert "coding" in text  # of all that may stand there, a cookie can
        return
    assert source.encode(source.text) == raw
    assert source.edited([]).raw == raw
    assert source.digest == digest(raw)


@given(st.binary(max_size=60))
def test_any_bytes_come_back_or_are_refused(raw: bytes) -> None:
    try:
        source = Source(raw)
    except UnreadableError:
        return
    assert source.encode(source.text) == raw


@given(
    st.sampled_from(
        ["latin-1", "cp1252", "shift_jis", "utf-7", "hz", "iso2022_jp", "idna", "raw_unicode_escape", "big5"]
    ),
    st.binary(max_size=30),
)
def test_any_bytes_in_any_encoding_come_back_or_are_refused(encoding: str, body: bytes) -> None:
    raw = f"# coding: {encoding}\n".encode() + body
    try:
        source = Source(raw)
    except UnreadableError:
        return
    assert source.encode(source.text) == raw


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("latin-1", "é"),
        ("iso-8859-15", "€"),
        ("cp1252", "€"),
        ("shift_jis", "表示"),
        ("euc-kr", "한글"),
        ("gb18030", "中文😀"),
        ("koi8-r", "привет"),
        ("utf8", "é"),
        ("UTF_8", "é"),
        ("latin-1-unix", "é"),
        ("utf-8-dos", "é"),
    ],
)
def test_a_cookie_names_the_encoding(encoding: str, text: str) -> None:
    codec = encoding.removesuffix("-unix").removesuffix("-dos")
    raw = f"# -*- coding: {encoding} -*-\nx = '{text}'\n".encode(codec)
    source = Source(raw)
    assert text in source.text
    edited = source.edited([Edit(Span(0, 0), f"# {text}\n")])
    assert edited.raw == f"# {text}\n".encode(codec) + raw


@pytest.mark.parametrize(
    "head",
    [
        b"# coding: latin-1\n",
        b"#!/usr/bin/env python\n# vim: set fileencoding=latin-1 :\n",
        b"\n# coding=latin-1\n",
        b" \t\x0c# coding: latin-1\r\n",
        b"# first\r# coding: latin-1\r",
        b"# Jos\xe9\n# coding: latin-1\n",
        b"# coding: latin-1 Jos\xe9\n",
    ],
)
def test_a_cookie_counts_where_python_lets_it(head: bytes, tmp_path: Path) -> None:
    raw = head + b"x = '\xe9'\n"
    assert Source(raw).text == raw.decode("latin-1")
    (tmp_path / "module.py").write_bytes(raw + b"print(ascii(x))\n")
    done = subprocess.run([sys.executable, "-c", "import module"], cwd=tmp_path, capture_output=True, check=False)
    assert done.stdout == b"'\\xe9'\n"


@pytest.mark.parametrize(
    "head",
    [
        b"#\n#\n# coding: latin-1\n",
        b"x = 1\n# coding: latin-1\n",
        b"x = 1  # coding: latin-1\n",
        b"'# coding: latin-1'\n",
        b"# encodin: latin-1\n",
        b"# coding : latin-1\n",
    ],
)
def test_a_cookie_elsewhere_means_nothing(head: bytes) -> None:
    assert Source(head + "x = 'é'\n".encode()).text.endswith("'é'\n")
    assert refusal(head + b"x = '\xe9'\n").startswith("is not utf-8")


def test_a_byte_order_mark_is_no_part_of_the_text_and_comes_back() -> None:
    source = Source(BOM + b"x = 1\n")
    assert source.text == "x = 1\n"
    assert source.edited([Edit(Span(0, 1), "y")]).raw == BOM + b"y = 1\n"
    assert Source(BOM + b"# coding: utf-8\n").encoding == "utf-8"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (BOM + b"# coding: latin-1\n", "begins with the byte order mark of utf-8, but says that it is iso8859-1"),
        (b"# coding: klingon\n", "says that its encoding is klingon, which this Python does not know"),
        (b"# coding: rot13\n", "can't be decoded as rot-13: it is no encoding of text"),
        (b"x = 1\n# \xff\n", "is not utf-8: invalid start byte (line 2)"),
        (b"# coding: ascii\n\r\n# \xe9", "is not ascii: ordinal not in range(128) (line 3)"),
        (b"x = 1\n\0", "holds a NUL byte at offset 6"),
        ("x = 1\n".encode("utf-16"), "holds a NUL byte at offset 3"),
        (b"# coding: utf-7\nx = '+AGE-'\n", "would not come back to the same bytes from the encoding utf-7"),
        (b"# coding: unicode_escape\nx = 1\n", "would not come back to the same bytes from the encoding unicode"),
        (b"# coding: undefined\n", "can't be decoded as undefined"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(raw: bytes, reason: str) -> None:
    assert refusal(raw).startswith(reason)


def test_a_file_over_the_limit_is_refused_and_one_at_the_limit_is_not() -> None:
    assert refusal(b" " * (MAX_BYTES + 1)) == "is 10 MB; files over 10 MB are not read"
    assert len(Source(b" " * MAX_BYTES).text) == MAX_BYTES


def test_a_character_that_the_encoding_lacks_is_refused_when_it_is_written() -> None:
    with pytest.raises(UnicodeEncodeError):
        Source(b"# coding: latin-1\n").edited([Edit(Span(0, 0), "€")])


@given(FILES)
def test_lines_are_those_of_the_tokenizer(text: str) -> None:
    source = Source(b"#\n#\n" + text.encode())
    lines = (b"#\n#\n" + text.encode()).replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    assert len(source.line_starts) == len(lines)
    spans = [source.line_span(number) for number in range(1, len(lines) + 1)]
    assert "".join(source.text[span.start : span.end] for span in spans) == source.text
    assert [source.text[span.start : span.end].rstrip("\r\n").encode() for span in spans] == lines


@given(FILES, st.data())
def test_offsets_and_columns_are_each_others_inverse(text: str, data: st.DataObject) -> None:
    source = Source(b"#\n#\n" + text.encode())
    offset = data.draw(st.integers(0, len(source.text)))
    if source.text[offset - 1 : offset + 1] == "\r\n":
        offset += 1  # no place is between the two
    line, column = source.column(offset)
    assert source.offset(line, column) == offset
    start = source.line_starts[line - 1]
    assert column == len(source.text[start:offset].encode())
    assert source.position(offset) == (line, offset - start + 1)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("form_feed", ["", "\x0c"])
def test_offsets_lead_to_what_ast_means(end: str, form_feed: str) -> None:
    lines = ["x = 1", f"{form_feed}if 'é\u2028':", "\tüber = 'ß' + größe", "s = '''a", "b''' + größe"]
    source = Source(end.join(lines).encode())
    names = [node for node in ast.walk(ast.parse(source.text)) if isinstance(node, ast.Name)]
    found = [source.text[source.offset(node.lineno, node.col_offset) :][: len(node.id)] for node in names]
    assert found == [node.id for node in names]


@pytest.mark.parametrize(
    ("text", "newline"),
    [("", "\n"), ("a\r\nb\nc\r\n", "\r\n"), ("a\rb\r", "\r"), ("a\n\r\n", "\n"), ("a\u2028b", "\n")],
)
def test_the_line_end_is_the_one_that_the_file_uses_most(text: str, newline: str) -> None:
    assert Source(text.encode()).newline == newline
