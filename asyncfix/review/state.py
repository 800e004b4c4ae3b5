"""The answers so far, undo, and what follows from them. No input and no output: it is told and asked.

A change is open, accepted or rejected. An answer names the change by its key and the option by its id, so
that answers outlive the analysis that they were given on. A step is what one key press did, to one
change or to many, and undo takes back a step. A rule (all of a recipe, all safe ones) goes on working
for changes that the scan finds later: the outcome does not depend on how fast it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from asyncfix.fixes import Fix, Safety
from asyncfix.review.change_list import ChangeList
from asyncfix.review.decisions import Answer, DecisionEvent, DecisionRule, DecisionStep, Standing
from asyncfix.review.review_changes import ChangeKind, Option, ReviewChange


@dataclass(slots=True)
class Review(ChangeList):
    """A review under way."""

    steps: list[DecisionStep] = field(default_factory=list)
    events: list[DecisionEvent] = field(default_factory=list)  # since they were taken last

    def found(self, path: str, changes: Iterable[ReviewChange]) -> list[str]:
        """Changes that the scan found in a file. Returns the keys of old answers that fit them no longer."""
        stale = self.add(path, changes)
        self._apply_rules([change.key for change in self.of(path)])
        return stale

    def renewed(self, path: str, changes: Sequence[ReviewChange]) -> list[str]:
        """The changes of a file that was analysed again. Returns the keys of answers that fit them no longer."""
        stale = self.replace(path, changes)
        for key in stale:
            self._forget(key)
        self._apply_rules([change.key for change in self.of(path)])
        return stale

    # -- answers

    def accept(self) -> str:
        """Yes to the option that is shown. Returns why that can't be; "" where it was done."""
        change = self.current
        if change is None:
            return "there is nothing to answer"
        option = self.options(change)[self.shown(change)]
        problem = self.clash(change, option)
        if problem:
            return problem
        self._answer([(change, _yes(option))])
        return ""

    def reject(self) -> str:
        """No to the change that is shown. Returns why that can't be; "" where it was done."""
        change = self.current
        if change is None:
            return "there is nothing to answer"
        for path in dict.fromkeys(path for option in self.options(change) for path, _ in option.places(change.path)):
            if self.answers.get(change.key) and (
                problem := self.checks.problem(path, self.accepted(path, but=change.key))
            ):
                return f"the other accepted changes of the file need this one: {problem}"
        self._answer([(change, Answer(False))])
        return ""

    def ignore(self) -> str:
        """Yes to the option with the comment. Returns why that can't be; "" where it was done."""
        change = self.current
        if change is None or change.comment is None:
            return "there is no place for a comment here"
        option = change.options[change.comment]
        problem = self.clash(change, option)
        if problem:
            return problem
        self._answer([(change, _yes(option))])
        return ""

    def edit(self, option: Option) -> str:
        """Offer what a person wrote for the change that is shown. Returns why it can't be made; "" where it can."""
        change = self.current
        assert change is not None
        problem = self.clash(change, option)
        if not problem:
            self._hands[change.key] = option
            self._touch(change.path)
            self._chosen[change.key] = option.id
        return problem

    def turn(self, by: int = 1) -> None:
        """Show another option of the current change."""
        if (change := self.current) is not None:
            options = self.options(change)
            self._chosen[change.key] = options[(self.shown(change) + by) % len(options)].id

    def rest_of_file(self, yes: bool) -> int:
        """The same answer to the current change and all later ones of its file. Returns how many were answered."""
        change = self.current
        if change is None:
            return 0
        later = [self.changes[key] for key in self.order[self.position :] if self.changes[key].path == change.path]
        later = [one for one in later if one is change or self.standing(one) is Standing.OPEN]
        return self._answer(self._bulk(later, DecisionRule(yes)) if yes else [(one, Answer(False)) for one in later])

    def all_of_recipe(self, yes: bool) -> int:
        """The same answer to all open changes of the current one's recipe. Returns how many were answered."""
        change = self.current
        if change is None:
            return 0
        form = self.options(change)[self.shown(change)].form.value if yes else ""
        return self._by_rule(DecisionRule(yes, change.recipe, form=form))

    def all_safe(self) -> int:
        """Yes to all open changes that are safe. Returns how many were answered."""
        return self._by_rule(DecisionRule(True, only_safe=True))

    def undo(self) -> DecisionStep | None:
        """Take back the last step, and show the change again that it was made on."""
        if not self.steps:
            return None
        step = self.steps.pop()
        for key, before, _ in reversed(step.sets):
            self._set(key, before)
        if step.at in self.changes:
            self._go(self.order.index(step.at))
            self._chosen.pop(step.at, None)
        self.events.append(DecisionEvent("undo"))
        return step

    def _by_rule(self, rule: DecisionRule) -> int:
        open_ones = [one for key in self.order if (one := self.changes[key]) and rule.concerns(one)]
        open_ones = [one for one in open_ones if self.standing(one) is Standing.OPEN]
        return self._answer(self._under(rule, open_ones), rule)

    def _under(self, rule: DecisionRule, changes: Sequence[ReviewChange]) -> list[tuple[ReviewChange, Answer]]:
        return self._bulk(changes, rule) if rule.yes else [(change, Answer(False)) for change in changes]

    def _answer(self, given: Sequence[tuple[ReviewChange, Answer]], rule: DecisionRule | None = None) -> int:
        change = self.current
        if given or rule:
            step = DecisionStep(change.key if change else "", [], rule)
            for one, answer in given:
                step.sets.append((one.key, self.answers.get(one.key), answer))
                self._set(one.key, answer)
                self._chosen.pop(one.key, None)
            self.steps.append(step)
            self.events.append(DecisionEvent("step", step))
            self.next_open()
        return len(given)

    def _bulk(self, changes: Sequence[ReviewChange], rule: DecisionRule) -> list[tuple[ReviewChange, Answer]]:
        """Yes to each of the changes for which a fix can be made beside the others."""
        given: list[tuple[ReviewChange, Answer]] = []
        but = self.current.key if self.current else ""
        more: dict[str, list[Fix]] = {}  # in other files
        for path in dict.fromkeys(change.path for change in changes):
            mine = [change for change in changes if change.path == path]
            wanted = [(change, self._candidates(change, rule)) for change in mine]
            wanted = [(change, options) for change, options in wanted if options]
            made = [*self.accepted(path, but=but), *more.get(path, ())]
            first = [(change, options[0]) for change, options in wanted]
            narrow = not any(option.elsewhere for _, option in first)
            if narrow and not self.checks.overlap(path, [*made, *(fix for _, o in first for fix in o.fixes)]):
                given += [(change, _yes(option)) for change, option in first]
                more.setdefault(path, []).extend(fix for _, option in first for fix in option.fixes)
                continue
            for change, options in wanted:
                good = next((option for option in options if self._fits(change, option, more, but)), None)
                if good is not None:
                    for where, fix in good.places(path):
                        more.setdefault(where, []).append(fix)
                    given.append((change, _yes(good)))
        return given

    def _fits(self, change: ReviewChange, option: Option, more: dict[str, list[Fix]], but: str) -> bool:
        """True where nothing else is done at the places of the option; `more` is done beside what is accepted."""
        return not any(
            self.checks.overlap(path, [*self.accepted(path, but=but), *more.get(path, ()), fix])
            for path, fix in option.places(change.path)
        )

    def _candidates(self, change: ReviewChange, rule: DecisionRule) -> list[Option]:
        """The options that an answer to many may take, best first. A comment is never among them."""
        options = [one for one in self.options(change) if one.kind is not ChangeKind.COMMENT]
        if rule.only_safe:
            return [one for one in options if one.safety is Safety.SAFE]
        chosen = self._chosen.get(change.key)
        return sorted(
            options,
            key=lambda one: (
                one.id != chosen,
                one.kind is not ChangeKind.BY_HAND,
                bool(rule.form) and one.form.value != rule.form,
            ),
        )

    def _apply_rules(self, keys: Sequence[str]) -> None:
        """Answer changes that were found after the rules that concern them were given."""
        for index, step in enumerate(self.steps):
            if step.rule is None:
                continue
            rule = step.rule
            mine = [self.changes[key] for key in keys if rule.concerns(self.changes[key])]
            mine = [one for one in mine if self.standing(one) is Standing.OPEN]
            sets = [(change.key, None, answer) for change, answer in self._under(rule, mine)]
            for key, _, answer in sets:
                self._set(key, answer)
            if sets:
                step.sets += sets
                self.events.append(DecisionEvent("more", DecisionStep(step.at, list(sets)), index))

    def check(self, path: str) -> list[tuple[str, str]]:
        """Check the accepted fixes of a file together; answers that turn out impossible are taken back.

        Returns their keys with the reasons.
        """
        self.unchecked.discard(path)
        problem = self.checks.problem(path, self.accepted(path))
        if not problem:
            return []
        kept: list[Fix] = []
        gone: list[tuple[str, str]] = []
        for change in (*self.of(path), *self.reaching(path)):
            option = self.answered(change)
            if option is None:
                continue
            mine = [fix for where, fix in option.places(change.path) if where == path]
            problem = self.checks.problem(path, [*kept, *mine]) if mine else ""
            if problem:
                gone.append((change.key, problem))
            else:
                kept += mine
        for key, _ in gone:
            self._forget(key)
        return gone

    def _forget(self, key: str) -> None:
        """Make an answer as if it had never been given."""
        self._set(key, None)
        for index, step in enumerate(self.steps):
            if any(one[0] == key for one in step.sets):
                step.sets = [one for one in step.sets if one[0] != key]
                self.events.append(DecisionEvent("less", index=index, keys=(key,)))

    # -- ways through the changes

    def next_open(self) -> bool:
        """Go to the next open change, from the start again behind the last one. False where there is none."""
        places = [*range(self.position + 1, len(self.order)), *range(min(self.position + 1, len(self.order)))]
        return self._first_open(places)

    def peek(self) -> ReviewChange | None:
        """The open change that comes after the current one."""
        places = [*range(self.position + 1, len(self.order)), *range(min(self.position, len(self.order)))]
        found = (self.changes[self.order[index]] for index in places)
        return next((change for change in found if self.standing(change) is Standing.OPEN), None)

    def previous_open(self) -> bool:
        """Go to the open change before. False where there is none."""
        return self._first_open(range(self.position - 1, -1, -1))

    def following_open(self) -> bool:
        """Go to the open change behind, not round the end. False where there is none."""
        return self._first_open(range(self.position + 1, len(self.order)))

    def _first_open(self, places: Iterable[int]) -> bool:
        for index in places:
            if self.standing(self.changes[self.order[index]]) is Standing.OPEN:
                self._go(index)
                return True
        return False

    def move(self, by: int) -> bool:
        """Go on or back, answered or not. False at the end."""
        return self.go(self.position + by)

    def go(self, index: int) -> bool:
        """Go to a change by its place in the order, from 0. False where there is none."""
        if not 0 <= index < len(self.order):
            return False
        self._go(index)
        return True

    def search(self, pattern: re.Pattern[str]) -> bool:
        """Go to the next change that the pattern is found in, round the end. False where there is none."""
        for index in [*range(self.position + 1, len(self.order)), *range(min(self.position + 1, len(self.order)))]:
            if self.changes[self.order[index]].says(pattern):
                self._go(index)
                return True
        return False

    def _go(self, index: int) -> None:
        self.position = index
        self._seen = max(self._seen, index)

    # -- sessions

    def taken_events(self) -> list[DecisionEvent]:
        """The events since this was asked last."""
        events, self.events = self.events, []
        return events

    def restore(self, steps: Sequence[DecisionStep]) -> None:
        """Begin with the steps of an earlier session; their changes may come later."""
        self.steps = list(steps)
        for step in steps:
            for key, _, after in step.sets:
                self._set(key, after)


def _yes(option: Option) -> Answer:
    if option.kind is ChangeKind.BY_HAND:
        return Answer(True, option.base, option.texts)
    return Answer(True, option.id)
