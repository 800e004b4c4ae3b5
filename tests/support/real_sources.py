"""Real files to look at."""

from __future__ import annotations

import sysconfig
from collections.abc import Iterator
from pathlib import Path

import asyncfix
from asyncfix.errors import UnreadableError
from asyncfix.files.source import Source
from tests.support.name_programs import compiles

STDLIB = Path(sysconfig.get_path("stdlib"))


def sources(of: int = 1) -> Iterator[Source]:
    """Every ninth file of the standard library and all of asyncfix, as far as they compile; one in `of`."""
    library = sorted(path for path in STDLIB.rglob("*.py") if not {"site-packages", "lib2to3"} & set(path.parts))
    for path in [*library[::9], *sorted(Path(asyncfix.__file__).parent.rglob("*.py"))][::of]:
        try:
            source = Source(path.read_bytes(), str(path))
        except UnreadableError:
            continue
        if compiles(source.text):
            yield source
