"""The changes of a review, and how each of them stands. No input and no output: it is told and asked."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from asyncfix.fixes import Fix
from asyncfix.review.decisions import Answer, Checks, Counts, Order, Standing
from asyncfix.review.review_changes import ChangeKind, Option, ReviewChange


@dataclass(slots=True)
class ChangeList:
    """All changes that were found so far, in the order in which they are shown, with their answers."""

    checks: Checks
    by: Order = Order.PATH
    changes: dict[str, ReviewChange] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    answers: dict[str, Answer] = field(default_factory=dict)
    unchecked: set[str] = field(default_factory=set)  # paths whose accepted fixes were not checked together yet
    position: int = 0
    _seen: int = -1  # how far in the order a person has been; nothing is put in front of that
    _chosen: dict[str, str] = field(default_factory=dict)  # the option that a person turned to
    _hands: dict[str, Option] = field(default_factory=dict)  # what a person wrote
    _paths: dict[str, list[str]] = field(default_factory=dict)
    _reaching: dict[str, list[str]] = field(default_factory=dict)  # by path: changes of other files with a part in it
    _made: dict[str, frozenset[Fix]] = field(default_factory=dict)  # the accepted fixes of a path
    _tallies: dict[str, Counter[Standing]] = field(default_factory=dict)

    # -- changes come and go

    def add(self, path: str, changes: Iterable[ReviewChange]) -> list[str]:
        """Changes that were found in a file. Returns the keys of old answers that fit none of its options any more."""
        stale = []
        for change in changes:
            if change.key in self.changes:
                continue
            self.changes[change.key] = change
            self._paths.setdefault(path, []).append(change.key)
            for other in _reached(change):
                self._reaching.setdefault(other, []).append(change.key)
                self._touch(other)
            insort(self.order, change.key, lo=min(self._seen + 1, len(self.order)), key=self._rank)
            answer = self.answers.get(change.key)
            if answer and answer.yes and self._resolved(change, answer) is None:
                stale.append(change.key)
                self._set(change.key, None)
        self._touch(path)
        return stale

    def replace(self, path: str, changes: Sequence[ReviewChange]) -> list[str]:
        """The changes of a file that was analysed again.

        Returns the keys of answers that fit no longer, or whose change is gone.
        """
        current = self.current
        gone = self._paths.pop(path, [])
        at = next((index for index, key in enumerate(self.order) if key in set(gone)), len(self.order))
        self.order = [key for key in self.order if key not in set(gone)]
        for key in gone:
            for other in _reached(self.changes[key]):
                self._reaching[other].remove(key)
                self._touch(other)
            del self.changes[key]
            self._hands.pop(key, None)
        seen, self._seen = self._seen, at - 1
        stale = self.add(path, changes)
        lost = [key for key in gone if key not in self.changes and key in self.answers]
        for key in lost:
            del self.answers[key]
        stale += lost
        self._seen = min(seen, len(self.order) - 1)
        kept = current is not None and current.key in self.changes
        place = self.order.index(current.key) if current is not None and kept else self.position
        self.position = max(min(place, len(self.order) - 1), 0)
        return stale

    def _rank(self, key: str) -> tuple[object, ...]:
        change = self.changes[key]
        place = (change.path, change.finding.span)
        lead = {Order.PATH: (), Order.SEVERITY: (change.rank,), Order.RECIPE: (change.recipe,)}[self.by]
        return (*lead, *place, key)

    # -- what stands where

    @property
    def current(self) -> ReviewChange | None:
        """The change that is shown."""
        return self.changes[self.order[self.position]] if self.order else None

    def of(self, path: str) -> list[ReviewChange]:
        """The changes of a file."""
        return [self.changes[key] for key in self._paths.get(path, ())]

    def reaching(self, path: str) -> list[ReviewChange]:
        """The changes of other files that have a part in a file."""
        return [self.changes[key] for key in self._reaching.get(path, ())]

    @property
    def paths(self) -> list[str]:
        """The files that have changes, or parts of changes of other files."""
        return list(dict.fromkeys((*self._paths, *self._reaching)))

    def options(self, change: ReviewChange) -> tuple[Option, ...]:
        """The options for a change: what a person wrote comes first."""
        hand = self._hands.get(change.key)
        return (hand, *change.options) if hand else change.options

    def accepted(self, path: str, but: str = "") -> list[Fix]:
        """The fixes to make in a file, each once; without those of the change `but`."""
        found: dict[Fix, None] = {}
        for change in (*self.of(path), *self.reaching(path)):
            option = self.answered(change) if change.key != but else None
            if option:
                found.update((fix, None) for where, fix in option.places(change.path) if where == path)
        return list(found)

    def spanning(self) -> dict[str, list[Fix]]:
        """The accepted fixes that go through several files, by the path of their change."""
        found: dict[str, list[Fix]] = {}
        for key in dict.fromkeys(key for keys in self._reaching.values() for key in keys):
            option = self.answered(self.changes[key])
            wide = [fix for fix in option.fixes if fix.elsewhere] if option else []
            if wide:
                found.setdefault(self.changes[key].path, []).extend(wide)
        return found

    def standing(self, change: ReviewChange) -> Standing:
        """The standing of a change."""
        answer = self.answers.get(change.key)
        if answer is None:
            made = self.made_in(change.path)
            done = bool(made) and any(self._is_made(option.places(change.path)) for option in change.options)
            return Standing.COVERED if done else Standing.OPEN
        if not answer.yes:
            return Standing.REJECTED
        option = self._resolved(change, answer)
        return Standing.IGNORED if option and option.kind is ChangeKind.COMMENT else Standing.ACCEPTED

    def _is_made(self, places: Iterable[tuple[str, Fix]]) -> bool:
        return all(fix in self.made_in(path) for path, fix in places)

    def made_in(self, path: str) -> frozenset[Fix]:
        """As `accepted`, in no order."""
        if path not in self._made:
            self._made[path] = frozenset(self.accepted(path))
        return self._made[path]

    def answered(self, change: ReviewChange) -> Option | None:
        """The option that a person said yes to."""
        answer = self.answers.get(change.key)
        return self._resolved(change, answer) if answer and answer.yes else None

    def counts(self) -> Counts:
        """The number of changes of each standing."""
        found: Counter[Standing] = Counter()
        for path, keys in self._paths.items():
            if path not in self._tallies:
                self._tallies[path] = Counter(self.standing(self.changes[key]) for key in keys)
            found += self._tallies[path]
        return Counts(
            len(self.order),
            found[Standing.OPEN],
            found[Standing.ACCEPTED],
            found[Standing.REJECTED],
            found[Standing.IGNORED],
            found[Standing.COVERED],
        )

    def shown(self, change: ReviewChange) -> int:
        """Which of the options is shown: the one that was turned to, or said yes to, or the best that can be made."""
        options = self.options(change)
        ids = [option.id for option in options]
        chosen = self._chosen.get(change.key)
        if chosen in ids:
            return ids.index(chosen)
        answer = self.answers.get(change.key)
        if answer and answer.yes and (made := self._resolved(change, answer)) and made.id in ids:
            return ids.index(made.id)
        good = (
            index
            for index, one in enumerate(options)
            if one.kind is not ChangeKind.COMMENT and not self.clash(change, one)
        )
        return next(good, 0)

    def clash(self, change: ReviewChange, option: Option) -> str:
        """The reason for which the option can't be made with what is accepted in its file; "" where it can."""
        own = [fix.here for fix in option.fixes]
        problem = self.checks.likely(change.path, [*self.accepted(change.path, but=change.key), *own])
        for path, fix in option.elsewhere:
            if problem:
                break
            found = self.checks.problem(path, [*self.accepted(path, but=change.key), fix])
            problem = f"in {path}, {found}" if found else ""
        return problem

    def rivals(self, change: ReviewChange, option: Option) -> list[int]:
        """The numbers (from 1) of the accepted changes that keep the option from being made."""
        found = []
        for other in self.of(change.path):
            made = self.answered(other)
            own = [fix.here for fix in (*made.fixes, *option.fixes)] if made else []
            if other is not change and made and self.checks.overlap(change.path, own):
                found.append(self.order.index(other.key) + 1)
        return found

    def _resolved(self, change: ReviewChange, answer: Answer) -> Option | None:
        if not answer.texts:
            return change.option(answer.option)
        hand = self._hands.get(change.key)
        if hand is None or (hand.texts, hand.base) != (answer.texts, answer.option):
            hand = self.checks.by_hand(change, answer)
            if hand is not None:
                self._hands[change.key] = hand
        return hand

    def _set(self, key: str, answer: Answer | None) -> None:
        if answer is None:
            self.answers.pop(key, None)
        else:
            self.answers[key] = answer
        if key in self.changes:
            for path in (self.changes[key].path, *_reached(self.changes[key])):
                self._touch(path)

    def _touch(self, path: str) -> None:
        """Forget what was worked out for a file."""
        self.unchecked.add(path)
        self._made.pop(path, None)
        self._tallies.pop(path, None)


def _reached(change: ReviewChange) -> list[str]:
    """The other files in which one of the options of a change does something."""
    return list(dict.fromkeys(path for option in change.options for path, _ in option.elsewhere))
