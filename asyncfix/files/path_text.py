"""Paths as discovery writes them, and what is said of those that can't be read."""

from __future__ import annotations

import os
import stat


def slashed(path: str, separator: str = "/") -> str:
    return path if path.endswith(separator) else path + separator


def bare(path: str) -> str:
    """A path without the separator that `_Folder.path` has at its end."""
    return path if path == os.sep else path.removesuffix(os.sep) or os.curdir


def within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(slashed(folder, os.sep))


def missing(path: str, error: OSError | ValueError) -> str:
    """The reason for which a path has no status, as the end of a sentence that starts with it."""
    if isinstance(error, ValueError):
        return "can't be the path of a file"
    if isinstance(error, FileNotFoundError):
        return "is a symbolic link to nothing" if os.path.islink(path) else "does not exist"
    return f"can't be read: {error.strerror or error}"


def kind_of_file(mode: int) -> str:
    if stat.S_ISFIFO(mode):
        return "a named pipe"
    return "a socket" if stat.S_ISSOCK(mode) else "a device"
