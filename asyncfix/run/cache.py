"""The results of earlier runs, for files that have not changed since.

A cache file belongs to one key: the version and the files of asyncfix, the running Python, the
settings, the recipes and the catalogue. So a result is never taken from other rules. In it a file is
known by its state (size, times, inode) and by its content hash. An equal state is enough, unless
the file was written so shortly before it was read that a later write could have left the same
times; then, and where the state differs, the content decides.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import re
import sys
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from typing import Any

import asyncfix
from asyncfix import fixes
from asyncfix.callgraph import EVERYWHERE, WORD
from asyncfix.catalogue import fingerprint as catalogue_fingerprint
from asyncfix.files import text_edits
from asyncfix.files.discover import Discovery, Stamp
from asyncfix.files.source import digest
from asyncfix.fixes import FileReport

_FORMAT = b"asyncfix-cache-4\n"
_DOUBT_NS = 2_000_000_000  # file systems count times in steps of up to 2 s
_SEAL = 8  # bytes
_KEPT = 6  # cache files of one project
_JOINED = ""  # in the place of a path: what is remembered of the project as a whole
_CLASSES = {
    (kind.__module__, kind.__qualname__): kind
    for module in (fixes, text_edits)
    for kind in vars(module).values()
    if isinstance(kind, type) and kind.__module__ == module.__name__
}
"""What reports are made of."""

Entry = tuple[Stamp, bool, str, bytes]
"""The state of a file, whether that state is in doubt, its content hash, and its pickled report (empty for none)."""


def _words_in(path: str, words: Collection[str]) -> set[str]:
    """Those of the words, as reports ask for them, that occur in a file."""
    try:
        with open(path, "rb") as file:
            text = file.read()
    except OSError:
        return set()
    found = set(re.findall(rb"\w+", text))
    return {word for word in words if word.removeprefix(WORD).encode() in found}


class Cache:
    """The results of one key. Reading and writing never fail: a cache that can't be had is empty."""

    def __init__(self, root: str, key: str) -> None:
        self._store = Store(root, "", key, _KEPT)
        self._entries: dict[str, Entry] = self._load()
        self.project, self._asked = self._load_joined()  # what the project as a whole said when the reports were made
        self._changed = False

    def by_state(self, path: str, stamp: Stamp) -> tuple[bool, FileReport | None]:
        """Whether the file's state is known and beyond doubt, and the report then."""
        known = self._known(path)
        if known is None or known[0][0] != stamp or known[0][1]:
            return False, None
        return True, known[1]

    def hash_of(self, path: str) -> str:
        """The content hash under which the file is known; "" for none."""
        known = self._known(path)
        return known[0][2] if known else ""

    def by_content(self, path: str, stamp: Stamp, read_at: int) -> FileReport | None:
        """The report on a file whose content hash is `hash_of`; its state is noted. `read_at` in ns since the epoch."""
        known = self._known(path)
        assert known is not None
        (_, _, content, pickled), report = known
        self._set(path, (stamp, doubtful(stamp, read_at), content, pickled))
        return report

    def changed(self, found: Discovery, read_at: int) -> frozenset[str]:
        """The files that are new or gone, or have other contents than those that are known. Absolute paths."""
        paths = [os.path.abspath(path) for path in found.files]
        changed = self._entries.keys() ^ set(paths)
        for path, stamp in zip(paths, found.stamps, strict=True):
            known = self._known(path)
            if known is None:
                changed.add(path)
                continue
            entry = known[0]
            if entry[0] == stamp and not entry[1]:
                continue
            try:
                with open(path, "rb") as file:
                    content = digest(file.read())
            except OSError:
                content = ""
            if content == entry[2]:
                self._set(path, (stamp, doubtful(stamp, read_at), content, entry[3]))
            else:
                changed.add(path)
        return frozenset(changed)

    def paths(self) -> frozenset[str]:
        """The files that are known."""
        return frozenset(self._entries)

    def report(self, path: str) -> FileReport | None:
        """The report on a file that is known, for whatever contents."""
        known = self._known(path)
        return known[1] if known else None

    def forget(self, paths: Iterable[str]) -> None:
        """Drop what is known of files."""
        for path in paths:
            self._asked.pop(path, None)
            self._changed = self._entries.pop(path, None) is not None or self._changed

    def asking(self, changed: Collection[str]) -> frozenset[str]:
        """The files whose reports depend on what is inside of others, of which some have changed."""
        of = {EVERYWHERE, *changed}
        words = {one for asked in self._asked.values() for one in asked if one.startswith(WORD)}
        if words:
            of |= {word for path in changed for word in _words_in(path, words)}
        return frozenset(path for path, asked in self._asked.items() if not asked.isdisjoint(of))

    def join(self, project: str) -> None:
        """Remember what the project as a whole says."""
        self.project = project
        self._changed = True

    def _known(self, path: str) -> tuple[Entry, FileReport | None] | None:
        """What is remembered of a file. An entry that is damaged is forgotten."""
        entry = self._entries.get(path)
        if entry is None:
            return None
        try:
            _, _, content, pickled = entry
            report = unpickled(_unsealed(pickled), _CLASSES) if pickled else None
            if report is None or (isinstance(report, FileReport) and report.digest == content):
                return entry, report
        except Exception:  # whatever a damaged pickle makes pickle raise
            pass
        del self._entries[path]
        return None

    def put(
        self,
        path: str,
        stamp: Stamp,
        read_at: int,
        content: str,
        report: FileReport | None,
        asked: frozenset[str] = frozenset(),
    ) -> None:
        """Remember what was found in a file that was in that state when it was read.

        `asked` are the files whose insides the report depends on, or EVERYWHERE.
        """
        if asked:
            self._asked[path] = asked
        pickled = _sealed(pickle.dumps(report, protocol=5)) if report is not None else b""
        self._set(path, (stamp, doubtful(stamp, read_at), content, pickled))

    def _set(self, path: str, entry: Entry) -> None:
        if self._entries.get(path) != entry:
            self._entries[path] = entry
            self._changed = True

    def save(self) -> None:
        """Write the cache for the next run, whole or not at all."""
        if self._changed:
            asked = {path: sorted(files) for path, files in self._asked.items()}
            joined = {_JOINED: ((), False, self.project, pickle.dumps(asked))}
            self._store.write(pickle.dumps({**self._entries, **joined}, protocol=5))

    def _load(self) -> dict[str, Entry]:
        body = self._store.read()
        try:
            entries = unpickled(body, {}) if body is not None else {}
        except Exception:  # whatever a damaged pickle makes pickle raise
            return {}
        return entries if isinstance(entries, dict) else {}

    def _load_joined(self) -> tuple[str, dict[str, frozenset[str]]]:
        try:
            _, _, project, asked = self._entries.pop(_JOINED)
            return project, {path: frozenset(files) for path, files in unpickled(asked, {}).items()}
        except Exception:  # whatever a damaged pickle makes pickle raise
            return "", {}


class Store:
    """One file in the cache folder, of one project, one kind and one key. Neither reading nor writing it ever fails."""

    def __init__(self, root: str, kind: str, key: str, kept: int) -> None:
        folder = cache_folder()
        name = hashlib.blake2b(os.fsencode(os.path.realpath(root)), digest_size=8).hexdigest()
        own = hashlib.blake2b(key.encode(), digest_size=12).hexdigest()
        self._file = os.path.join(folder, name, kind, own) if folder else ""
        self._kept = kept  # files of the kind

    def read(self) -> bytes | None:
        """The contents that were written; None where there are none, or they are damaged."""
        if not self._file:
            return None
        try:
            with open(self._file, "rb") as file:
                if not _is_ours(file.fileno()):
                    return None
                raw = file.read()
        except OSError:
            return None
        head = len(_FORMAT) + 16
        body = raw[head:]
        if not raw.startswith(_FORMAT) or hashlib.blake2b(body, digest_size=16).digest() != raw[len(_FORMAT) : head]:
            return None
        return body

    def write(self, body: bytes) -> None:
        """Write it for the next run, whole or not at all."""
        if not self._file:
            return
        head = _FORMAT + hashlib.blake2b(body, digest_size=16).digest()
        folder = os.path.dirname(self._file)
        temporary = f"{self._file}.{os.getpid()}.tmp"
        with suppress(OSError):
            os.makedirs(folder, mode=0o700, exist_ok=True)
            try:
                with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                    file.write(head + body)
                os.replace(temporary, self._file)
            finally:
                with suppress(FileNotFoundError):
                    os.unlink(temporary)
            _prune(folder, self._kept)


def key_of(parts: Mapping[str, str]) -> str:
    """A key from what the run was asked, together with what asyncfix and the running Python are."""
    package = os.path.dirname(asyncfix.__file__)
    ours = {
        "asyncfix": asyncfix.__version__,
        "files": repr(sorted(_stamps(package))),
        "python": sys.version,
        "catalogue": catalogue_fingerprint(),
    }
    return repr(sorted({**ours, **parts}.items()))


def cache_folder() -> str:
    """`$ASYNCFIX_CACHE_DIR`, else the user's cache folder; "" where there is none."""
    given = os.environ.get("ASYNCFIX_CACHE_DIR")
    if given:
        return given
    if os.name == "nt":
        base = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME", "") or os.path.expanduser("~/.cache")
    return os.path.join(base, "asyncfix") if os.path.isabs(base) else ""


def _sealed(pickled: bytes) -> bytes:
    return hashlib.blake2b(pickled, digest_size=_SEAL).digest() + pickled


def _unsealed(raw: bytes) -> bytes:
    """What was sealed. Raises ValueError where it is not what it was."""
    if _sealed(raw[_SEAL:]) != raw:
        raise ValueError("a damaged report")
    return raw[_SEAL:]


def doubtful(stamp: Stamp, read_at: int) -> bool:
    """True for a state in which a later write could have left the file that was read then (ns since the epoch)."""
    return max(stamp[1], stamp[2]) > read_at - _DOUBT_NS


def _stamps(folder: str) -> Iterable[tuple[str, int, int]]:
    for path, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name not in ("__pycache__", "bundled")]
        for name in files:
            found = os.stat(os.path.join(path, name))
            yield os.path.join(path, name), found.st_size, found.st_mtime_ns


def _prune(folder: str, kept: int) -> None:
    files = [entry for entry in os.scandir(folder) if entry.is_file()]
    files.sort(key=lambda entry: entry.stat().st_mtime_ns, reverse=True)
    for entry in files[kept:]:
        with suppress(OSError):
            os.unlink(entry.path)


def _is_ours(file: int) -> bool:
    """True for a file that nobody else made for us, in a folder that others may write to."""
    return os.name != "posix" or os.fstat(file).st_uid == os.geteuid()


class _Unpickler(pickle.Unpickler):
    """Makes what it is told to and nothing else, so no cache file can have code run."""

    def __init__(self, raw: bytes, classes: Mapping[tuple[str, str], Any]) -> None:
        super().__init__(io.BytesIO(raw))
        self._classes = classes

    def find_class(self, module: str, name: str) -> Any:
        try:
            return self._classes[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module}.{name} has no place in a cache") from None


def unpickled(raw: bytes, classes: Mapping[tuple[str, str], Any]) -> Any:
    """The object that was pickled, if it is made of nothing but these classes and what Python itself has."""
    return _Unpickler(raw, classes).load()
