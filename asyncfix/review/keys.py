"""Bytes from a terminal as keys, and the terminal itself: raw while questions are asked, as it was afterwards.

A key is a character, or a name: "enter", "tab", "backtab", "esc", "backspace", "up", "down", "left", "right",
"pageup", "pagedown", "home", "end", "delete", "ctrl-c" and so on. What is pasted is one key, "paste:" and the
text: a clipboard with many lines must not answer many questions.
"""

from __future__ import annotations

import os
import re
import select
import signal
import sys
import termios
import tty
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any

ESCAPE_WAIT = 0.05
"""Seconds after which an escape character is the key, and not the start of another one's sequence."""

_SEQUENCE = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|O[@-~]|\[\[[A-E])")
_PARTIAL = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*|O)?\Z")
_PASTE, _PASTE_END = b"\x1b[200~", b"\x1b[201~"
_NAMED = {
    b"A": "up", b"B": "down", b"C": "right", b"D": "left", b"H": "home", b"F": "end", b"Z": "backtab",
    b"1~": "home", b"3~": "delete", b"4~": "end", b"5~": "pageup", b"6~": "pagedown", b"7~": "home", b"8~": "end",
}  # fmt: skip
_CONTROL = {0x0D: "enter", 0x0A: "enter", 0x09: "tab", 0x08: "backspace", 0x7F: "backspace", 0x1B: "esc"}


class Decoder:
    """Turns bytes into keys. What is incomplete waits for the rest of it."""

    def __init__(self) -> None:
        self._left = b""

    @property
    def waiting(self) -> bool:
        """True where more bytes may make another key of what came so far."""
        return bool(self._left)

    def feed(self, data: bytes) -> list[str]:
        """The keys that the bytes make."""
        self._left += data
        return list(self._keys(final=False))

    def flush(self) -> list[str]:
        """The keys that what waits makes, as nothing follows."""
        return list(self._keys(final=True))

    def _keys(self, final: bool) -> Iterator[str]:
        while self._left:
            taken, key = self._next(final)
            if not taken:
                return
            self._left = self._left[taken:]
            if key:
                yield key

    def _next(self, final: bool) -> tuple[int, str]:
        """How many bytes the next key takes, and the key; 0 where it is incomplete."""
        data = self._left
        if data.startswith(_PASTE):
            end = data.find(_PASTE_END)
            if end < 0:
                return (len(data), "") if final and len(data) > 1_000_000 else (0, "")
            return end + len(_PASTE_END), "paste:" + data[len(_PASTE) : end].decode(errors="replace")
        if data[0] == 0x1B:
            if match := _SEQUENCE.match(data):
                body = match[0][2:]
                return match.end(), _NAMED.get(body) or _NAMED.get(body[-1:] if body[:2] == b"1;" else b"", "")
            if _PARTIAL.match(data) and not final:
                return 0, ""
            return 1, "esc"
        if data[0] < 0x20 or data[0] == 0x7F:
            return 1, _CONTROL.get(data[0]) or f"ctrl-{chr(data[0] + 0x60)}"
        return self._character(final)

    def _character(self, final: bool) -> tuple[int, str]:
        first = self._left[0]
        size = 1 if first < 0x80 else 2 if first >> 5 == 6 else 3 if first >> 4 == 14 else 4 if first >> 3 == 30 else 1
        if len(self._left) < size and not final:
            return 0, ""
        text = self._left[:size].decode(errors="replace")
        return size, text if text.isprintable() and text != "\ufffd" else ""


class Terminal:
    """The terminal that asks and answers. Use as a context: it is raw inside, and gets back what it was.

    A signal that ends the process gives it back, too.
    """

    FULL = ("\x1b[?1049h\x1b[?2004h\x1b[?25l", "\x1b[?25h\x1b[?2004l\x1b[?1049l")
    PLAIN = ("", "")

    def __init__(self, full: bool) -> None:
        self._in, self._out = sys.stdin.fileno(), sys.stdout.fileno()
        self._start, self._stop = self.FULL if full else self.PLAIN
        self._decoder = Decoder()
        self._wake, self._woken = -1, -1
        self._modes: list[Any] = []
        self._former: dict[int, Any] = {}

    def __enter__(self) -> Terminal:
        self._modes = termios.tcgetattr(self._in)
        self._wake, self._woken = os.pipe()
        os.set_blocking(self._wake, False)
        os.set_blocking(self._woken, False)
        signal.set_wakeup_fd(self._woken, warn_on_full_buffer=False)
        for number, handler in ((signal.SIGWINCH, _nothing), (signal.SIGTERM, _ended), (signal.SIGHUP, _ended)):
            self._former[number] = signal.signal(number, handler)
        self._raw()
        return self

    def __exit__(self, *_: object) -> None:
        signal.set_wakeup_fd(-1)
        with suppress(OSError, termios.error):
            self._cooked()
        for number, handler in self._former.items():
            signal.signal(number, handler)
        os.close(self._wake)
        os.close(self._woken)

    def _raw(self) -> None:
        tty.setraw(self._in, termios.TCSADRAIN)
        modes = termios.tcgetattr(self._in)
        modes[1] |= termios.OPOST | termios.ONLCR  # line feeds go on beginning lines
        termios.tcsetattr(self._in, termios.TCSADRAIN, modes)
        self.write(self._start)

    def _cooked(self) -> None:
        self.write(self._stop)
        termios.tcsetattr(self._in, termios.TCSADRAIN, self._modes)

    @contextmanager
    def lent(self) -> Iterator[None]:
        """Inside, the terminal is as it was, for another program."""
        self._cooked()
        try:
            yield
        finally:
            with suppress(termios.error):
                termios.tcflush(self._in, termios.TCIFLUSH)
            self._raw()

    def suspend(self) -> None:
        """Do what Ctrl-Z does, until the shell goes on with us."""
        with self.lent():
            os.kill(os.getpid(), signal.SIGSTOP)

    def write(self, text: str) -> None:
        """Write all of it."""
        data = text.encode(sys.stdout.encoding or "utf-8", "backslashreplace")
        while data:
            try:
                data = data[os.write(self._out, data) :]
            except BlockingIOError:
                select.select([], [self._out], [])

    def wait(self, others: Sequence[int] = (), timeout: float | None = None) -> tuple[list[str], list[int]]:
        """Wait for keys, for one of the other descriptors to have something to read, or for a resize (no key).

        Returns the keys and the descriptors that are ready. The end of the input is the key "eof".
        """
        limit = ESCAPE_WAIT if self._decoder.waiting else timeout
        ready, _, _ = select.select([self._in, self._wake, *others], [], [], limit)
        if not ready and self._decoder.waiting:
            return self._decoder.flush(), []
        if self._wake in ready:
            with suppress(BlockingIOError):
                os.read(self._wake, 4096)
        keys = []
        if self._in in ready:
            try:
                data = os.read(self._in, 4096)
            except OSError:
                data = b""
            keys = self._decoder.feed(data) if data else ["eof"]
        return keys, [one for one in ready if one in others]

    def pressed(self) -> bool:
        """True where a key waits to be read."""
        return bool(select.select([self._in], [], [], 0)[0])

    def size(self) -> tuple[int, int]:
        """Columns and rows."""
        try:
            columns, rows = os.get_terminal_size(self._out)
        except OSError:
            columns, rows = 80, 24
        return columns or 80, rows or 24


def _nothing(number: int, frame: FrameType | None) -> None:
    pass


def _ended(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)
