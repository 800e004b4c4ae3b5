"""The summaries of a project's files: made in several processes where that pays, remembered between runs.

What a file says depends on nothing but the file, so a summary stays right as long as the contents do. After one
edit, one file is summarised again, and only the joining of all is repeated.
"""

from __future__ import annotations

import os
import pickle
import sys
import zlib
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import Future, as_completed
from dataclasses import replace
from types import TracebackType
from typing import NamedTuple

from asyncfix.effects.access_paths import Root
from asyncfix.effects.segments import How
from asyncfix.effects.table import Effect
from asyncfix.effects.touches import Access, Link, Touches
from asyncfix.errors import UnreadableError
from asyncfix.files.discover import Stamp, stamp_of
from asyncfix.files.source import digest
from asyncfix.inference.events import EventKind
from asyncfix.inference.module_summary import (
    Bodies,
    ClassSummary,
    FileSummary,
    FunctionSummary,
    bodies_of,
    new_use,
    outward,
)
from asyncfix.inference.summarise import has_coroutines, read_summary
from asyncfix.inference.symbolic import NOTHING_GIVEN, UNKNOWN, Member, Symbolic
from asyncfix.run.cache import Store, doubtful, key_of, unpickled
from asyncfix.run.pool import Pool
from asyncfix.run.scan import leave_interrupts, no_collection, processes, read

_KEPT = 2  # versions of the tool
_KINDS = (
    FileSummary,
    ClassSummary,
    FunctionSummary,
    Effect,
    EventKind,
    How,
    Root,
    Access,
    Link,
    Touches,
    *Symbolic.__subclasses__(),
    *Member.__subclasses__(),
)
_NAMES: dict[tuple[str, str], object] = {
    **{(kind.__module__, kind.__name__): kind for kind in _KINDS},
    (Symbolic.__module__, "UNKNOWN"): UNKNOWN,
    (Symbolic.__module__, "NOTHING_GIVEN"): NOTHING_GIVEN,
}
"""What summaries are made of."""
_PLAIN = b""
"""In the place of the summary of a file without coroutines that nobody asked for so far."""
_BATCH = 32  # files
_FEW = 8  # files that no other process is asked for


class _Entry(NamedTuple):
    """What is remembered of a file."""

    stamp: Stamp
    in_doubt: bool  # a later write could have left the same times
    content: str  # the hash
    has_coroutines: bool
    bodies: bytes  # packed
    pickled: bytes  # the summary without bodies


class _Read(NamedTuple):
    """What a worker found."""

    path: str
    content: str  # "" where the file can't be read
    has_coroutines: bool
    bodies: bytes
    pickled: bytes | None  # None where the content is the known one


class _Packed(NamedTuple):
    """The bodies of a file."""

    path: str
    packed: bytes

    def unpacked(self) -> Bodies:
        """The bodies. Where what was packed is damaged, the file is read again; of one that is gone, there are none."""
        try:
            return _unpacked(self.packed)
        except Exception:  # whatever a damaged pickle makes pickle raise
            return _unpacked(_read(self.path, "", False).bodies)


class Summaries:
    """The summaries of the files below a root, as `index.build` asks for them. Its processes end with the `with`."""

    def __init__(self, root: str, jobs: int, read_at: int, remember: bool) -> None:
        self._jobs = jobs
        self._read_at = read_at  # ns since the epoch
        self._store = Store(root, "summaries", key_of({}), _KEPT) if remember else None
        self._entries: dict[str, _Entry] = self._loaded()
        self._asked = False
        self._changed = False
        self._former: dict[str, _Entry] = {}  # what was remembered of files that have changed
        self._pool: Pool | None = None
        self._begun: set[str] = set()
        self._stamps: dict[str, Stamp] = {}  # of files that are being read
        self._imported: dict[Symbolic, Symbolic] = {}  # each of them once
        self._futures: list[Future[list[_Read]]] = []

    def __enter__(self) -> Summaries:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.__exit__(kind, error, trace)
            self._pool = None

    def begin(self, wanted: Collection[str]) -> None:
        """Have files read by other processes, if there are any, for when their summaries are asked for."""
        if self._pool is not None and self._asked:
            new = sorted(path for path in wanted if path not in self._begun)
            self._begun.update(new)
            self._submit(self._pool, _of_all, [one for one in map(self._left, new) if one is not None])

    def summarise(self, wanted: Sequence[str]) -> dict[str, FileSummary | None]:
        """The summaries by path; None for a file that can't be read or parsed.

        The first time, files without an `async def` are left out: nothing begins in them.
        """
        only, self._asked = not self._asked, True
        left = [one for path in wanted if path not in self._begun and (one := self._left(path, only)) is not None]
        found: dict[str, FileSummary | None] = {}
        for got in self._read(left, only):
            bodies, pickled = self._noted(got)
            if got.has_coroutines or not only:
                found[got.path] = self._summary(got.path, bodies, pickled)
        for path in wanted:
            entry = self._entries.get(path)
            if path not in found and entry is not None and (entry.has_coroutines or not only):
                found[path] = self._summary(path, entry.bodies, entry.pickled)
        self._stamps.clear()
        return found

    def _left(self, path: str, only: bool = False) -> tuple[str, str] | None:
        """The file, and the content hash that it is known by; None where nothing is to be read."""
        entry = self._entries.get(path)
        usable = entry is not None and (only or entry.pickled != _PLAIN)
        if self._store is not None:
            self._stamps[path] = stamp_of(path)
            if entry is not None and usable and entry.stamp == self._stamps[path] and not entry.in_doubt:
                return None
        return path, entry.content if entry is not None and usable else ""

    def _read(self, left: Sequence[tuple[str, str]], only: bool) -> Iterator[_Read]:
        """What the files say that are left, and those that were begun, in no order."""
        work = _of_coroutines if only else _of_all
        if self._pool is None and (count := processes(len(left), self._jobs)) > 1:
            self._pool = Pool(count, leave_interrupts)
        if self._pool is None or (len(left) < _FEW and not self._futures):
            yield from work(left)
            return
        self._submit(self._pool, work, left)
        waiting, self._futures = set(self._futures), []
        for future in as_completed(waiting):
            waiting.discard(future)  # and what it gave
            yield from future.result()

    def _submit(
        self,
        pool: Pool,
        work: Callable[[Sequence[tuple[str, str]]], list[_Read]],
        files: Sequence[tuple[str, str]],
    ) -> None:
        batches = (files[start : start + _BATCH] for start in range(0, len(files), _BATCH))
        self._futures += [pool.submit(work, batch) for batch in batches]

    def _noted(self, one: _Read) -> tuple[bytes, bytes]:
        """The packed bodies and the pickled summary of a file that was read."""
        known = self._entries.get(one.path)
        bodies, pickled = one.bodies, one.pickled
        if pickled is None:
            assert known is not None
            bodies, pickled = known.bodies, known.pickled
        stamp = self._stamps.get(one.path)
        if stamp is not None and one.content:
            if known is not None and known.content != one.content:
                self._former[one.path] = known
            in_doubt = doubtful(stamp, self._read_at)
            self._entries[one.path] = _Entry(stamp, in_doubt, one.content, one.has_coroutines, bodies, pickled)
            self._changed = True
        return bodies, pickled

    def _summary(self, path: str, bodies: bytes, pickled: bytes) -> FileSummary | None:
        """What was pickled. An entry that is damaged is forgotten, and the file read again."""
        try:
            found = _shaped(unpickled(pickled, _NAMES))
        except Exception:  # whatever a damaged pickle makes pickle raise
            self._entries.pop(path, None)
            again = _read(path, "", False)
            bodies, found = again.bodies, _shaped(unpickled(again.pickled or b"", _NAMES))
        if found is None:
            return None
        shared = self._imported.setdefault  # other files import the same
        imports = {sys.intern(name): shared(value, value) for name, value in found.imports.items()}
        return replace(found, bodies=_Packed(path, bodies), imports=imports)

    def looks_the_same(self, path: str, content: str) -> bool:
        """True where other files can't tell what the file is now from what it was with that content hash."""
        now, former = self._entries.get(path), self._former.get(path)
        if now is None or former is None or former.content != content:
            return now is not None and now.content == content
        if _PLAIN in (now.pickled, former.pickled):
            return now.pickled == former.pickled
        before = self._summary(path, former.bodies, former.pickled)
        after = self._summary(path, now.bodies, now.pickled)
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


def _packed(bodies: Bodies) -> bytes:
    plain = {name: [*map(tuple, uses)] for name, uses in bodies.items()}  # plain tuples take a fifth of the time
    return zlib.compress(pickle.dumps(plain, protocol=5), 1)


def _unpacked(packed: bytes) -> Bodies:
    plain = unpickled(zlib.decompress(packed), _NAMES)
    return {name: [*map(new_use, uses)] for name, uses in plain.items()}


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
        return _Read(path, "", False, _NO_BODIES, pickle.dumps(None))
    content = digest(raw)
    matters = has_coroutines(raw)
    if content == known:
        return _Read(path, content, matters, b"", None)
    if only_coroutines and not matters:
        return _Read(path, content, matters, b"", _PLAIN)
    summary = read_summary(raw, path)
    if summary is None:
        return _Read(path, content, matters, _NO_BODIES, pickle.dumps(None))
    pickled = pickle.dumps(replace(summary, bodies={}), protocol=5)
    return _Read(path, content, matters, _packed(bodies_of(summary)), pickled)


_NO_BODIES = _packed({})
