"""The summaries of a project's files: made in several processes where that pays, remembered between runs.

What a file says depends on nothing but the file, so a summary stays right as long as the contents do. After one
edit, one file is summarised again, and only the joining of all is repeated.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Collection, Sequence
from typing import NamedTuple

from asyncfix.cache import Store, doubtful, key_of, unpickled
from asyncfix.discover import Stamp, stamp_of
from asyncfix.errors import UnreadableError
from asyncfix.index.reading import has_coroutines, read_summary
from asyncfix.index.summary import ClassSummary, FileSummary, FunctionSummary, Use, loaded_function, outward
from asyncfix.scan import in_batches, no_collection, read
from asyncfix.semantics.events import Kind
from asyncfix.semantics.values import NOTHING_GIVEN, UNKNOWN, Value
from asyncfix.source import digest

_KEPT = 2  # versions of the tool
_KINDS = (FileSummary, ClassSummary, FunctionSummary, Use, Kind, *Value.__subclasses__())
_NAMES: dict[tuple[str, str], object] = {
    **{(kind.__module__, kind.__name__): kind for kind in _KINDS},
    (loaded_function.__module__, loaded_function.__name__): loaded_function,
    (Value.__module__, "UNKNOWN"): UNKNOWN,
    (Value.__module__, "NOTHING_GIVEN"): NOTHING_GIVEN,
}
"""What summaries are made of."""
_PLAIN = b""
"""In the place of the summary of a file without coroutines that nobody asked for so far."""


class _Entry(NamedTuple):
    """What is remembered of a file."""

    stamp: Stamp
    in_doubt: bool  # a later write could have left the same times
    content: str  # the hash
    has_coroutines: bool
    pickled: bytes


class _Read(NamedTuple):
    """What a worker found."""

    path: str
    content: str  # "" where the file can't be read
    has_coroutines: bool
    pickled: bytes | None  # None where the content is the known one


class Summaries:
    """The summaries of the files below a root, as `index.build` asks for them."""

    def __init__(self, root: str, jobs: int, read_at: int, remember: bool) -> None:
        self._jobs = jobs
        self._read_at = read_at  # ns since the epoch
        self._store = Store(root, "summaries", key_of({}), _KEPT) if remember else None
        self._entries: dict[str, _Entry] = self._loaded()
        self._asked = False
        self._changed = False
        self._former: dict[str, _Entry] = {}  # what was remembered of files that have changed

    def summarise(self, wanted: Sequence[str]) -> dict[str, FileSummary | None]:
        """The summaries by path; None for a file that can't be read or parsed.

        The first time, files without an `async def` are left out: nothing begins in them.
        """
        only, self._asked = not self._asked, True
        found: dict[str, FileSummary | None] = {}
        left: list[tuple[str, str]] = []
        stamps: dict[str, Stamp] = {}
        for path in wanted:
            entry = self._entries.get(path)
            usable = entry is not None and (only or entry.pickled != _PLAIN)
            if self._store is not None:
                stamps[path] = stamp_of(path)
            if entry is not None and usable and entry.stamp == stamps[path] and not entry.in_doubt:
                if entry.has_coroutines or not only:
                    found[path] = self._summary(path, entry.pickled)
            else:
                left.append((path, entry.content if entry is not None and usable else ""))
        work = _of_coroutines if only else _of_all
        for one in in_batches(work, left, self._jobs):
            pickled = self._noted(one, stamps.get(one.path))
            if one.has_coroutines or not only:
                found[one.path] = self._summary(one.path, pickled)
        return found

    def _noted(self, one: _Read, stamp: Stamp | None) -> bytes:
        """The pickled summary of a file that was read."""
        known = self._entries.get(one.path)
        pickled = one.pickled
        if pickled is None:
            assert known is not None
            pickled = known.pickled
        if stamp is not None and one.content:
            if known is not None and known.content != one.content:
                self._former[one.path] = known
            self._entries[one.path] = _Entry(
                stamp, doubtful(stamp, self._read_at), one.content, one.has_coroutines, pickled
            )
            self._changed = True
        return pickled

    def _summary(self, path: str, pickled: bytes) -> FileSummary | None:
        """What was pickled. An entry that is damaged is forgotten, and the file read again."""
        try:
            return _shaped(unpickled(pickled, _NAMES))
        except Exception:  # whatever a damaged pickle makes pickle raise
            self._entries.pop(path, None)
            return _shaped(unpickled(_read(path, "", False).pickled or b"", _NAMES))

    def looks_the_same(self, path: str, content: str) -> bool:
        """True where other files can't tell what the file is now from what it was with that content hash."""
        now, former = self._entries.get(path), self._former.get(path)
        if now is None or former is None or former.content != content:
            return now is not None and now.content == content
        if _PLAIN in (now.pickled, former.pickled):
            return now.pickled == former.pickled
        before, after = self._summary(path, former.pickled), self._summary(path, now.pickled)
        return before is not None and after is not None and outward(before) == outward(after)

    def save(self, files: Collection[str]) -> None:
        """Remember the summaries for the next run, but for those of files that are gone."""
        if self._store is None or not self._changed:
            return
        there = set(files)
        entries = {path: tuple(one) for path, one in self._entries.items() if path in there or os.path.exists(path)}
        self._store.write(pickle.dumps(entries, protocol=5))

    def _loaded(self) -> dict[str, _Entry]:
        body = self._store.read() if self._store is not None else None
        if body is None:
            return {}
        try:
            return {path: _Entry(*entry) for path, entry in unpickled(body, {}).items()}
        except Exception:  # whatever a damaged pickle makes pickle raise
            return {}


def _shaped(thing: object) -> FileSummary | None:
    """The summary that came out of a pickle. Raises ValueError where it is none."""
    if thing is not None and not isinstance(thing, FileSummary):
        raise ValueError("no summary")
    return thing


def _of_coroutines(files: Sequence[tuple[str, str]]) -> list[_Read]:
    return _read_all(files, only_coroutines=True)


def _of_all(files: Sequence[tuple[str, str]]) -> list[_Read]:
    return _read_all(files, only_coroutines=False)


def _read_all(files: Sequence[tuple[str, str]], only_coroutines: bool) -> list[_Read]:
    with no_collection():
        return [_read(path, known, only_coroutines) for path, known in files]


def _read(path: str, known: str, only_coroutines: bool) -> _Read:
    try:
        raw = read(path)
    except UnreadableError:
        return _Read(path, "", False, pickle.dumps(None))
    content = digest(raw)
    matters = has_coroutines(raw)
    if content == known:
        return _Read(path, content, matters, None)
    if only_coroutines and not matters:
        return _Read(path, content, matters, _PLAIN)
    return _Read(path, content, matters, pickle.dumps(read_summary(raw, path), protocol=5))
