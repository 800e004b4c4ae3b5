"""Bytes from terminals as keys."""

from __future__ import annotations

import pytest

from asyncfix.review.keys import Decoder


@pytest.mark.parametrize(
    ("data", "keys"),
    [
        (b"yn", ["y", "n"]),
        (b"\t\x1b[Z", ["tab", "backtab"]),
        (b"\x1b[A\x1bOB\x1b[1;5C", ["up", "down", "right"]),
        (b"\x1b[5~\x1b[6~\x1b[H\x1b[4~", ["pageup", "pagedown", "home", "end"]),
        (b"\x03\x1a\r\n\x7f\x08", ["ctrl-c", "ctrl-z", "enter", "enter", "backspace", "backspace"]),
        ("é漢🙂".encode(), ["é", "漢", "🙂"]),
        (b"\x1b[?1;2c\x1b[99~y", ["y"]),
        (b"\xff\xfey", ["y"]),
        (b"\x1b[200~y\ny\x1b[201~n", ["paste:y\ny", "n"]),
    ],
)
def test_keys_come_out_whole_however_the_bytes_arrive(data: bytes, keys: list[str]) -> None:
    assert Decoder().feed(data) == keys
    slow = Decoder()
    assert [key for byte in data for key in slow.feed(bytes([byte]))] == keys


def test_an_escape_alone_is_a_key_once_nothing_follows() -> None:
    decoder = Decoder()
    assert decoder.feed(b"\x1b") == []
    assert decoder.waiting
    assert decoder.flush() == ["esc"]
    assert decoder.feed(b"\x1bx") == ["esc", "x"]
