"""The answers of a review on disk: a terminal that is killed loses none.

A session is a file of lines, each a JSON object that one key press appended in one write. What a crash
cut off in the midst of a line is skipped. The file is in the user's state folder, one per project;
a lock keeps a second review of the project away. Code is not kept in it, but what a person wrote.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from asyncfix.errors import JournalError, UsageError
from asyncfix.files.source import digest
from asyncfix.review.decisions import Answer, DecisionEvent, DecisionRule, DecisionStep
from asyncfix.write.atomic_write import try_lock
from asyncfix.write.journal import state_folder

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Earlier:
    """The session before."""

    when: float  # of its last answer, in seconds since the epoch
    paths: tuple[str, ...]  # that it was started with, absolute
    steps: tuple[DecisionStep, ...]
    written: frozenset[str]  # the keys of changes that are in the files already

    def left(self) -> tuple[DecisionStep, ...]:
        """The steps without what is in the files already."""
        cut = [
            DecisionStep(step.at, [one for one in step.sets if one[0] not in self.written], step.rule)
            for step in self.steps
        ]
        return tuple(step for step in cut if step.sets or step.rule)

    @property
    def answers(self) -> int:
        """The number of changes that have an answer that is not in the files yet."""
        return sum(1 for key in self._last() if key not in self.written)

    @property
    def accepted(self) -> int:
        """The number of these that are accepted."""
        return sum(1 for key, answer in self._last().items() if answer.yes and key not in self.written)

    def _last(self) -> dict[str, Answer]:
        found: dict[str, Answer] = {}
        for step in self.steps:
            for key, _, after in step.sets:
                if after is None:
                    found.pop(key, None)
                else:
                    found[key] = after
        return found


class Session:
    """The session of one project. Use as a context: the lock is held inside it.

    Raises JournalError where there is no state folder that can be written, UsageError where another
    review of the project is open.
    """

    def __init__(self, root: str | os.PathLike[str]) -> None:
        self.root = os.path.realpath(root)
        name = f"{os.path.basename(self.root)[:40] or 'root'}-{digest(os.fsencode(self.root))[:16]}"
        self.file = os.path.join(state_folder(), "reviews", f"{name}.jsonl")
        self._stream = -1
        self._lock = -1

    def __enter__(self) -> Session:
        try:
            os.makedirs(os.path.dirname(self.file), mode=0o700, exist_ok=True)
            self._lock = os.open(self.file + ".lock", os.O_CREAT | os.O_RDWR, 0o600)
        except OSError as error:
            raise JournalError(
                f"the session of the review can't be kept in {os.path.dirname(self.file)}: {error.strerror}. "
                "Set ASYNCFIX_STATE_DIR to a folder that can be written."
            ) from error
        if try_lock(self._lock) is False:
            os.close(self._lock)
            raise UsageError(f"another review of {self.root} is open: end that one first")
        return self

    def __exit__(self, *_: object) -> None:
        for descriptor in (self._stream, self._lock):
            if descriptor >= 0:
                os.close(descriptor)
        self._stream = self._lock = -1

    def earlier(self) -> Earlier | None:
        """The last session, where it was not ended."""
        try:
            with open(self.file, "rb") as file:
                raw = file.read()
            when = os.stat(self.file).st_mtime
        except OSError:
            return None
        return _read(raw, when)

    def begin(self, paths: Sequence[str], steps: Sequence[DecisionStep] = ()) -> None:
        """Start a session, with what is left of an earlier one. Raises JournalError where it can't be written."""
        temporary = self.file + ".tmp"
        head = {"asyncfix": _FORMAT, "root": self.root, "paths": list(paths), "begun": time.time()}
        try:
            with open(os.open(temporary, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as file:
                file.write(_line(head))
                file.writelines(_line(_event(DecisionEvent("step", step))) for step in steps)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, self.file)
            self._stream = os.open(self.file, os.O_WRONLY | os.O_APPEND)
        except OSError as error:
            raise JournalError(f"the session of the review can't be written: {error.strerror}") from error

    def note(self, events: Sequence[DecisionEvent]) -> None:
        """Append what happened. Raises JournalError where that can't be written."""
        self._append(b"".join(_line(_event(event)) for event in events))

    def written(self, keys: Sequence[str], back: Sequence[str] = ()) -> None:
        """Note that these changes are in the files now, and that those taken `back` are no longer."""
        self._append(_line({"written": list(keys), "back": list(back)}))

    def end(self) -> None:
        """Forget the session: all of it is in the files, or was dropped."""
        with suppress(FileNotFoundError):
            os.unlink(self.file)

    def _append(self, data: bytes) -> None:
        if not data:
            return
        try:
            done = os.write(self._stream, data)
            while done < len(data):
                done += os.write(self._stream, data[done:])
        except OSError as error:
            raise JournalError(f"the answer can't be kept in {self.file}: {error.strerror}") from error


def _line(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode() + b"\n"


def _event(event: DecisionEvent) -> dict[str, object]:
    made: dict[str, object] = {"event": event.kind}
    if event.index >= 0:
        made["index"] = event.index
    if event.keys:
        made["keys"] = list(event.keys)
    if event.step:
        rule = event.step.rule
        made["at"] = event.step.at
        made["sets"] = [[key, _packed(before), _packed(after)] for key, before, after in event.step.sets]
        made["rule"] = [rule.yes, rule.recipe, rule.only_safe, rule.form] if rule else None
    return made


def _packed(answer: Answer | None) -> list[object] | None:
    return [answer.yes, answer.option, list(answer.texts)] if answer else None


def _unpacked(packed: list[object] | None) -> Answer | None:
    if packed is None:
        return None
    yes, option, texts = packed
    if not isinstance(yes, bool) or not isinstance(option, str) or not isinstance(texts, list):
        raise ValueError(packed)
    return Answer(yes, option, tuple(str(text) for text in texts))


def _read(raw: bytes, when: float) -> Earlier | None:
    """The session that the lines tell; None where they are not one of this format."""
    lines = list(_values(raw))
    if not lines or lines[0].get("asyncfix") != _FORMAT:
        return None
    steps: list[DecisionStep] = []
    written: set[str] = set()
    for line in lines[1:]:
        with suppress(KeyError, ValueError, TypeError, IndexError):
            if "written" in line:
                written |= set(line["written"])
                written -= set(line["back"])
            else:
                _replay(line, steps)
    return Earlier(when, tuple(map(str, lines[0].get("paths", ()))), tuple(steps), frozenset(written))


def _values(raw: bytes) -> Iterator[dict[str, Any]]:
    for line in raw.split(b"\n"):
        with suppress(ValueError):
            value = json.loads(line)
            if isinstance(value, dict):
                yield value


def _replay(line: dict[str, Any], steps: list[DecisionStep]) -> None:
    match line:
        case {"event": "undo"}:
            steps.pop()
        case {"event": "step", "at": str(at), "sets": list(sets), "rule": rule}:
            steps.append(DecisionStep(at, _sets(sets), DecisionRule(*rule) if isinstance(rule, list) else None))
        case {"event": "more", "index": int(index), "sets": list(sets)}:
            steps[index].sets += _sets(sets)
        case {"event": "less", "index": int(index), "keys": list(keys)}:
            steps[index].sets = [one for one in steps[index].sets if one[0] not in keys]


def _sets(packed: list[list[object]]) -> list[tuple[str, Answer | None, Answer | None]]:
    return [(str(key), _unpacked(before), _unpacked(after)) for key, before, after in packed]  # type: ignore[arg-type]
