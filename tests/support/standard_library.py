"""The running Python's standard library as a supply of real code, its own tests included."""

from __future__ import annotations

import ast
import hashlib
import os
import sysconfig
import warnings
from functools import cache
from pathlib import Path

from asyncfix.errors import UnreadableError
from asyncfix.files.source import Source

ROOT = Path(sysconfig.get_path("stdlib"))
EXHAUSTIVE = bool(os.environ.get("ASYNCFIX_EXHAUSTIVE"))
"""Set ASYNCFIX_EXHAUSTIVE=1 to read every file instead of a fixed sample."""


@cache
def files() -> tuple[Path, ...]:
    """Every Python file of the standard library, in order."""
    found: list[Path] = []
    for root, folders, names in os.walk(ROOT):
        folders[:] = sorted({*folders} - {"site-packages", "__pycache__"})
        found += [Path(root, name) for name in sorted(names) if name.endswith(".py")]
    return tuple(found)


def sample(of_thousand: int, purpose: str) -> list[Path]:
    """A share of the files, by the hash of their names and of what they are for: always the same ones."""
    return [path for path in files() if EXHAUSTIVE or _ticket(path, purpose) < of_thousand]


def _ticket(path: Path, purpose: str) -> int:
    name = f"{purpose}:{path.relative_to(ROOT).as_posix()}"
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "big") % 1000


def text_of(path: Path) -> str | None:
    """The text of a file; None where `ast` does not parse it."""
    raw = path.read_bytes()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            ast.parse(raw)
            return Source(raw, str(path)).text
        except (SyntaxError, ValueError, RecursionError, MemoryError, UnreadableError):
            return None
