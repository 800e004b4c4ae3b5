"""The settings: `[tool.asyncfix]` of the nearest pyproject.toml that has it, and what the command line says.

A setting is one line in `Settings`: its name, its type, its default, what it takes and what it is for. The
checks, the error messages and the table in the documentation follow from it.

The search starts at the folder that holds all the given paths and goes upwards. A pyproject.toml without
the table is skipped; one that does not even contain the word is not parsed, which keeps the TOML parser
out of most starts.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from asyncfix.catalogue import NO_ROWS, Custom, Severity
from asyncfix.config.options import HttpClient, HttpLibrary, HttpStyle, Options
from asyncfix.errors import ConfigError, UsageError
from asyncfix.offload.backends import backend_registry

T = TypeVar("T")

FILE_NAME = "pyproject.toml"
TABLE = "tool.asyncfix"

DEFAULT_EXCLUDE = (
    ".bzr", ".direnv", ".eggs", ".git", ".git-rewrite", ".hg", ".ipynb_checkpoints", ".mypy_cache", ".nox",
    ".pants.d", ".pyenv", ".pytest_cache", ".pytype", ".ruff_cache", ".svn", ".tox", ".venv", ".vscode",
    "__pypackages__", "__pycache__", "_build", "buck-out", "dist", "node_modules", "site-packages", "venv",
)  # fmt: skip
"""Folders that hold no code of the project."""


class SettingKind(NamedTuple, Generic[T]):
    """The values that a setting takes."""

    expected: str  # "a list of strings"
    read: Callable[[object, Path], T | None]  # None where it takes no such value; relative paths belong to the folder


def _strings(value: object, folder: Path) -> tuple[str, ...] | None:
    if not isinstance(value, list | tuple) or not all(isinstance(item, str) and item for item in value):
        return None
    return tuple(value)


def _folders(value: object, folder: Path) -> tuple[Path, ...] | None:
    if not isinstance(value, list | tuple) or not all(isinstance(item, str | Path) and str(item) for item in value):
        return None
    return tuple(folder / os.path.expanduser(item) for item in value)


def _count(value: object, folder: Path) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _flag(value: object, folder: Path) -> bool | None:
    return value if isinstance(value, bool) else None


def _backend(value: object, folder: Path) -> str | None:
    return value if isinstance(value, str) and value in BACKENDS else None


def _backends(value: object, folder: Path) -> tuple[tuple[str, str], ...] | None:
    if isinstance(value, dict):
        value = tuple(value.items())
    if value == []:
        return ()
    if not isinstance(value, tuple) or not all(glob and backend in BACKENDS for glob, backend in value):
        return None
    return value


BACKENDS = backend_registry.choices()
"""Ways to run a function in a thread."""


def _rows(value: object, folder: Path) -> Custom | None:
    if not isinstance(value, dict):
        return None
    from asyncfix.catalogue.user_rows import parse

    found = parse(value)
    return None if found.mistakes else found


def _choice(values: Iterable[StrEnum]) -> SettingKind[str]:
    """A setting that takes one of a few words."""
    words = [str(value) for value in values]
    return SettingKind(
        " or ".join(f'"{word}"' for word in words), lambda value, folder: value if value in words else None
    )


NAMES = SettingKind("a list of recipe names", _strings)
GLOBS = SettingKind("a list of patterns", _strings)
FOLDERS = SettingKind("a list of folders", _folders)
COUNT = SettingKind("a whole number, 0 or more", _count)
FLAG = SettingKind("true or false", _flag)
BACKEND = SettingKind(f"one of {', '.join(BACKENDS)}", _backend)
BACKEND_BY_PATH = SettingKind("a table from patterns to ways to a thread", _backends)
ROWS = SettingKind("a table of functions", _rows)
CLIENT = _choice(HttpClient)
LIBRARY = _choice(HttpLibrary)
STYLE = _choice(HttpStyle)
SEVERITY = _choice((Severity.LOW, Severity.MEDIUM, Severity.HIGH))


class _Key(NamedTuple):
    kind: SettingKind[Any]
    doc: str
    matters: bool


def _key(kind: SettingKind[T], default: T, doc: str, matters: bool = False) -> T:
    """A setting. `matters` where it can change what is found in a file or made of it."""
    return field(default=default, metadata={"key": _Key(kind, doc, matters)})


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a run."""

    select: tuple[str, ...] = _key(NAMES, (), "Recipes to run; none named means all.", matters=True)
    ignore: tuple[str, ...] = _key(NAMES, (), "Recipes not to run.", matters=True)
    exclude: tuple[str, ...] = _key(GLOBS, DEFAULT_EXCLUDE, "Paths to skip, in place of the usual ones.")
    extend_exclude: tuple[str, ...] = _key(GLOBS, (), "Paths to skip, besides those of `exclude`.")
    force_exclude: bool = _key(FLAG, False, "Skip excluded paths even where the command line names them.")
    respect_gitignore: bool = _key(FLAG, True, "Skip what git ignores.")
    recipes: tuple[Path, ...] = _key(FOLDERS, (), "Folders with recipes of your own.", matters=True)
    offload: str = _key(
        BACKEND,
        "auto",
        "How functions are run in a thread: Starlette's function where the project needs it, else asyncio's.",
        matters=True,
    )
    offload_paths: tuple[tuple[str, str], ...] = _key(
        BACKEND_BY_PATH, (), 'The same for some paths, as `{ "workers/**" = "asyncio" }`.', matters=True
    )
    severity: str = _key(
        SEVERITY, "low", "Minimum severity to report and rewrite: how long something has to block.", matters=True
    )
    catalogue: Custom = _key(ROWS, NO_ROWS, "What blocks, beside what asyncfix knows.", matters=True)  # noqa: RUF009
    unsafe: bool = _key(FLAG, False, "Also make the changes that are marked for review.")
    jobs: int = _key(COUNT, 0, "Processes to use; 0 means as many as are useful.")
    cache: bool = _key(FLAG, True, "Remember results between runs.")
    http_client: str = _key(CLIENT, "function", "How long a client of rewritten HTTP calls lives.", matters=True)
    http_library: str = _key(LIBRARY, "httpx", "The library that rewritten HTTP calls use.", matters=True)
    http_style: str = _key(STYLE, "exact", "Keep the old library's defaults, or take the new one's.", matters=True)
    root: Path = Path()  # the folder that relative patterns and module names start from
    origin: Path | None = None  # the file that the settings come from

    @property
    def options(self) -> Options:
        """The choices about rewrites."""
        return Options(HttpClient(self.http_client), HttpLibrary(self.http_library), HttpStyle(self.http_style))

    def override(self, **cli: object) -> Settings:
        """These settings with those of the command line, as `jobs=2`. None means not given.

        Relative paths belong to the working directory. Raises UsageError for a value that the
        setting does not take.
        """
        given: dict[str, Any] = {}
        for name, value in cli.items():
            if value is None:
                continue
            key = _KEYS[name]
            given[name] = key.kind.read(value, Path.cwd() if key.kind is FOLDERS else Path())
            if given[name] is None:
                raise UsageError(f"--{_kebab(name)} takes {key.kind.expected}, not {_shown(value)}")
        return replace(self, **given)

    @property
    def own_cases(self) -> tuple[str, ...]:
        """Patterns for the golden cases of the recipe folders below the root, whose code is to stay as it is."""
        paths = (os.path.relpath(folder / "golden", self.root) for folder in self.recipes)
        return tuple("/" + Path(path).as_posix() for path in paths if not path.startswith(os.pardir))

    def fingerprint(self) -> str:
        """A text that is equal for settings that give equal results, for the keys of caches."""
        values = [(name, getattr(self, name)) for name, key in _KEYS.items() if key.matters]
        return ascii([(name, _plain(value)) for name, value in (*values, ("root", self.root))])


_KEYS: dict[str, _Key] = {item.name: item.metadata["key"] for item in fields(Settings) if item.metadata}


class Documented(NamedTuple):
    """One setting, for the documentation."""

    key: str
    takes: str
    default: str  # as TOML
    doc: str


def documented() -> tuple[Documented, ...]:
    """All settings, in their order."""
    defaults = {item.name: item.default for item in fields(Settings)}
    return tuple(
        Documented(_kebab(name), key.kind.expected, _default(key, defaults[name]), key.doc)
        for name, key in _KEYS.items()
    )


def _default(key: _Key, value: object) -> str:
    return "{}" if key.kind is ROWS else _shown(_plain(value), width=0)


_PROJECT_FILES = ("pyproject.toml", "setup.cfg", "setup.py")


def load(paths: Sequence[Path]) -> Settings:
    """The settings for a run on these paths, which need not exist; no path means the working directory.

    Raises ConfigError where a pyproject.toml on the way can't be read or says something that is no setting.
    """
    start = _start(paths)
    for folder in (start, *start.parents):
        table, text = _table(folder / FILE_NAME)
        if table is not None:
            return _settings(table, text, folder / FILE_NAME)
    return Settings(root=_project_root(start))


def _project_root(start: Path) -> Path:
    """The nearest folder upwards that says that it holds a project; else the working directory, where that is above."""
    for folder in (start, *start.parents):
        if os.path.exists(folder / ".git") or any(os.path.isfile(folder / name) for name in _PROJECT_FILES):
            return folder
    here = Path.cwd()
    return here if here in start.parents else start


def _start(paths: Sequence[Path]) -> Path:
    """The nearest folder that holds all the paths."""
    given = {os.path.abspath(path) for path in paths} or {os.getcwd()}
    folders = {path if os.path.isdir(path) else os.path.dirname(path) for path in given}
    return Path(os.path.commonpath([os.path.realpath(folder) for folder in folders]))


def _table(file: Path) -> tuple[object | None, str]:
    """What a pyproject.toml has as our table, if any, and the whole text."""
    raw = _read(file)
    if b"asyncfix" not in raw:
        return None, ""
    import tomllib

    try:
        text = raw.decode()
        document = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{_place(file, line)}: is not UTF-8, as TOML has to be") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(_not_toml(file, text, str(error))) from None
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{_place(file)}: can't be parsed: {error}") from None
    tool = document.get("tool")
    return (tool.get("asyncfix") if isinstance(tool, dict) else None), text


def _read(file: Path) -> bytes:
    """The contents of a file; nothing where there is none."""
    try:
        if not stat.S_ISREG(os.stat(file).st_mode):
            raise ConfigError(f"{_place(file)}: is not a regular file")
        return file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return b""
    except OSError as error:
        raise ConfigError(f"{_place(file)}: can't be read: {error.strerror or error}") from None


def _settings(table: object, text: str, file: Path) -> Settings:
    """The settings of a table. Raises ConfigError that lists all that is wrong with it."""
    if not isinstance(table, dict):
        raise ConfigError(f"{_place(file)}: {TABLE} must be a table, not {_shown(table)}")
    values: dict[str, Any] = {}
    mistakes: list[tuple[int, str]] = []
    for key, value in table.items():
        name = key.replace("-", "_")
        if name not in _KEYS or key != _kebab(name):
            complaint = _unknown(key)
        elif (read := _KEYS[name].kind.read(value, file.parent)) is None:
            complaint = f"`{key}` must be {_KEYS[name].kind.expected}, not {_shown(value)}"
        else:
            values[name] = read
            continue
        if name == "catalogue" and isinstance(value, dict):
            mistakes.extend(_row_mistakes(value, text, file))
            continue
        line = _line_of(key, text)
        mistakes.append((line, f"{_place(file, line)}: {complaint}"))
    if mistakes:
        raise ConfigError("\n".join(message for _, message in sorted(mistakes)))
    return Settings(**values, root=file.parent, origin=file)


def _row_mistakes(table: dict[str, object], text: str, file: Path) -> list[tuple[int, str]]:
    """The complaints about rows of the catalogue, with their lines."""
    from asyncfix.catalogue.user_rows import parse

    found = []
    for name, complaint in ((mistake.name, mistake.complaint) for mistake in parse(table).mistakes):
        row = re.compile(rf"""\s*["']{re.escape(name)}["']\s*=""")
        lines = enumerate(text.replace("\r\n", "\n").split("\n"), 1)
        line = next((number for number, content in lines if row.match(content)), 0) or _line_of("catalogue", text)
        found.append((line, f"{_place(file, line)}: catalogue: `{name}` {complaint}"))
    return found


def _unknown(key: str) -> str:
    """The complaint about a key that is no setting."""
    from difflib import get_close_matches

    known = [_kebab(name) for name in _KEYS]
    close = get_close_matches(_kebab(key).lower(), known, n=1)
    if close:
        return f"unknown key `{key}`; did you mean `{close[0]}`?"
    return f"unknown key `{key}`; the keys are {', '.join(f'`{name}`' for name in known)}"


def _line_of(key: str, text: str) -> int:
    """The line, from 1, that sets a key of our table; 0 where it can't be told."""
    name = rf"""["']?{re.escape(key)}["']?\s*[.=]"""
    dotted = re.compile(rf"\s*(?:tool\s*\.\s*)?asyncfix\s*\.\s*{name}")
    plain = re.compile(rf"\s*{name}")
    header = re.compile(r"\s*\[+\s*([^\]]+?)\s*\]")
    table = ""
    lines = text.replace("\r\n", "\n").split("\n")
    for index, line in enumerate(lines):
        heads = header.match(line)
        if not (heads or (plain if table == TABLE else dotted).match(line)) or not _is_toml(lines[:index]):
            continue
        table = re.sub(r"[\s\"']", "", heads[1]) if heads else table
        if not heads or table == f"{TABLE}.{key}":
            return index + 1
    return 0


def _is_toml(lines: Sequence[str]) -> bool:
    """False for the beginning of a document that ends inside a string or an array."""
    import tomllib

    try:
        tomllib.loads("\n".join(lines))
    except tomllib.TOMLDecodeError:
        return False
    return True


def _not_toml(file: Path, text: str, error: str) -> str:
    found = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", error)
    what = error[: found.start()] if found else error
    line = int(found[1]) if found and found[1] else text.count("\n") + 1 if found else 0
    return f"{_place(file, line)}: is not valid TOML: {what}"


def _place(file: Path, line: int = 0) -> str:
    """A place as editors take it. Files below the working directory are named from there."""
    here = Path.cwd()
    name = file.relative_to(here) if file.is_relative_to(here) else file
    return f"{name}:{line}" if line else str(name)


def _kebab(name: str) -> str:
    return name.replace("_", "-")


def _plain(value: object) -> object:
    """A value without Python's own types."""
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.as_posix() if isinstance(value, Path) else value


def _shown(value: object, width: int = 60) -> str:
    """A value much as TOML writes it."""
    import json

    text = json.dumps(_plain(value), default=str, ensure_ascii=False)
    return f"{text[: width - 1]}…" if width and len(text) > width else text
