"""From the paths that were asked for to the Python files that they mean.

What is taken: files that end with `.py` or `.pyw` in the given folders and below, and every file that is
named itself, whatever its ending. Each real file once, sorted by path. Paths keep the form in which they
were given: below a relative folder they are relative.

What is skipped, and counted in `Discovery.excluded`:

- what `exclude` and `extend-exclude` name: globs as in `.gitignore`, but without `!`. A glob without a slash
  is the name of a file or folder at any depth; one with a slash is a path from the root of the settings;
- folders with a `pyvenv.cfg`: virtual environments (`.git` is never entered either, and not counted);
- what git ignores (`asyncfix.files.gitignore` says which rules are known), judged as git does: the nearest `.gitignore`
  is the strongest, nothing below an ignored folder comes back, a repository inside another has its own rules
  only. Unlike git, a file that matches is ignored even if it is tracked, as in ruff and black; and without a
  repository the `.gitignore` files from the root of the settings downwards still count, so that an unpacked
  archive gives what the checkout gives;
- symbolic links to files outside the given folders and the root of the settings: they are not ours to rewrite.

A path that is given is wanted: neither its own name nor the folders above it exclude it, unless
`force_exclude` is set (pre-commit names every file).

Symbolic links to folders are not followed, as in ruff: what they lead to is found at its own place or
is somebody else's, and no loop can arise. A given folder may be a link. Links to files count as the file, which
keeps its own path where both are found.

Named pipes, sockets and devices are never opened. What can't be listed or read is a `Problem`, and the rest goes on.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol

from asyncfix.files.gitignore import (
    PYTHON_SUFFIXES,
    Patterns,
    View,
    byte_text,
    is_repository,
    read_patterns,
    repository_of,
    shared_files,
)
from asyncfix.files.path_text import bare, kind_of_file, missing, slashed, within

Stamp = tuple[int, int, int, int]
"""What tells whether a file changed: size, mtime_ns, ctime_ns, inode."""

_ENVIRONMENT = "pyvenv.cfg"
_MARKERS = frozenset({".git", ".gitignore", _ENVIRONMENT})


class DiscoveryScope(Protocol):
    """The settings that decide which files are found."""

    @property
    def root(self) -> Path: ...
    @property
    def exclude(self) -> tuple[str, ...]: ...
    @property
    def extend_exclude(self) -> tuple[str, ...]: ...
    @property
    def respect_gitignore(self) -> bool: ...
    @property
    def force_exclude(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Problem:
    """A path that could not be searched or used."""

    path: str
    reason: str  # goes on from the path: "does not exist"
    fatal: bool = False  # the path was asked for by name


@dataclass(frozen=True, slots=True)
class Discovery:
    """The files, and what stood in the way."""

    files: tuple[str, ...]
    problems: tuple[Problem, ...] = ()
    excluded: int = 0  # files and whole folders that were skipped
    stamps: tuple[Stamp, ...] = ()  # one for each file, where they were asked for


class _Level(NamedTuple):
    """The rules of one ignore file, and how much of a path lies above its folder."""

    patterns: Patterns
    above: int


_Ignores = tuple[_Level, ...]


class _Rules:
    """The rules in force in one folder: the excludes, then the ignore files, the nearest first."""

    def __init__(self, excludes: _Level, ignores: _Ignores) -> None:
        self.excludes = excludes
        self.ignores = ignores
        levels = (excludes, *ignores)
        self.folders = [(patterns.folders, above) for patterns, above in levels if patterns.folders]
        self.python_files = [(patterns.python_files, above) for patterns, above in levels if patterns.python_files]


class _Folder(NamedTuple):
    """A folder to be searched. Both paths end with a slash; the path of the working directory is empty."""

    path: str  # in the form in which it was given
    text: str  # the real path, as byte text
    rules: _Rules


class _Listing(NamedTuple):
    """What is directly in a folder, as far as it matters."""

    python_files: list[str]
    links: list[str]
    folders: list[str]
    markers: list[str]


class _Batch(NamedTuple):
    """What one argument gave: `files` start with `path`, and the same files with `real`."""

    path: str
    real: str
    files: list[str]


def discover(paths: Sequence[Path], settings: DiscoveryScope, stamps: bool = False) -> Discovery:
    """The Python files that `paths` mean. With `stamps`, the result says what their state was.

    Raises nothing: whatever can't be searched is among the problems.
    """
    search = _Search(settings)
    for path in paths:
        search.add(os.fspath(path))
    files = search.files()
    marks: list[Stamp] = []
    if stamps:
        files, marks = search.stamped(files)
    problems = sorted(set(search.problems), key=lambda problem: problem.path)
    return Discovery(tuple(files), tuple(problems), search.excluded, tuple(marks))


def stamp_of(path: str) -> Stamp:
    """The state of a file; zeros for one that is not there."""
    try:
        return _stamp(os.stat(path))
    except (OSError, ValueError):
        return 0, 0, 0, 0


def _stamp(status: os.stat_result) -> Stamp:
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def is_excluded(path: Path, settings: DiscoveryScope) -> bool:
    """True where `force_exclude` passes a file by. It need not exist."""
    return _Search(settings).is_excluded(os.fspath(path), is_folder=False)


class _Search:
    """One call of `discover`."""

    def __init__(self, settings: DiscoveryScope) -> None:
        self.problems: list[Problem] = []
        self.excluded = 0
        self._root = os.path.realpath(settings.root)
        self._excludes = Patterns.globs((*settings.exclude, *settings.extend_exclude))
        self._git = settings.respect_gitignore
        self._force = settings.force_exclude
        self._batches: list[_Batch] = []
        self._folders: list[str] = [self._root]  # the real paths of the folders that are ours to change
        self._links: list[str] = []  # symbolic links among the files that were found
        self._ignores: dict[str, _Ignores] = {}  # what holds in the folders above the given ones

    def add(self, path: str) -> None:
        """Search one argument."""
        try:
            mode = os.stat(path).st_mode
        except (OSError, ValueError) as error:
            self.problems.append(Problem(path, missing(path, error), fatal=True))
            return
        is_folder = stat.S_ISDIR(mode)
        if not is_folder and not stat.S_ISREG(mode):
            self.problems.append(Problem(path, f"is {kind_of_file(mode)}, not a file", fatal=True))
            return
        if self._force and self.is_excluded(path, is_folder):
            self.excluded += 1
            return
        real = os.path.realpath(path)
        if is_folder:
            self._folders.append(real)
            prefix = "" if path == os.curdir else slashed(path, os.sep)
            self._batches.append(_Batch(prefix, slashed(real, os.sep), self._walk(prefix, real)))
        else:
            self._batches.append(_Batch(path, real, [path]))

    def files(self) -> list[str]:
        """All files that were found, sorted, each once."""
        links = [link for link in self._links if self._is_ours(link)]
        if len(self._batches) == 1 and not links:
            return sorted(self._batches[0].files)
        chosen: dict[str, str] = {}
        for batch in self._batches:
            for file in batch.files:
                chosen.setdefault(batch.real + file[len(batch.path) :], file)
        for link in links:
            chosen.setdefault(os.path.realpath(link), link)
        return sorted(chosen.values())

    def stamped(self, files: list[str]) -> tuple[list[str], list[Stamp]]:
        """The files that are still there, and their stamps."""
        there: list[str] = []
        marks: list[Stamp] = []
        for path in files:
            try:
                status = os.stat(path)
            except OSError as error:
                self._report(path, "can't be read", error)
                continue
            there.append(path)
            marks.append(_stamp(status))
        return there, marks

    def _walk(self, path: str, real: str) -> list[str]:
        """The files in a folder and below. `path` ends with a separator."""
        found: list[str] = []
        rules = _Rules(_Level(self._excludes, self._above(real)), self._ignores_around(real))
        stack = [_Folder(path, slashed(_text(real)), rules)]
        while stack:
            folder = stack.pop()
            try:
                listing = _list(folder.path or os.curdir)
            except OSError as error:
                self._report(bare(folder.path), "can't be listed", error, fatal=folder.path == path)
                continue
            if _ENVIRONMENT in listing.markers and folder.path != path:
                self.excluded += 1
                continue
            rules = self._rules_of(folder, listing.markers) if listing.markers else folder.rules
            found += [folder.path + name for name in self._kept(listing.python_files, rules.python_files, folder.text)]
            self._links += [folder.path + name for name in self._kept(listing.links, rules.python_files, folder.text)]
            stack += [
                _Folder(folder.path + name + os.sep, folder.text + byte_text(name) + "/", rules)
                for name in self._kept(listing.folders, rules.folders, folder.text)
            ]
        return found

    def _kept(self, names: list[str], views: list[tuple[View, int]], folder: str) -> list[str]:
        """The names that the rules let through; the others are counted."""
        if not views or not names:
            return names
        judges = [(view.verdict, folder[above:]) for view, above in views]
        kept = []
        for name in names:
            text = name if name.isascii() else byte_text(name)
            for verdict, below in judges:
                ignored = verdict(text, below)
                if ignored is not None:
                    break
            if not ignored:
                kept.append(name)
        self.excluded += len(names) - len(kept)
        return kept

    def _rules_of(self, folder: _Folder, markers: list[str]) -> _Rules:
        if not self._git:
            return folder.rules
        ignores = self._ignores_of(folder.path, folder.text, markers, folder.rules.ignores)
        return folder.rules if ignores is folder.rules.ignores else _Rules(folder.rules.excludes, ignores)

    def _ignores_of(self, path: str, text: str, markers: Iterable[str], around: _Ignores) -> _Ignores:
        """The ignore files for what is in a folder: its own before those around it. A repository starts anew."""
        if ".git" in markers and is_repository(path):
            around = tuple(level for file in shared_files(path) for level in self._level(file, text, follow=True))
        if ".gitignore" in markers:
            return (*self._level(os.path.join(path, ".gitignore"), text, follow=False), *around)
        return around

    def _level(self, path: str, text: str, follow: bool) -> list[_Level]:
        """The level of one ignore file, for the folder `text`; none where there is no file."""
        try:
            patterns = read_patterns(path, follow)
        except OSError as error:
            self._report(path, "can't be read, so it ignores nothing", error)
            return []
        return [] if patterns is None else [_Level(patterns, len(text))]

    def _above(self, folder: str) -> int:
        """How much of the paths in a folder lies above the root, to which the excludes belong."""
        return len(slashed(_text(self._root))) if within(folder, self._root) else 1

    def _ignores_around(self, folder: str) -> _Ignores:
        """The ignore files above a folder that hold in it."""
        top = self._top(folder)
        return self._ignores_inside(os.path.dirname(folder), top) if self._git and folder != top else ()

    def _top(self, folder: str) -> str:
        """Where ignore files start to count: the repository, else the root, else the folder itself."""
        return repository_of(folder) or (self._root if within(folder, self._root) else folder)

    def _ignores_inside(self, folder: str, top: str) -> _Ignores:
        """The ignore files for what is in a folder at or below `top`."""
        unknown: list[str] = []
        while folder not in self._ignores and within(folder, top):
            unknown.append(folder)
            folder = os.path.dirname(folder)
        ignores = self._ignores[folder] if within(folder, top) else ()
        for folder in reversed(unknown):
            ignores = self._ignores_of(folder, slashed(_text(folder)), _MARKERS, ignores)
            self._ignores[folder] = ignores
        return ignores

    def is_excluded(self, path: str, is_folder: bool) -> bool:
        """True where a search from the top of the project or repository would not come to this path."""
        entry = os.path.realpath(path if is_folder else os.path.dirname(path))
        if not is_folder:
            entry = os.path.join(entry, os.path.basename(path))
        top = self._top(os.path.dirname(entry))
        while (parent := os.path.dirname(entry)) != entry:
            in_root, in_top = within(parent, self._root), self._git and within(parent, top)
            if not in_root and not in_top:
                break
            levels = [_Level(self._excludes, self._above(parent))] if in_root else []
            levels += self._ignores_inside(parent, top) if in_top else ()
            if in_root and is_folder and os.path.lexists(os.path.join(entry, _ENVIRONMENT)):
                return True
            if _is_ignored(entry, is_folder, levels):
                return True
            entry, is_folder = parent, True
        return False

    def _is_ours(self, link: str) -> bool:
        """True for a link to a regular file inside the root or the given folders."""
        try:
            mode = os.stat(link).st_mode
        except OSError as error:
            # Emacs marks a file with unsaved changes by a link that leads nowhere.
            if not os.path.basename(link).startswith(".#"):
                self.problems.append(Problem(link, missing(link, error)))
            return False
        if not stat.S_ISREG(mode):
            return False
        real = os.path.realpath(link)
        ours = any(within(real, folder) for folder in self._folders)
        self.excluded += not ours
        return ours

    def _report(self, path: str, what: str, error: OSError, fatal: bool = False) -> None:
        self.problems.append(Problem(path, f"{what}: {error.strerror or error}", fatal))


def _list(path: str) -> _Listing:
    """What a folder holds, without looking at anything but its entries."""
    listing = _Listing([], [], [], [])
    python_files, links, folders, markers = listing
    with os.scandir(path) as entries:
        for entry in entries:
            name = entry.name
            if name.endswith(PYTHON_SUFFIXES):
                if entry.is_file(follow_symlinks=False):
                    python_files.append(name)
                elif entry.is_symlink():
                    links.append(name)
                elif entry.is_dir(follow_symlinks=False):
                    folders.append(name)
            elif name == ".git":
                markers.append(name)
            elif entry.is_dir(follow_symlinks=False):
                folders.append(name)
            elif name in _MARKERS:
                markers.append(name)
    return listing


def _is_ignored(entry: str, is_folder: bool, levels: Iterable[_Level]) -> bool:
    head, _, name = _text(entry).rpartition("/")
    for patterns, above in levels:
        view = patterns.folders if is_folder else patterns.files
        verdict = view.verdict(name, (head + "/")[above:])
        if verdict is not None:
            return verdict
    return False


def _text(path: str) -> str:
    return byte_text(path.replace(os.sep, "/"))
