"""The user's editor: on a piece of code that is proposed, or on a file at a line."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress

from asyncfix.errors import UsageError

_FALLBACKS = ("nano", "vim", "vi")
_BY_COLON = frozenset({"subl", "hx", "helix", "zed", "micro", "atom"})  # take file:line
_BY_GOTO = frozenset({"code", "code-insiders", "codium", "cursor", "windsurf"})  # take --goto file:line


def command() -> list[str]:
    """The user's editor. Raises UsageError where there is none."""
    for name in ("VISUAL", "EDITOR"):
        try:
            words = shlex.split(os.environ.get(name, ""))
        except ValueError as error:
            raise UsageError(f"${name} can't be read: {error}") from None
        if words:
            return words
    for name in _FALLBACKS:
        if shutil.which(name):
            return [name]
    raise UsageError("there is no editor: set $EDITOR to the command of yours")


def at_line(words: Sequence[str], path: str, line: int) -> list[str]:
    """The command that opens a file at a line (from 1)."""
    name = os.path.basename(words[0]).removesuffix(".exe")
    path = os.path.abspath(path)
    if name in _BY_GOTO:
        return [*words, "--goto", f"{path}:{line}"]
    if name in _BY_COLON:
        return [*words, f"{path}:{line}"]
    return [*words, f"+{line}", path]


def run(words: Sequence[str]) -> None:
    """Run an editor until it ends. Raises UsageError where it fails."""
    try:
        code = subprocess.run(words, check=False).returncode
    except OSError as error:
        raise UsageError(f"the editor {words[0]} can't be run: {error.strerror}") from error
    if code:
        name = os.path.basename(words[0])  # a long path would push what matters off the screen
        raise UsageError(f"the editor {name} ended with {code}; what it may have written is left out")


def edited(text: str, name: str, line: int) -> str:
    """The text as the user leaves it. `name` shows as that of the file, `line` is where to begin (from 1).

    Raises UsageError where there is no editor, or it fails, or what it left is no text.
    """
    words = command()
    folder = tempfile.mkdtemp(prefix="asyncfix-")
    path = os.path.join(folder, os.path.basename(name) or "change.py")
    try:
        with open(path, "x", encoding="utf-8", errors="surrogateescape", newline="\n") as file:
            file.write(text)
        run(at_line(words, path, line))
        with open(path, "rb") as left:
            return left.read().decode("utf-8-sig", "surrogateescape")
    except OSError as error:
        raise UsageError(f"what the editor left can't be read: {error.strerror}") from error
    finally:
        with suppress(OSError):
            shutil.rmtree(folder)
