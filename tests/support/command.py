"""The command line as its users have it: a process of its own, on files, pipes or a terminal."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import termios
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from asyncfix import __file__ as ASYNCFIX

COMMAND = (sys.executable, "-P", "-m", "asyncfix")
_OURS = ("ASYNCFIX_", "PYTEST_")
_TERMINAL = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "TERM", "TTY_COMPATIBLE", "TTY_INTERACTIVE")
_ESCAPE = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")


@dataclass(frozen=True)
class Done:
    """What a process left behind."""

    code: int
    raw: bytes  # its standard output
    err: str

    @property
    def out(self) -> str:
        return self.raw.decode()


def environment(folder: Path, **more: str) -> dict[str, str]:
    """The environment for commands: the caches and journals are in the folder."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith(_OURS) and name not in _TERMINAL}
    state = {"ASYNCFIX_CACHE_DIR": str(folder / ".cache"), "ASYNCFIX_STATE_DIR": str(folder / ".state")}
    package = os.path.dirname(os.path.dirname(ASYNCFIX))
    found = {"PYTHONPATH": os.pathsep.join(filter(None, (package, os.environ.get("PYTHONPATH"))))}
    return {**ours, **state, **found, "PYTHONIOENCODING": "utf-8", **more}


def asyncfix(
    *arguments: str | Path, cwd: Path, stdin: bytes = b"", env: Mapping[str, str] | None = None, shell: str = ""
) -> Done:
    """Run `asyncfix ARGUMENTS` in a folder. `shell` goes on after the command, such as `| head -1`."""
    command: list[str] = [*COMMAND, *map(str, arguments)]
    if shell:
        command = ["bash", "-o", "pipefail", "-c", f'"$@" {shell}', "bash", *command]
    done = subprocess.run(
        command,
        cwd=cwd,
        input=stdin,
        capture_output=True,
        env=environment(cwd, **(env or {})),
        timeout=120,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr.decode())


def on_terminal(
    *arguments: str | Path, cwd: Path, columns: int = 100, env: Mapping[str, str] | None = None, piped: bool = False
) -> Done:
    """Run it with standard output on a terminal. `piped`: that is a pipe, and standard error the terminal (as `err`).

    Where both were terminals, a machine that is slow would show progress between the lines.
    """
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (40, columns))
    process = subprocess.Popen(
        [*COMMAND, *map(str, arguments)],
        cwd=cwd,
        env=environment(cwd, **{"TERM": "xterm-256color", **(env or {})}),
        stdin=theirs,
        stdout=subprocess.PIPE if piped else theirs,
        stderr=theirs if piped else subprocess.PIPE,
        start_new_session=True,
    )
    os.close(theirs)
    shown = _read_all(ours)
    other, errors = process.communicate(timeout=120)
    os.close(ours)
    if piped:
        return Done(process.returncode, other, shown)
    return Done(process.returncode, shown.encode(), errors.decode())


def _read_all(terminal: int) -> str:
    """What is written to a terminal until nobody has it open any more."""
    found = b""
    while True:
        select.select([terminal], [], [], 120)
        try:
            part = os.read(terminal, 65536)
        except OSError:  # how Linux says that the other end is closed
            part = b""
        if not part:
            return found.decode().replace("\r\n", "\n")
        found += part


def plain(text: str) -> str:
    """The text without its colours and cursor movements."""
    return _ESCAPE.sub("", text)
