"""Bytes of files that nobody vouches for: a pipe or a device is not waited for."""

from __future__ import annotations

import os
import stat

_NON_BLOCKING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def regular_bytes(path: str, most: int = -1) -> bytes:
    """The first bytes of a regular file, all of them by default; none of what can't be read or is no regular file."""
    try:
        with open(os.open(path, os.O_RDONLY | _NON_BLOCKING), "rb") as file:
            return file.read(most) if stat.S_ISREG(os.fstat(file.fileno()).st_mode) else b""
    except (OSError, ValueError):
        return b""
