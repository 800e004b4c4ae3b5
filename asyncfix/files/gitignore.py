"""Ignore patterns, and the files in which git keeps them.

Patterns mean what git's own matcher makes of them: the last rule that matches decides, `!` makes an
exception, a trailing slash asks for a folder, a slash elsewhere ties the pattern to the folder of its
file, `*` and `?` stop at slashes, `**` between slashes does not, brackets know ranges, escapes and POSIX
classes, and names are compared byte by byte: `?` is one byte of a name in UTF-8. A bracket that is never
closed, an unknown class and a backslash at the end make a pattern that matches nothing.

Nearly every rule is answered by a set or by `str.endswith`, the rest by one regular expression for each
ignore file. No library does this: matching a folder at a time needs no patterns for what lies below
it, and nothing has to be imported.

The rules come from `.gitignore` files, `info/exclude` of the repository (of the main one, for a linked
worktree) and the user's own file: `core.excludesFile`, or `git/ignore` in the configuration folder.

Not followed: `core.ignoreCase`, `include` sections of git's settings, `GIT_DIR` and its relatives.

Matching works on *byte text*: a path with one character for each byte (`byte_text`) and `/` between its parts.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

PYTHON_SUFFIXES = (".py", ".pyw")
"""The endings of the names of Python files."""

_STAR, _DEEP, _ALL = "[^/]*", "(?:.*/)?", ".*"
_SPECIAL = re.compile(r"[*?\[\\]")
_CLASSES = {
    "alnum": "0-9A-Za-z",
    "alpha": "A-Za-z",
    "blank": r"\x20\t",
    "cntrl": r"\x00-\x1f\x7f",
    "digit": "0-9",
    "graph": r"\x21-\x7e",
    "lower": "a-z",
    "print": r"\x20-\x7e",
    "punct": r"\x21-\x2f\x3a-\x40\x5b-\x60\x7b-\x7e",
    "space": r"\x20\t\n\v\f\r",
    "upper": "A-Z",
    "xdigit": "0-9A-Fa-f",
}


class _Hopeless(Exception):
    """The pattern can't match anything."""


@dataclass(frozen=True, slots=True)
class IgnoreRule:
    """One line of an ignore file."""

    expression: str  # for re.fullmatch on byte text
    negated: bool
    folders_only: bool
    by_name: bool  # compared with the last part of the path, else with the path below the file's folder
    literal: str | None = None  # the only text that matches, where there is only one
    ending: str | None = None  # all that a name must end with, where that is the whole pattern
    tail: str = ""  # what the last part of every matching path ends with

    def matches(self, name: str, path: str) -> bool:
        """True where the rule speaks of this file."""
        return re.fullmatch(self.expression, name if self.by_name else path, re.DOTALL) is not None

    @property
    def may_match_python(self) -> bool:
        """False where no name that ends with one of PYTHON_SUFFIXES can match."""
        if self.folders_only:
            return False
        if self.literal is not None:
            return self.literal.endswith(PYTHON_SUFFIXES)
        return self.tail.endswith(PYTHON_SUFFIXES) or any(end.endswith(self.tail) for end in PYTHON_SUFFIXES)


class View:
    """The rules that can matter to one sort of path (folders, say). Empty views are false."""

    def __init__(self, rules: Sequence[IgnoreRule]) -> None:
        self._rules = tuple(reversed(rules))
        self._exceptions = any(rule.negated for rule in rules)
        self._names = frozenset(r.literal for r in rules if r.by_name and r.literal is not None)
        self._paths = frozenset(r.literal for r in rules if not r.by_name and r.literal is not None)
        self._endings = tuple({r.ending for r in rules if r.ending is not None})
        globs = [rule for rule in rules if rule.literal is None and rule.ending is None]
        self._name = _any_of(rule.expression for rule in globs if rule.by_name)
        self._path = _any_of(rule.expression for rule in globs if not rule.by_name)

    def __bool__(self) -> bool:
        return bool(self._rules)

    def verdict(self, name: str, folder: str) -> bool | None:
        """True: ignored. False: an exception says otherwise. None: no rule speaks of it.

        `folder` is the path of the name's folder below the folder that the rules belong to, with a
        slash at its end, or empty.
        """
        if not (
            name in self._names
            or name.endswith(self._endings)
            or (self._name is not None and self._name.fullmatch(name))
            or (self._paths and folder + name in self._paths)
            or (self._path is not None and self._path.fullmatch(folder + name))
        ):
            return None
        if not self._exceptions:
            return True
        path = folder + name
        return next((not rule.negated for rule in self._rules if rule.matches(name, path)), None)


class Patterns:
    """The rules of one ignore file, or of one list of globs, in their order."""

    def __init__(self, rules: Sequence[IgnoreRule]) -> None:
        self._rules = rules

    @classmethod
    def parse(cls, data: bytes) -> Patterns:
        """The patterns of an ignore file."""
        lines = data.removeprefix(b"\xef\xbb\xbf").decode("latin-1").split("\n")
        return cls([rule for line in lines if (rule := _rule(line.removesuffix("\r"))) is not None])

    @classmethod
    def globs(cls, globs: Iterable[str]) -> Patterns:
        """The same patterns without comments and exceptions: `#` and `!` are characters like others."""
        rules = (_compile(byte_text(glob.removeprefix("./")), negated=False) for glob in globs)
        return cls([rule for rule in rules if rule is not None])

    @cached_property
    def folders(self) -> View:
        """The patterns that decide about folders."""
        return View(self._rules)

    @cached_property
    def files(self) -> View:
        """The patterns that decide about files of any name."""
        return View([rule for rule in self._rules if not rule.folders_only])

    def covers(self, path: str) -> bool:
        """True for a file, by its path with slashes, that a pattern fits, or whose folder one does."""
        folder = ""
        *above, name = byte_text(path).split("/")
        for part in above:
            if self.folders.verdict(part, folder):
                return True
            folder += part + "/"
        return bool(self.files.verdict(name, folder))

    @cached_property
    def python_files(self) -> View:
        """The patterns that decide about files whose names end with PYTHON_SUFFIXES, and nothing else."""
        return View([rule for rule in self._rules if rule.may_match_python])


def byte_text(path: str) -> str:
    """The path as the file system has it, with one character for each byte."""
    return path if path.isascii() else os.fsencode(path).decode("latin-1")


def read_patterns(path: str, follow: bool = True) -> Patterns | None:
    """The patterns of a file; None where there is no such regular file. Raises OSError where it can't be read.

    git reads no `.gitignore` that is a symbolic link: `follow=False`.
    """
    try:
        if not stat.S_ISREG((os.stat if follow else os.lstat)(path).st_mode):
            return None
        with open(path, "rb") as file:
            return Patterns.parse(file.read())
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None


def is_repository(folder: str) -> bool:
    """True where git would take the folder for the top of a working tree."""
    git = os.path.join(folder, ".git")
    return os.path.isfile(git) or os.path.isfile(os.path.join(git, "HEAD"))


def repository_of(folder: str) -> str | None:
    """The nearest folder upwards that is a repository."""
    while not is_repository(folder):
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent
    return folder


def shared_files(repository: str) -> list[str]:
    """The ignore files that hold for the whole repository, the strongest first. They need not exist."""
    common = _common_folder(repository)
    return [os.path.join(common, "info", "exclude"), *_user_file(common)]


def _common_folder(repository: str) -> str:
    """The folder with the repository's settings: a worktree or submodule has a file that says where."""
    git = os.path.join(repository, ".git")
    if os.path.isfile(git):
        git = os.path.join(repository, _line(git).removeprefix("gitdir:").strip())
    return os.path.normpath(os.path.join(git, _line(os.path.join(git, "commondir"))))


def _line(path: str) -> str:
    """The first line of a regular file, without spaces around it; empty where it can't be read."""
    return next(iter(_lines(path)), "").strip()


def _lines(path: str) -> list[str]:
    try:
        if not os.path.isfile(path):
            return []
        with open(path, "rb") as file:
            return os.fsdecode(file.read()).split("\n")
    except OSError:
        return []


def _user_file(common: str) -> list[str]:
    """The user's own ignore file, by git's settings: none, or one."""
    configuration = os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")
    own = [os.path.join(configuration, "git", "config"), os.path.expanduser("~/.gitconfig")]
    if (only := os.environ.get("GIT_CONFIG_GLOBAL")) is not None:
        own = [only]
    system = [] if os.environ.get("GIT_CONFIG_NOSYSTEM") else ["/etc/gitconfig"]
    chosen = os.path.join(configuration, "git", "ignore")
    for path in (*system, *own, os.path.join(common, "config")):
        section = ""
        for line in _lines(path):
            text = line.strip()
            if text.startswith("["):
                section, _, text = text[1:].partition("]")
            key, _, value = text.partition("=")
            if section.strip().lower() == "core" and key.strip().lower() == "excludesfile":
                chosen = _value(value)
    return [os.path.expanduser(chosen)] if chosen else []


def _value(text: str) -> str:
    """The value of a line of git's settings, without quotes and comment."""
    text = text.strip()
    if text.startswith('"'):
        return text[1:].partition('"')[0].replace("\\\\", "\\")
    return re.split(r"\s*[#;]", text, maxsplit=1)[0]


def _any_of(expressions: Iterable[str]) -> re.Pattern[str] | None:
    joined = "|".join(dict.fromkeys(expressions))
    return re.compile(joined, re.DOTALL) if joined else None


def _rule(line: str) -> IgnoreRule | None:
    """The rule of a line; None for a comment, an empty line and a pattern that matches nothing."""
    line = line.partition("\0")[0]
    if not line or line[0] == "#":
        return None
    body = line.rstrip(" ")
    backslashes = len(body) - len(body.rstrip("\\"))
    if len(body) < len(line) and backslashes % 2:
        body += " "
    return _compile(body.removeprefix("!"), negated=body.startswith("!"))


def _compile(pattern: str, negated: bool) -> IgnoreRule | None:
    folders_only = pattern.endswith("/")
    pattern = pattern.removesuffix("/")
    by_name = "/" not in pattern
    pattern = pattern.removeprefix("/")
    if not pattern:
        return None
    special = _SPECIAL.search(pattern)
    first = special.start() if special else len(pattern)
    try:
        expression, literal, tail = _translate(pattern, by_name, first)
    except _Hopeless:
        return None
    ending = pattern[1:] if by_name and pattern[0] == "*" and not _SPECIAL.search(pattern, 1) else None
    return IgnoreRule(expression, negated, folders_only, by_name, literal, ending, tail.rpartition("/")[2])


def _translate(pattern: str, by_name: bool, first: int) -> tuple[str, str | None, str]:
    """The expression of a pattern; its text where it has no wildcard; the text after its last wildcard.

    `first` is the place of the first special character: git compares what stands before it as text and
    gives its matcher the rest, so that `**` there counts as the start of a pattern.
    """
    pieces: list[str] = []  # expressions; one character is a literal
    at = 0
    while at < len(pattern):
        character, end = pattern[at], at + 1
        if character == "*":
            piece, end = _stars(pattern, at, by_name, at == first)
        elif character == "?":
            piece = "[^/]"
        elif character == "[":
            piece, end = _bracket(pattern, end)
        else:
            end += character == "\\"
            if end > len(pattern):
                raise _Hopeless
            piece = pattern[end - 1]
        pieces.append(piece)
        at = end
    wild = [index for index, piece in enumerate(pieces) if len(piece) > 1]
    tail = "".join(pieces[wild[-1] + 1 :] if wild else pieces)
    return _joined(pieces), None if wild else tail, tail


def _joined(pieces: Sequence[str]) -> str:
    """One expression. An asterisk before another takes the shortest match and keeps it: no backtracking."""
    stars = [index for index, piece in enumerate(pieces) if piece in (_STAR, _DEEP, _ALL)]
    joined: list[str] = []
    closing = ""
    for index, piece in enumerate(pieces):
        if index not in stars:
            joined.append(re.escape(piece) if len(piece) == 1 else piece)
            continue
        lazy = piece == _STAR and index != stars[-1]
        joined.append(closing + (f"(?>{_STAR}?" if lazy else piece))
        closing = ")" if lazy else ""
    return "".join(joined)


def _stars(pattern: str, at: int, by_name: bool, starts: bool) -> tuple[str, int]:
    """The expression for the asterisks at `at`, and where the pattern goes on."""
    end = at
    while pattern.startswith("*", end):
        end += 1
    alone = starts or pattern[at - 1] == "/"
    if by_name or end - at == 1 or not alone:
        return _STAR, end
    if pattern.startswith("/", end):
        return _DEEP, end + 1
    if end == len(pattern) or pattern.startswith("\\/", end):
        return _ALL, end
    return _STAR, end


def _bracket(pattern: str, at: int) -> tuple[str, int]:
    """The expression for the bracket that opens before `at`, and where the pattern goes on."""
    negated = pattern[at : at + 1] in ("!", "^")
    at += negated
    start, members = at, []
    low = ""  # the last single character: a range may start with it
    while at == start or not pattern.startswith("]", at):
        if at >= len(pattern):
            raise _Hopeless
        close = pattern.find("]", at + 2)
        if pattern.startswith("[:", at) and close > at + 2 and pattern[close - 1] == ":":
            members.append(_class(pattern[at + 2 : close - 1]))
            low, at = "", close + 1
            continue
        is_range = low and pattern[at] == "-" and pattern[at + 1 : at + 2] not in ("", "]")
        at += bool(is_range)
        at += pattern[at] == "\\"
        if at >= len(pattern):
            raise _Hopeless
        high = pattern[at]
        at += 1
        if not is_range:
            members.append(_hexadecimal(high))
        elif low <= high:
            members.append(f"{_hexadecimal(low)}-{_hexadecimal(high)}")
        low = "" if is_range else high
    body = "".join(members)
    if negated:
        return f"[^/{body}]", at + 1
    return (f"(?!/)[{body}]" if body else "(?!)"), at + 1


def _class(name: str) -> str:
    if name not in _CLASSES:
        raise _Hopeless
    return _CLASSES[name]


def _hexadecimal(character: str) -> str:
    return f"\\x{ord(character):02x}"
