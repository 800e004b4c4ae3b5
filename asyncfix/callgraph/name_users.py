"""Who else uses the names of a project's modules: files that import them, and tests that replace them.

Files are searched as bytes, and nothing is parsed: what looks like a use counts as one. A name that is thought to be
used stays, and a fix that is thought to be in a test's way is for review, so that a mistake costs little.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from asyncfix.files.regular_files import regular_bytes

_MAX_BYTES = 2_000_000
_FROM = rb"^[ \t]*from[ \t]+([.\w]+)[ \t]+import[ \t]*(\([^)]*\)|(?:[^\n\\]|\\\r?\n)*)"
_IMPORT = re.compile(_FROM + rb"|^[ \t]*import[ \t]+([^\n#;]*)", re.MULTILINE)
_NAME = re.compile(rb"([\w.]+|\*)(?:\s+as\s+(\w+))?")
_COMMENT = re.compile(rb"#[^\n]*")
_REPLACES = re.compile(rb"patch|setattr|delattr")
_WHOLE = re.compile(rb"[\"']([A-Za-z_]\w*(?:\.\w+)+)[\"']")
_PAIR = re.compile(
    rb"(?:patch\.object|setattr|delattr)\(\s*(?:[\"']([\w.]+)[\"']|([A-Za-z_][\w.]*))\s*,\s*[\"'](\w+)[\"']"
)
_MULTIPLE = re.compile(rb"patch\.multiple\(\s*(?:[\"']([\w.]+)[\"']|([A-Za-z_][\w.]*))\s*,([^)]*)")
_KEYWORD = re.compile(rb"(\w+)\s*=")
_ASSIGNED = re.compile(rb"^[ \t]*([A-Za-z_]\w*(?:\.\w+)+)[ \t]*=(?!=)", re.MULTILINE)
_TEST = re.compile(r"(?:^|[\\/])(?:tests?[\\/].*|test_[^\\/]*|[^\\/]*_test|conftest)\.py\Z")


@dataclass(frozen=True, slots=True)
class ReplacedName:
    """A place at which a test, or other code, puts something else under a name."""

    path: str
    line: int  # from 1
    name: str  # as it is written there, imports of the file followed: "app.rates.requests.get"


@dataclass(frozen=True, slots=True)
class _Imported:
    """One name that a file imports. `import a.b as c` has no `name`."""

    module: bytes
    name: bytes
    alias: bytes


class NameUsers:
    """The files of a project, asked for the names of each other that they use."""

    def __init__(self, paths: Callable[[], Iterable[str]]) -> None:
        self._listed = paths  # asked for with the first question

    @cached_property
    def _shown(self) -> dict[str, str]:
        """The files as people name them, by absolute path."""
        return {os.path.abspath(path): path for path in self._listed()}

    @cached_property
    def _paths(self) -> list[str]:
        return sorted(self._shown)

    def taken(self, path: str, names: Collection[str]) -> set[str]:
        """Those of the names of a module's namespace that other files of the project use by way of the module."""
        path = os.path.abspath(path)
        stem, wanted = _stem(path), {name.encode() for name in names}
        found: set[bytes] = set()
        for other, imported in self._importing.get(stem, {}).items():
            if other != path:
                found |= _taken(path, stem, wanted - found, other, imported)
        for one in self._replaced:
            words = one.name.encode().split(b".")
            found |= {word for above, word in pairwise(words) if above == stem and word in wanted}
        return {name.decode(errors="replace") for name in found}

    def replaced(self, path: str, target: str) -> list[ReplacedName]:
        """The places at which code replaces what a module calls as `target`, such as "time.sleep".

        That is the function itself, whoever is named as its owner, or the name by which the module has it.
        """
        words = target.split(".")
        ends = [words[:count] for count in range(2, len(words) + 1)]
        ends += [[os.fsdecode(_stem(os.path.abspath(path))), word] for word in dict.fromkeys((words[0], words[-1]))]
        found = []
        for one in self._replaced:
            parts = one.name.split(".")
            if one.path != os.path.abspath(path) and any(parts[-len(end) :] == end for end in ends):
                found.append(replace(one, path=self._shown[one.path]))
        return found

    def tests_with(self, pattern: re.Pattern[bytes], path: str) -> Iterator[tuple[str, int, str]]:
        """The tests that name a module and hold the pattern: path, line and the first group that matched."""
        word = re.compile(rb"\b" + re.escape(_stem(os.path.abspath(path))) + rb"\b")
        for other in self._paths:
            if other != os.path.abspath(path) and _TEST.search(other):
                raw = _read(other)
                match = pattern.search(raw)
                if match and word.search(raw):
                    group = next(group for group in match.groups() if group)
                    yield (
                        self._shown[other],
                        raw.count(b"\n", 0, match.start(match.lastindex or 0)) + 1,
                        group.decode(errors="replace"),
                    )

    @cached_property
    def _imports(self) -> dict[str, list[_Imported]]:
        return {path: list(_imports(_read(path))) for path in self._paths}

    @cached_property
    def _importing(self) -> dict[bytes, dict[str, list[_Imported]]]:
        """By the last word of a module: the files that may import it or from it, with what they import so."""
        found: dict[bytes, dict[str, list[_Imported]]] = {}
        for path, imported in self._imports.items():
            for one in imported:
                last = one.module.rpartition(b".")[2]
                if not last:  # `from . import x`: the package itself is meant
                    last = os.path.basename(_above(path, len(one.module))).encode()
                for word in dict.fromkeys((last, one.name)):
                    if word:
                        found.setdefault(word, {}).setdefault(path, []).append(one)
        return found

    @cached_property
    def _replaced(self) -> list[ReplacedName]:
        found: list[ReplacedName] = []
        for path in self._paths:
            raw = _read(path)
            if _REPLACES.search(raw) or _TEST.search(path):
                found += _replacements(path, raw, self._imports[path])
        return found


def _stem(path: str) -> bytes:
    """The last part of the name by which a file is imported."""
    stem = os.path.splitext(os.path.basename(path))[0]
    return os.fsencode(os.path.basename(os.path.dirname(path)) if stem == "__init__" else stem)


def _read(path: str) -> bytes:
    return regular_bytes(path, _MAX_BYTES)


def _imports(raw: bytes) -> Iterator[_Imported]:
    for match in _IMPORT.finditer(raw):
        module, names, modules = match.groups()
        if module and b"(" in names.lstrip(b"("):
            continue  # no statement that Python takes
        for name, alias in _NAME.findall(_COMMENT.sub(b"", names if module else modules).replace(b"\\", b" ")):
            yield _Imported(module, name, alias or name) if module else _Imported(name, b"", alias or name)


def _above(path: str, levels: int) -> str:
    folder = path
    for _ in range(levels):
        folder = os.path.dirname(folder)
    return folder


def _is_module(path: str, module: bytes, other: str) -> bool:
    """True where a file that imports `module` may mean the file at the path."""
    own = (path[: -len("/__init__.py")] if os.path.basename(path) == "__init__.py" else path[:-3]).encode(
        errors="surrogateescape"
    )
    name = module.lstrip(b".")
    dots = len(module) - len(name)
    if dots:
        folder = os.fsencode(_above(other, dots))
        return own == os.path.join(folder, *name.split(b".")) if name else own == folder
    return (b"/" + own.replace(os.sep.encode(), b"/")).endswith(b"/" + name.replace(b".", b"/"))


def _taken(path: str, stem: bytes, wanted: set[bytes], other: str, imported: list[_Imported]) -> set[bytes]:
    """Those of the wanted names that one file uses by way of the module at the path."""
    found: set[bytes] = set()
    aliases: set[bytes] = set()
    raw = b""
    for one in imported:
        if not one.name:
            if _is_module(path, one.module, other):
                aliases.add(one.alias)
        elif _is_module(path, one.module, other):
            raw = raw or _read(other)
            found |= {one.name} & wanted
            if one.name == b"*":
                public = {name for name in wanted if not name.startswith(b"_")}
                is_package = os.path.basename(other) == "__init__.py"  # which may hand on all of them
                found |= {name for name in public if is_package or _holds(raw, re.escape(name))}
        elif one.name == stem and _is_module(path, _joined(one.module, one.name), other):
            aliases.add(one.alias)
    for alias in aliases:
        raw = raw or _read(other)
        for name in wanted - found:
            ways = rb"%b\s*\.\s*%b\b|getattr\(\s*%b\s*,\s*[\"']%b[\"']" % ((re.escape(alias), re.escape(name)) * 2)
            if re.search(rb"(?<![\w.])(?:" + ways + rb")", raw):
                found.add(name)
    return found


def _joined(module: bytes, name: bytes) -> bytes:
    return module + name if module.endswith(b".") else module + b"." + name


def _holds(raw: bytes, word: bytes) -> bool:
    return re.search(rb"\b" + word + rb"\b", raw) is not None


def _replacements(path: str, raw: bytes, imported: Iterable[_Imported]) -> Iterator[ReplacedName]:
    """What a file puts something else under: by a dotted text, by an object and a name, by an assignment."""
    known = {one.alias: _joined(one.module, one.name) if one.name else one.module for one in imported}

    def place(match: re.Match[bytes], owner: bytes, name: bytes) -> ReplacedName:
        first, dot, rest = owner.partition(b".")
        full = known.get(first, first) + dot + rest + (b"." + name if name else b"")
        return ReplacedName(path, raw.count(b"\n", 0, match.start()) + 1, full.decode(errors="replace").lstrip("."))

    if _REPLACES.search(raw):
        for match in _WHOLE.finditer(raw):
            yield ReplacedName(path, raw.count(b"\n", 0, match.start()) + 1, match[1].decode(errors="replace"))
        for match in _PAIR.finditer(raw):
            yield place(match, match[1] or match[2], match[3])
        for match in _MULTIPLE.finditer(raw):
            yield from (place(match, match[1] or match[2], word) for word in _KEYWORD.findall(match[3]))
    for match in _ASSIGNED.finditer(raw):
        owner, _, name = match[1].rpartition(b".")
        if owner.partition(b".")[0] in known:
            yield place(match, owner, name)
