"""Which file of a project an import means."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cached_property

_NOT_THE_PROJECT = frozenset({"__pycache__", "node_modules", "site-packages"})
_MOST = 10_000  # files that nobody listed


class Modules:
    """The Python files of a project, found by the names by which they may be imported.

    Nothing says which folders will be on `sys.path`, so a name is looked for at the end of every path; among several
    files that it fits, the one that shares the most folders with the importing file is meant.
    """

    def __init__(self, paths: Iterable[str], root: str = "") -> None:
        self.paths = set(paths)
        self._listed = frozenset(self.paths)
        self._root = root  # below which files count although nobody listed them; "" for none
        self._absent: set[str] = set()
        self._found: dict[str, dict[str, str]] = {}  # by folder and name
        self._by_end: dict[str, list[str]] = {}  # by the last word of their names, and by the last two
        self._words: set[str] = set()  # all names of folders and files
        self._possible: dict[str, dict[str, bool]] = {}  # by folder and first word
        self._listings: dict[str, frozenset[str]] = {}
        for path in self.paths:
            stem = path[:-3] if path.endswith(".py") else path
            if stem.endswith(("/__init__", os.sep + "__init__")):
                stem = stem[: -len("/__init__")]
            words = stem.split(os.sep)
            for end in {words[-1], "/".join(words[-2:])}:
                self._by_end.setdefault(end, []).append(path)
            self._words.update(words)
        self._relatives: dict[str, dict[str, tuple[str, str] | None]] = {}  # by folder and name
        self._absolutes: dict[str, dict[str, tuple[str, str] | None]] = {}  # by folder and name

    @cached_property
    def unlisted(self) -> tuple[str, ...] | None:
        """The Python files below the root that nobody listed; None where these are too many to look at.

        Virtual environments and hidden folders hold none.
        """
        found: list[str] = []
        for folder, inner, names in os.walk(self._root) if self._root else ():
            inner[:] = [
                name
                for name in sorted(inner)
                if not (name.startswith(".") or name in _NOT_THE_PROJECT)
                and not os.path.exists(os.path.join(folder, name, "pyvenv.cfg"))
            ]
            paths = (os.path.join(folder, name) for name in sorted(names) if name.endswith(".py"))
            found += [path for path in paths if path not in self._listed]
            if len(found) > _MOST:
                return None
        return tuple(found)

    def relative(self, target: str, path: str) -> tuple[str, str] | None:
        """The file that a relative name such as "..pkg.mod.name" leads to, and the rest of the name."""
        folder = os.path.dirname(path)
        known = self._relatives.setdefault(folder, {})
        if target not in known:
            name = target.lstrip(".")
            for _ in range(len(target) - len(name) - 1):
                folder = os.path.dirname(folder)
            known[target] = self._below(folder, [word for word in name.split(".") if word])
        return known[target]

    def _below(self, folder: str, words: list[str]) -> tuple[str, str] | None:
        for count in range(len(words), -1, -1):
            stem = os.sep.join((folder, *words[:count]))
            for candidate in (stem + ".py", stem + os.sep + "__init__.py"):
                if self._is_there(candidate):
                    return candidate, ".".join(words[count:])
        return None

    def _is_there(self, path: str) -> bool:
        if path in self.paths:
            return True
        if path in self._absent or not self._root or not path.startswith(self._root):
            return False
        if os.path.isfile(path):
            self.paths.add(path)
            return True
        self._absent.add(path)
        return False

    def absolute(self, target: str, folder: str) -> tuple[str, str] | None:
        """The file that an absolute name leads to from a folder, and the rest of the name; None for no file here."""
        known = self._absolutes.get(folder)
        if known is None:
            known = self._absolutes[folder] = {}
        if target not in known:
            known[target] = self._absolute(target, folder)
        return known[target]

    def _absolute(self, target: str, folder: str) -> tuple[str, str] | None:
        words = target.split(".")
        if not self._may_be_here(words[0], folder):
            return None
        for count in range(len(words), 0, -1):
            found = self._named(words[:count], folder)
            if found:
                return found, ".".join(words[count:])
        return None

    def _may_be_here(self, word: str, folder: str) -> bool:
        """False for the first word of names that no file has: of most libraries."""
        if word in self._words:
            return True
        known = self._possible.setdefault(folder, {})
        if word not in known:
            known[word] = any(word in self._listing(above) for above in self._above(folder))
        return known[word]

    def _above(self, folder: str) -> Iterator[str]:
        """The folder and those around it, below the root."""
        while self._root and folder.startswith(self._root):
            yield folder
            folder = os.path.dirname(folder)

    def _listing(self, folder: str) -> frozenset[str]:
        """The names in a folder, without the ending of Python files."""
        known = self._listings.get(folder)
        if known is None:
            try:
                known = frozenset(name.removesuffix(".py") for name in os.listdir(folder))
            except OSError:
                known = frozenset()
            self._listings[folder] = known
        return known

    def _named(self, words: list[str], folder: str) -> str:
        known = self._found.setdefault(folder, {})
        name = ".".join(words)
        if name not in known:
            known[name] = self._search(words, folder)
        return known[name]

    def _search(self, words: list[str], folder: str) -> str:
        for above in self._above(folder):
            if words[0] not in self._listing(above) or "__init__" in self._listing(above):
                continue
            found = self._below(above, words)
            if found and not found[1]:
                return found[0]
        fitting = []
        ending = "/".join(words)
        for path in self._by_end.get("/".join(words[-2:]), ()):
            stem = path[:-3].replace(os.sep, "/").removesuffix("/__init__")
            if (stem == ending or stem.endswith("/" + ending)) and self._is_top(stem[: len(stem) - len(ending)], path):
                fitting.append(path)
        if len(fitting) > 1:
            fitting.sort(key=lambda one: (-_shared(one, folder), len(one), one))
            if _shared(fitting[0], folder) == _shared(fitting[1], folder) and len(fitting[0]) == len(fitting[1]):
                return ""
        return fitting[0] if fitting else ""

    def _is_top(self, above: str, path: str) -> bool:
        """True where the folder above is no package: the name would have to begin with the package's otherwise."""
        return not above or os.path.join(above.rstrip("/"), "__init__.py") not in self.paths


def _shared(path: str, folder: str) -> int:
    """How many leading folders two places share."""
    count = 0
    for one, other in zip(path.split(os.sep), folder.split(os.sep), strict=False):
        if one != other:
            break
        count += 1
    return count
