"""Reviews on a real terminal: keys are sent, the screen is read. In tmux, or where there is none on a pseudo-terminal
whose screen the package pyte works out."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import shlex
import shutil
import signal
import struct
import subprocess
import termios
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

import pyte

from tests.support.command import COMMAND, environment

PATIENCE = 30.0  # seconds; a machine may be slow, a broken screen stays broken
_KEYS = {
    "Tab": "\t", "BTab": "\x1b[Z", "Enter": "\r", "Escape": "\x1b", "Space": " ", "BSpace": "\x7f", "Up": "\x1b[A",
    "Down": "\x1b[B", "PageDown": "\x1b[6~", "PageUp": "\x1b[5~", "End": "\x1b[F", "Home": "\x1b[H", "C-c": "\x03",
    "C-l": "\x0c", "C-z": "\x1a", "C-d": "\x04",
}  # fmt: skip


class Terminal(Protocol):
    """A terminal with a command in it."""

    def send(self, *keys: str) -> None:
        """Press keys, by their names in tmux."""

    def screen(self) -> str:
        """What is on the screen now."""

    def resize(self, columns: int, rows: int) -> None:
        """Give it another size."""

    def kill(self) -> None:
        """Take the terminal away, as when a window is closed."""

    def close(self) -> None:
        """End whatever is left."""


class Tmux:
    """A terminal of tmux, on a server of its own."""

    def __init__(self, command: str, cwd: Path, env: Mapping[str, str], columns: int, rows: int) -> None:
        self._socket = f"asyncfix-{uuid.uuid4().hex[:12]}"
        size = ("-x", str(columns), "-y", str(rows))
        self._run("-f", os.devnull, "new-session", "-d", *size, f"exec env -i {_assignments(env)} sh", cwd=cwd)
        self._run("send-keys", "-l", f"PS1='$ '; clear; {command}; echo ended with $?\r")

    def _run(self, *arguments: str, cwd: Path | None = None) -> str:
        done = subprocess.run(
            ["tmux", "-L", self._socket, *arguments], capture_output=True, text=True, check=False, cwd=cwd
        )
        return done.stdout

    def send(self, *keys: str) -> None:
        for key in keys:
            self._run("send-keys", *(() if key in _KEYS else ("-l",)), key)

    def screen(self) -> str:
        return self._run("capture-pane", "-p")

    def resize(self, columns: int, rows: int) -> None:
        self._run("resize-window", "-x", str(columns), "-y", str(rows))

    def kill(self) -> None:
        self._run("kill-server")

    def close(self) -> None:
        self._run("kill-server")


class Pseudo:
    """A pseudo-terminal, with its screen worked out by pyte."""

    def __init__(self, command: str, cwd: Path, env: Mapping[str, str], columns: int, rows: int) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._pid, self._fd = pty.fork()
        if not self._pid:
            os.chdir(cwd)
            os.execve("/bin/sh", ["sh", "-c", f"sleep 0.2; {command}; echo ended with $?; cat"], dict(env))
        self.resize(columns, rows)

    def send(self, *keys: str) -> None:
        for key in keys:
            os.write(self._fd, _KEYS.get(key, key).encode())

    def screen(self) -> str:
        while select.select([self._fd], [], [], 0.02)[0]:
            try:
                data = os.read(self._fd, 65536)
            except OSError:
                break
            self._stream.feed(re.sub(rb"\x1b\[\?\d+[hl]", b"", data))
        return "\n".join(line.rstrip() for line in self._screen.display)

    def resize(self, columns: int, rows: int) -> None:
        self._screen.resize(rows, columns)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def kill(self) -> None:
        os.close(self._fd)
        self._fd = -1

    def close(self) -> None:
        if self._fd >= 0:
            os.close(self._fd)
        with suppress(ProcessLookupError):
            os.killpg(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)


KINDS: dict[str, type[Tmux] | type[Pseudo]] = {"tmux": Tmux, "pseudo-terminal": Pseudo}
BEST = "tmux" if shutil.which("tmux") else "pseudo-terminal"


def _assignments(env: Mapping[str, str]) -> str:
    return " ".join(f"{name}={shlex.quote(value)}" for name, value in env.items() if name.isidentifier())


class Seat:
    """A person in front of a terminal."""

    def __init__(self, terminal: Terminal, folder: Path) -> None:
        self.terminal = terminal
        self.folder = folder

    def press(self, *keys: str) -> None:
        """Press keys."""
        self.terminal.send(*keys)

    def sees(self, *texts: str, none: str = "") -> str:
        """Wait until all of the texts are on the screen, and `none` is not; the screen."""
        return self.waits(lambda shown: all(one in shown for one in texts) and not (none and none in shown), str(texts))

    def waits(self, good: Callable[[str], bool], what: str) -> str:
        """Wait for a screen that is good."""
        end = time.monotonic() + PATIENCE
        shown = ""
        while time.monotonic() < end:
            before, shown = shown, self.terminal.screen()
            if shown == before and good(shown):  # and not in the midst of being drawn
                return shown
            time.sleep(0.03)
        raise AssertionError(f"waited in vain for {what}; on the screen is\n{shown}")

    def ends(self, code: int = 0) -> str:
        """Wait for the end of the command, with an exit code; the screen."""
        return self.sees(f"ended with {code}")


@contextmanager
def seat(
    folder: Path,
    *arguments: str,
    columns: int = 100,
    rows: int = 40,
    kind: str = BEST,
    env: Mapping[str, str] | None = None,
) -> Iterator[Seat]:
    """`asyncfix review ARGUMENTS` in a folder, on a terminal."""
    command = shlex.join([*COMMAND, "review", *arguments])
    given = {"TERM": "xterm-256color" if kind != "tmux" else "screen-256color", "LANG": "C.UTF-8", **(env or {})}
    terminal = KINDS[kind](command, folder, environment(folder.parent, **given), columns, rows)
    try:
        yield Seat(terminal, folder)
    finally:
        terminal.close()
