"""Questions to git: which lines changed, which files have changes that are not committed; and commits.

Git is asked as a program. Its settings for colours, prefixes and external diffs are overruled.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from asyncfix.errors import UsageError

_HUNK = re.compile(rb"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_ESCAPE = re.compile(rb"\\([0-7]{3}|.)")
_SHORT = {b"a": b"\a", b"b": b"\b", b"t": b"\t", b"n": b"\n", b"v": b"\v", b"f": b"\f", b"r": b"\r"}
_DIFF = (
    "diff",
    "--no-color",
    "--no-ext-diff",
    "--no-renames",
    "-U0",
    "--src-prefix=a/",
    "--dst-prefix=b/",
    "--relative",
)

Hunks = dict[bytes, list[tuple[int, int, int, int]]]
"""By path from the top of the repository: old start and lines, new start and lines, of each hunk."""


@dataclass(frozen=True, slots=True)
class ChangedLines:
    """Lines of the working tree that a change brought, by real path."""

    lines: Mapping[str, tuple[range, ...]] = field(default_factory=dict)
    whole: frozenset[str] = frozenset()  # files that are new as a whole

    def touch(self, path: str, first: int, last: int) -> bool:
        """True where one of the lines `first` to `last` (from 1) of a file changed."""
        real = os.path.realpath(path)
        return real in self.whole or any(
            lines.start <= last and first < lines.stop for lines in self.lines.get(real, ())
        )


def top(folder: str) -> str | None:
    """The top of the repository that the folder is in; None outside of repositories, or without git."""
    done = _run(folder, "rev-parse", "--show-toplevel")
    return os.path.realpath(os.fsdecode(done.stdout.rstrip(b"\n"))) if done and not done.returncode else None


def changed_since(folder: str, revision: str) -> ChangedLines:
    """The lines that differ from where the branch left `revision`; files that git does not know count as a whole.

    Raises UsageError outside of repositories, and for a revision that does not exist.
    """
    home = _home(folder)
    found = _run(home, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if found is None or found.returncode:
        raise UsageError(f"git knows no revision {revision!r}")
    base = _run(home, "merge-base", found.stdout.decode().strip(), "HEAD")
    start = base.stdout.decode().strip() if base and not base.returncode else found.stdout.decode().strip()
    new = _ask(home, "ls-files", "--others", "--exclude-standard", "-z").split(b"\0")
    whole = frozenset(_path(home, name) for name in new if name)
    return ChangedLines(_lines(home, _hunks(_ask(home, *_DIFF, start, "--"))), whole)


def changed_in_index(folder: str) -> ChangedLines:
    """The lines that are staged, where they stand in the working tree. Raises UsageError outside of repositories."""
    home = _home(folder)
    staged = _hunks(_ask(home, *_DIFF, "--cached", "--"))
    later = _hunks(_ask(home, *_DIFF, "--"))
    moved: Hunks = {}
    for name, hunks in staged.items():
        for _, _, start, count in hunks:
            first, last = _moved(start, later.get(name, ())), _moved(start + max(count - 1, 0), later.get(name, ()))
            moved.setdefault(name, []).append((0, 0, first, last - first + 1 if count else 0))
    return ChangedLines(_lines(home, moved))


def uncommitted(folder: str) -> frozenset[str]:
    """The real paths of files with changes that are not committed; empty outside of repositories."""
    home = top(folder)
    done = _run(home, "status", "--porcelain=v1", "-z", "--untracked-files=all", "--no-renames") if home else None
    if home is None or done is None or done.returncode:
        return frozenset()
    return frozenset(_path(home, entry[3:]) for entry in done.stdout.split(b"\0") if len(entry) > 3)


def commit(folder: str, paths: Sequence[str], message: str) -> str:
    """Commit these files alone, whatever else is staged. Returns the short name of the commit.

    Raises UsageError, with what git said, where it does not.
    """
    home = _home(folder)
    names = [os.path.relpath(os.path.realpath(path), home) for path in paths]
    specs = b"".join(b":(literal)" + os.fsencode(name.replace(os.sep, "/")) + b"\0" for name in names)
    done = _run(
        home, "commit", "--quiet", "--only", "--pathspec-from-file=-", "--pathspec-file-nul", "-m", message, stdin=specs
    )
    if done is None or done.returncode:
        said = (done.stderr or done.stdout).decode(errors="replace").strip() if done else "there is no git"
        raise UsageError(f"git did not commit: {said}")
    return _ask(home, "rev-parse", "--short", "HEAD").decode().strip()


def _home(folder: str) -> str:
    home = top(folder)
    if home is None:
        raise UsageError(f"{folder} is in no git repository")
    return home


def _run(folder: str, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes] | None:
    """None where there is no git, or no such folder."""
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0" if arguments[0] != "commit" else "1", "LC_ALL": "C"}
    try:
        return subprocess.run(
            ["git", "-C", folder, *arguments], input=stdin, capture_output=True, env=environment, check=False
        )
    except OSError:
        return None


def _ask(folder: str, *arguments: str) -> bytes:
    done = _run(folder, *arguments)
    if done is None or done.returncode:
        said = done.stderr.decode(errors="replace").strip() if done else "there is no git"
        raise UsageError(f"git {arguments[0]} failed: {said}")
    return done.stdout


def _hunks(diff: bytes) -> Hunks:
    found: Hunks = {}
    name: bytes | None = None
    left = 0  # lines of a hunk that are still to come: they may look like headers
    for line in diff.split(b"\n"):
        if left:
            left -= not line.startswith(b"\\")
        elif line.startswith(b"+++ "):
            name = _unquoted(line[4:])
        elif (match := _HUNK.match(line)) and name is not None:
            old, old_count, new, new_count = (int(part) if part is not None else 1 for part in match.groups())
            found.setdefault(name, []).append((old, old_count, new, new_count))
            left = old_count + new_count
    return found


def _unquoted(name: bytes) -> bytes | None:
    """The path that a `+++` line names; None for no file."""
    name = name.removesuffix(b"\t")
    if name.startswith(b'"'):
        name = _ESCAPE.sub(lambda m: _SHORT.get(m[1], bytes([int(m[1], 8)]) if m[1].isdigit() else m[1]), name[1:-1])
    return name.removeprefix(b"b/") if name != b"/dev/null" else None


def _lines(home: str, hunks: Hunks) -> dict[str, tuple[range, ...]]:
    return {
        _path(home, name): tuple(range(start, start + count) for _, _, start, count in found if count)
        for name, found in hunks.items()
    }


def _path(home: str, name: bytes) -> str:
    return os.path.realpath(os.path.join(home, os.fsdecode(name)))


def _moved(line: int, hunks: Sequence[tuple[int, int, int, int]]) -> int:
    """Where a line of the index stands in the working tree, by the hunks between the two."""
    shift = 0
    for old, old_count, new, new_count in hunks:
        if line < old + (not old_count):
            break
        if line < old + old_count:
            return min(new + line - old, new + max(new_count - 1, 0))
        shift += new_count - old_count
    return line + shift
