"""One commit per recipe, with a message that says what was changed and why."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from textwrap import wrap

from asyncfix.errors import UsageError
from asyncfix.files.git import commit
from asyncfix.fixes import Fix
from asyncfix.review.file_store import FileStore
from asyncfix.review.review_changes import ChangeKind, ReviewChange
from asyncfix.review.state import Review

_WIDTH = 72
_LISTED = 30  # changes that a message lists; the rest is counted
_COMMENTS = "comments"


@dataclass(slots=True)
class Committed:
    """The outcome of writing and committing."""

    commits: list[str] = field(default_factory=list)  # "1a2b3c4 Sleep without stopping the event loop"
    problems: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)  # paths that changed on disk meanwhile


def commit_by_recipe(
    desk: FileStore,
    review: Review,
    paths: Sequence[str],
    root: str,
    uncommitted: Collection[str],
    summaries: Mapping[str, str],
    noted: Callable[[Sequence[str]], None],
) -> Committed:
    """Write what is accepted in some files, and commit it recipe by recipe; `noted` is told which files were written.

    Files with changes of the user's own (`uncommitted`, real paths) are written, but not committed.
    """
    done = Committed()
    mine = [path for path in paths if os.path.realpath(path) not in uncommitted]
    target = {path: list(desk.written(path)) for path in review.paths}
    others = set(paths).difference(mine)
    for group in _groups(review, mine):
        changes = _of_group(review, mine, group, others)
        touched = _extend(review, target, changes)
        written = desk.write(review, touched, {path: target[path] for path in touched})
        noted(written.paths)
        done.problems += written.problems
        done.changed += written.changed
        into = [change for change in changes if change.path in written.paths]
        if into:
            message = _message(group, into, summaries)
            try:
                name = commit(root, written.paths, message)
            except UsageError as error:
                done.problems.append(str(error))
                return done
            done.commits.append(f"{name} {message.splitlines()[0]}")
    _write_rest(desk, review, paths, mine, noted, done)
    return done


def _write_rest(
    desk: FileStore,
    review: Review,
    paths: Sequence[str],
    mine: Collection[str],
    noted: Callable[[Sequence[str]], None],
    done: Committed,
) -> None:
    """Write what no commit holds."""
    left_over = set(desk.unwritten(review))
    rest = desk.write(review, [path for path in paths if path in left_over])
    noted(rest.paths)
    done.problems += rest.problems
    done.changed += rest.changed
    left = [path for path in rest.paths if path not in mine]
    done.problems += [f"{path}: is written but not committed: it had changes of your own" for path in left]


def _group(review: Review, change: ReviewChange) -> str:
    option = review.answered(change)
    return _COMMENTS if option and option.kind is ChangeKind.COMMENT else change.recipe


def _groups(review: Review, paths: Sequence[str]) -> list[str]:
    """What there are commits for: recipes, then the comments that silence findings."""
    found = {_group(review, one) for path in paths for one in review.of(path) if review.answered(one)}
    return sorted(found, key=lambda group: (group == _COMMENTS, group))


def _of_group(review: Review, paths: Sequence[str], group: str, others: Collection[str]) -> list[ReviewChange]:
    """The changes of a group in some files that do nothing in the `others`."""
    changes = [one for path in paths for one in review.of(path) if review.answered(one)]
    mine = [change for change in changes if _group(review, change) == group]
    return [change for change in mine if not any(path in others for path, _ in _places(review, change))]


def _places(review: Review, change: ReviewChange) -> tuple[tuple[str, Fix], ...]:
    """What the answer to a change does in which files."""
    option = review.answered(change)
    return option.places(change.path) if option else ()


def _extend(review: Review, target: dict[str, list[Fix]], changes: Sequence[ReviewChange]) -> list[str]:
    """Add the changes to what is to be in each file, take away what is no longer accepted. Returns the files."""
    touched = []
    places = [place for change in changes for place in _places(review, change)]
    for path in dict.fromkeys(path for path, _ in places):
        accepted = review.accepted(path)
        new = [fix for fix in target[path] if fix in accepted]
        new += dict.fromkeys(fix for where, fix in places if where == path and fix not in new)
        if set(new) != set(target[path]):
            target[path] = new
            touched.append(path)
    return touched


def _message(group: str, changes: Sequence[ReviewChange], summaries: Mapping[str, str]) -> str:
    if group == _COMMENTS:
        subject, why = "Silence findings of asyncfix that are meant to stay", ["Each of them was looked at."]
    else:
        subject = summaries.get(group, "").rstrip(".") or f"Apply {group}"
        why = [f"{one}." for one in dict.fromkeys(change.finding.message.rstrip(".") for change in changes)]
    lines = [subject, ""]
    for sentence in why:
        lines += wrap(sentence, _WIDTH)
    lines += ["", f"Reviewed with asyncfix, recipe {group}:" if group != _COMMENTS else "Where:", ""]
    for change in changes[:_LISTED]:
        where = f" in {change.finding.function}" if change.finding.function else ""
        lines.append(f"- {change.path}{where}: {change.finding.call}")
    if len(changes) > _LISTED:
        lines.append(f"- and {len(changes) - _LISTED} more")
    return "\n".join(lines) + "\n"
