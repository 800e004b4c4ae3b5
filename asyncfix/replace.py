"""Puts new contents into one file, whole or not at all.

The contents go into a temporary file beside it, which is synced, and one rename puts it in place:
whoever looks, even after a crash, sees the old file or the new one. A temporary file is called
`.name.asyncfix-<16 hex digits>.tmp`; those that a killed process left are found by name and removed.

What stays: mode, owner and group where the system lets us, access lists and `user.*` attributes on
Linux, symbolic links (their target is written). A read-only file in a folder that can be written is
replaced and stays read-only. What can't stay is a hard link: the file is written under the name that
was given, its other names keep the old contents, and a note says so. Writing through the link would
not be atomic, and the other name is often a package cache or a backup, which must not change.

A file that was changed since it was read is refused. Its contents are compared after the temporary
file is ready, and its inode, size and times once more as the last thing before the rename. So what
could still be lost is a change made between these two system calls, some microseconds; one written
after the rename through a descriptor that a program holds open, since it goes to the replaced file;
and, where file times tick coarsely, one that keeps the size and comes within the same tick as an
earlier change, between the comparison and the rename.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
import time
from collections.abc import Iterable
from contextlib import suppress

from asyncfix.errors import WriteError
from asyncfix.source import digest

CHANGED = "changed since it was read; run again"

_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_TEMPORARY = re.compile(r"\..*\.asyncfix-[0-9a-f]{16}\.tmp", re.DOTALL)
_NAME_BYTES = 100  # of the file's own name in the name of its temporary file: some systems stop at 143
_FORGOTTEN = 3600  # seconds until a temporary file is litter, where no lock can tell
_ACCESS_LIST = "system.posix_acl_access"
_WHY = {
    errno.ENOSPC: "the disk is full; free some space and try again",
    errno.EDQUOT: "the disk quota is used up; free some space and try again",
    errno.EFBIG: "it would exceed the allowed file size (see `ulimit -f`)",
    errno.EROFS: "it is on a read-only file system",
    errno.EBUSY: "it is in use, or mounted on its own, and can't be replaced",
    errno.ELOOP: "its symbolic links go round in a circle",
    errno.EIO: "the disk reports an error",
}


class Refusal(WriteError):
    """Why a file was left as it was. `reason` goes on after the path; where `final`, no later try will fare better."""

    def __init__(self, path: str, reason: str, *, final: bool = True) -> None:
        super().__init__(f"{path}: {reason}")
        self.reason = reason
        self.final = final


def resolved(path: str) -> str:
    """The real path of a file. Raises WriteError where there is none."""
    try:
        return os.path.realpath(path, strict=True)
    except OSError as error:
        if error.errno == errno.ENOENT and os.path.islink(path):
            raise Refusal(path, "is a symbolic link to a file that is not there") from error
        raise _refusal(path, "found", error) from error
    except ValueError as error:
        raise Refusal(path, f"is no possible path: {error}") from error


def contents(target: str, path: str) -> bytes:
    """The bytes of a regular file. Raises WriteError, under the name `path`, for what is none."""
    try:
        if not stat.S_ISREG(os.lstat(target).st_mode):
            raise Refusal(path, "is not a regular file")
        with open(os.open(target, _READ), "rb") as file:
            return file.read()
    except OSError as error:
        raise _refusal(path, "read", error) from error


def replace_file(target: str, old: str, new: bytes, tag: str) -> str:
    """Put new contents in the place of those with the digest `old`; tells what could not be kept.

    Raises WriteError where the file changed or can't be replaced. It is whole then, and no temporary file stays.
    """
    folder, name = os.path.split(target)
    while len(os.fsencode(name)) > _NAME_BYTES:
        name = name[:-1]
    temporary = os.path.join(folder, f".{name}.asyncfix-{tag}.tmp")
    try:
        before = os.lstat(target)
        note = _prepare(temporary, new, target, before)
        if digest(contents(target, target)) != old or _stamp(os.lstat(target)) != _stamp(before):
            raise Refusal(target, CHANGED)
        os.replace(temporary, target)
    except BaseException as error:
        with suppress(OSError):
            os.unlink(temporary)
        if isinstance(error, OSError):
            raise _refusal(target, "written", error) from error
        raise
    return note


def _stamp(found: os.stat_result) -> tuple[int, ...]:
    """What differs when another file is at a place, or the same one was written to, renamed or relabelled."""
    return (
        found.st_dev,
        found.st_ino,
        found.st_mode,
        found.st_nlink,
        found.st_size,
        found.st_mtime_ns,
        found.st_ctime_ns,
    )


def _prepare(temporary: str, new: bytes, target: str, before: os.stat_result) -> str:
    """Write a temporary file, durable and with everything of `target` but its contents."""
    descriptor = os.open(temporary, _CREATE, 0o600)
    try:
        try_lock(descriptor)  # tells other copies of the tool that it is not litter
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


def _refusal(path: str, verb: str, error: OSError) -> Refusal:
    """The refusal of a file that the system does not let us have."""
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return Refusal(path, "is no longer there")
    why = _WHY.get(error.errno or 0, error.strerror or str(error))
    if isinstance(error, PermissionError):
        why = "permission denied"
        if verb == "written":
            why += f"; it takes the right to make and replace files in {os.path.dirname(path) or '.'}"
    return Refusal(path, f"can't be {verb}: {why}", final=error.errno == errno.ELOOP)


def sweep(files: Iterable[str]) -> None:
    """Remove the temporary files that killed runs left in the folders of these files."""
    for folder in {os.path.dirname(file) for file in files}:
        with suppress(OSError):
            for name in os.listdir(folder):
                if _TEMPORARY.fullmatch(name):
                    _remove_litter(os.path.join(folder, name))


def _remove_litter(path: str) -> None:
    with suppress(OSError):
        descriptor = os.open(path, _READ)
        try:
            found = os.fstat(descriptor)
            free = try_lock(descriptor)
            if free is None:
                free = time.time() - found.st_mtime > _FORGOTTEN
            if free and stat.S_ISREG(found.st_mode):
                os.unlink(path)
        finally:
            os.close(descriptor)


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
