"""Text from files and file names, made safe to show.

A terminal obeys escape sequences, a bidi override reorders the line that it stands in, a newline in a
file name fakes a line of the report: everything that does not print as itself comes out as Python
would write it in a string.
"""

from __future__ import annotations

LINE_LIMIT = 2_000
"""Longer lines of code are data; the rest of them is counted and not shown."""


def visible(text: str) -> str:
    """`text` on one line: control, format, surrogate and unusual space characters as escapes."""
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() else escape(character) for character in text)


def code(line: str) -> str:
    """A line of code without its line end: as `visible`, but tabs stay, and a very long line is cut."""
    body = without_end(line)
    rest = len(body) - LINE_LIMIT
    shown = "\t".join(visible(part) for part in body[:LINE_LIMIT].split("\t"))
    return f"{shown} ... {rest:,} more characters" if rest > 0 else shown


def without_end(line: str) -> str:
    """The line without the line feed, or carriage return and line feed, that ends it."""
    return line[:-2] if line.endswith("\r\n") else line[:-1] if line.endswith("\n") else line


def escape(character: str) -> str:
    """One character as an escape sequence of a Python string."""
    return character.encode("unicode_escape").decode("ascii")
