"""Puts new contents into one file, whole or not at all.

The contents go into a temporary file beside it, which is synced, and one rename puts it in place:
whoever looks, even after a crash, sees the old file or the new one. A temporary file is called
`.name.asyncfix-<16 hex digits>.tmp`; those that a killed process left are found by name and removed.

What stays: mode, owner and group where the system lets us, access lists and `user.*` attributes on
Linux, symbolic links (their target is written). A read-only file in a folder that can be written is
replaced and stays read-only. What can't stay is a hard link: the file is written under the name that
was given, its other names keep the old contents, and a note says so. Writing through the link would
not be atomic, and the other name is often a package cache or a backup, which must not change.

A file that was changed since it was read is refused. Its contents are compared once the temporary
file is ready. Then, on Linux, the rename swaps the two files, so that what it displaced can be
compared as well, and be put back if it is not what was read. What can still be lost is what a
program writes later through a descriptor that it holds open, since that goes to the displaced file,
and a second change made while a first one is being put back. Other systems, and network file systems
that know no swap, replace without looking back: there a change is lost that is made between the
comparison and the rename, some microseconds, or milliseconds on a busy disk.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import cache
from typing import NamedTuple

from asyncfix.errors import WriteError
from asyncfix.files.source import digest

CHANGED = "changed since it was read; run again"

_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_TEMPORARY = re.compile(r"\..*\.asyncfix-([0-9a-f]{16})\.tmp", re.DOTALL)
_NAME_BYTES = 100  # of the file's own name in the name of its temporary file: some systems stop at 143
_FORGOTTEN = 3600  # seconds until a temporary file of another project is litter
_ACCESS_LIST = "system.posix_acl_access"
_RIGHTS = ("st_mode", "st_uid", "st_gid")
_STAMP = (*_RIGHTS, "st_dev", "st_ino", "st_nlink", "st_size", "st_mtime_ns")
_WHY = {
    errno.ENOSPC: "the disk is full; free some space and try again",
    errno.EDQUOT: "the disk quota is used up; free some space and try again",
    errno.EFBIG: "it would exceed the allowed file size (see `ulimit -f`)",
    errno.EROFS: "it is on a read-only file system",
    errno.EBUSY: "it is in use, or mounted on its own, and can't be replaced",
    errno.ELOOP: "its symbolic links go round in a circle",
    errno.EIO: "the disk reports an error",
}


class WriteRefusal(WriteError):
    """A file was left as it was. `reason` goes on after the path; where `final`, no later try will fare better."""

    def __init__(self, path: str, reason: str, *, final: bool = True) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason
        self.final = final


def resolved(path: str) -> str:
    """The real path of a file. Raises WriteError where there is none."""
    try:
        return os.path.realpath(path, strict=True)
    except OSError as error:
        if error.errno == errno.ENOENT and os.path.islink(path):
            raise WriteRefusal(path, "is a symbolic link to a file that is not there") from error
        raise _refusal(path, "found", error) from error
    except ValueError as error:
        raise WriteRefusal(path, f"is no possible path: {error}") from error


def contents(target: str, path: str) -> bytes:
    """The bytes of a regular file. Raises WriteError, under the name `path`, for what is none."""
    try:
        if not stat.S_ISREG(os.lstat(target).st_mode):
            raise WriteRefusal(path, "is not a regular file")
        with open(os.open(target, _READ), "rb") as file:
            return file.read()
    except OSError as error:
        raise _refusal(path, "read", error) from error


def replace_file(target: str, old: str, new: bytes, tag: str) -> str:
    """Put new contents in the place of those with the digest `old`; tells what could not be kept.

    `tag`, 16 hex digits, goes into the name of the temporary file. Raises WriteError where the file
    changed or can't be replaced. It is whole then, and no temporary file stays.
    """
    return replace_files([(target, old, new)], tag)[0]


def replace_files(files: Sequence[tuple[str, str, bytes]], tag: str) -> list[str]:
    """The same for several files (target, digest of the old contents, new ones): in all of them or in none.

    All new contents are on the disk before the first file is touched. Raises WriteError with the path of the file
    that can't be replaced. Only a process that is killed between two files leaves some of them replaced.
    """
    ready: list[_Ready] = []
    notes: list[str] = []
    target = ""
    try:
        for target, old, new in files:
            before = os.lstat(target)
            ready.append(_Ready(target, old, digest(new), contents(target, target), _temporary(target, tag), before))
            notes.append(_prepare(ready[-1].temporary, new, target, before))
        for one in ready:
            target = one.target
            if not _is_still(target, one.old, one.before, _STAMP):
                raise WriteRefusal(target, CHANGED)
        for one in ready:
            target = one.target
            _put_in_place(one)
    except BaseException as error:
        if isinstance(error, FileExistsError):  # that one is not ours
            ready.pop()
        for one in reversed(ready):
            _put_back(one, tag)
        if isinstance(error, OSError):
            raise _refusal(target, "written", error) from error
        raise
    for one in ready:
        _remove(one.temporary)
    return notes


class _Ready(NamedTuple):
    """A file whose new contents wait beside it, and later what they displaced."""

    target: str
    old: str  # digests
    new: str
    original: bytes
    temporary: str
    before: os.stat_result


def _temporary(target: str, tag: str) -> str:
    folder, name = os.path.split(target)
    while len(os.fsencode(name)) > _NAME_BYTES:
        name = name[:-1]
    return os.path.join(folder, f".{name}.asyncfix-{tag}.tmp")


def _put_back(one: _Ready, tag: str) -> None:
    """Give a file its old contents again where it has the new ones, and remove the temporary file."""
    with suppress(OSError, WriteRefusal):
        if one.new != one.old and digest(contents(one.target, one.target)) == one.new:
            with suppress(OSError, WriteRefusal):
                if digest(contents(one.temporary, one.temporary)) == one.old and _swap(one.temporary, one.target):
                    _remove(one.temporary)
                    return
            _remove(one.temporary)
            replace_files([(one.target, one.new, one.original)], tag)
    _remove(one.temporary)


def _put_in_place(one: _Ready) -> None:
    """Put the new contents in place; what they displaced is under the temporary name then, where files can swap."""
    temporary, target, old, before = one.temporary, one.target, one.old, one.before
    if not _swap(temporary, target):
        os.replace(temporary, target)
        return
    expected = False
    try:
        with suppress(WriteRefusal):
            expected = _is_still(temporary, old, before, _RIGHTS)
    finally:
        if not expected and not _swap(temporary, target):
            os.replace(temporary, target)
    if not expected:
        raise WriteRefusal(target, CHANGED)


def _is_still(path: str, old: str, before: os.stat_result, fields: tuple[str, ...]) -> bool:
    """True where a path holds these contents, and is what was found there before as far as the fields tell."""
    if digest(contents(path, path)) != old:
        return False
    now = os.lstat(path)
    return all(getattr(now, field) == getattr(before, field) for field in fields)


def _swap(one: str, other: str) -> bool:
    """Give two files each other's name, in one step. False where the system does not."""
    rename = _rename_with_flags()
    exchange = 2
    here = -100  # relative paths start at the current folder
    return rename is not None and rename(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0


@cache
def _rename_with_flags() -> Callable[[int, bytes, int, bytes, int], int] | None:
    """Linux's `renameat2`."""
    if sys.platform == "linux":
        with suppress(ImportError, OSError, AttributeError):
            from ctypes import CDLL

            return CDLL(None).renameat2
    return None


def _prepare(temporary: str, new: bytes, target: str, before: os.stat_result) -> str:
    """Write a temporary file, durable and with everything of `target` but its contents."""
    descriptor = os.open(temporary, _CREATE, 0o600)
    try:
        rest = memoryview(new)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        notes = _keep_metadata(descriptor, target, before)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return "; ".join(notes)


def _keep_metadata(descriptor: int, target: str, before: os.stat_result) -> list[str]:
    """Give the temporary file the owner, the attributes and the mode of the file; what could not be kept."""
    notes = []
    if before.st_nlink > 1:
        links = "its other hard link" if before.st_nlink == 2 else f"its {before.st_nlink - 1} other hard links"
        notes.append(f"is now apart from {links}, with unchanged contents there")
    if sys.platform != "win32":
        notes += _keep_rights(descriptor, target, before)
    return notes


def _keep_rights(descriptor: int, target: str, before: os.stat_result) -> list[str]:
    notes = []
    mode = stat.S_IMODE(before.st_mode)
    try:
        os.fchown(descriptor, before.st_uid, before.st_gid)
    except OSError:
        mode &= ~(stat.S_ISUID | stat.S_ISGID)
        notes.append("its owner could not be kept")
        try:
            os.fchown(descriptor, -1, before.st_gid)
        except OSError:
            mode &= ~stat.S_IRWXG | (mode & stat.S_IRWXO) << 3  # nobody gets to read more than before
            notes[-1] = "its owner and group could not be kept"
    notes += _keep_attributes(descriptor, target)
    os.fchmod(descriptor, mode)
    return notes


def _keep_attributes(descriptor: int, target: str) -> list[str]:
    lost: list[str] = []
    if sys.platform == "linux":
        try:
            names = os.listxattr(target)
            inherited = os.listxattr(descriptor)
        except OSError:
            return []  # a file system without attributes
        if _ACCESS_LIST in inherited and _ACCESS_LIST not in names:
            os.removexattr(descriptor, _ACCESS_LIST)
        for name in names:
            if name != _ACCESS_LIST and not name.startswith(("user.", "security.selinux")):
                continue
            try:
                os.setxattr(descriptor, name, os.getxattr(target, name))
            except OSError:
                if name == _ACCESS_LIST:
                    raise
                lost.append(name)
    return [f"attributes could not be kept: {', '.join(lost)}"] if lost else []


def _refusal(path: str, verb: str, error: OSError) -> WriteRefusal:
    """The refusal of a file that the system does not let us have."""
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return WriteRefusal(path, "is no longer there")
    why = _WHY.get(error.errno or 0, error.strerror or str(error))
    if isinstance(error, PermissionError):
        why = "permission denied"
        if verb == "written":
            why += f"; it takes the right to make and replace files in {os.path.dirname(path) or '.'}"
    return WriteRefusal(path, f"can't be {verb}: {why}", final=error.errno == errno.ELOOP)


def sweep(files: Iterable[str], tag: str) -> None:
    """Remove the temporary files that killed processes left in the folders of these files.

    Those with the tag go at once: nobody else may be using it. Others must be old.
    """
    for folder in {os.path.dirname(file) for file in files}:
        with suppress(OSError):
            for name in os.listdir(folder):
                found = _TEMPORARY.fullmatch(name)
                path = os.path.join(folder, name)
                if found and (found[1] == tag or time.time() - os.lstat(path).st_ctime > _FORGOTTEN):
                    _remove(path)


def _remove(path: str) -> None:
    with suppress(OSError):
        os.unlink(path)


def sync_folders(files: Iterable[str]) -> None:
    """Make the names of these files durable."""
    for folder in {os.path.dirname(file) for file in files}:
        sync_folder(folder)


def sync_folder(path: str) -> None:
    """Make the names in a folder durable, where the system lets folders be synced."""
    with suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def try_lock(descriptor: int) -> bool | None:
    """Lock an open file: True when it is ours, False when another process has it, None where there are no locks."""
    ours = None
    if sys.platform != "win32":
        import fcntl

        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            ours = True
        except BlockingIOError:
            ours = False
        except OSError:
            ours = None
    return ours
