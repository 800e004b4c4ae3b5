"""A review in plain lines, one after the other: for screen readers, and for terminals that can't be drawn on.

No colours, no drawing characters, nothing that is written over. Each line says what it is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asyncfix.report.escape import code, visible
from asyncfix.report.model import near
from asyncfix.review.decisions import Standing
from asyncfix.review.dialog import Dialog, FilePlan, Mode, Shown, plural
from asyncfix.review.diff_rows import DiffRow
from asyncfix.review.key_help import KEYS


def change_lines(shown: Shown, total: int) -> Iterator[str]:
    """A change, in words."""
    change, option = shown.change, shown.option
    place = f"{visible(change.path)}, line {change.finding.line}"
    inside = f", in {visible(change.finding.function)}" if change.finding.function else ""
    calls = f", {len(change.findings)} calls" if len(change.findings) > 1 else ""
    yield f"Change {shown.number} of {total}. {place}{inside}{calls}."
    yield f"Recipe {visible(change.recipe)}, {option.safety.value}."
    if shown.standing is not Standing.OPEN:
        yield f"Your answer so far: {shown.standing.value}."
    yield f"Problem: {visible(change.finding.message)}."
    if change.chain:
        steps = ", then ".join(f"{frame.function} at {near(frame.path)} line {frame.line}" for frame in change.chain)
        yield f"It blocks through {visible(steps)}."
    yield f"Change: {visible(option.title)}."
    for hazard in option.hazards:
        yield f"Hazard: {visible(hazard)}."
    if shown.uncommitted:
        yield "This file has changes that are not committed."
    if shown.problem:
        yield f"This can't be done now: {visible(shown.problem)}."
    if len(shown.options) > 1:
        labels = [f"{index + 1} {one.label}" for index, one in enumerate(shown.options)]
        labels[shown.index] += ", shown"
        yield f"Alternatives: {'; '.join(labels)}."
    for part in shown.diff.parts if shown.diff else ():
        yield from map(_row, part.rows)
    for path, diff in shown.others:
        yield f"In {visible(path)}:"
        for part in diff.parts:
            yield from map(_row, part.rows)


def _row(row: DiffRow) -> str:
    what = {"-": "removed", "+": "added", " ": "same"}[row.tag]
    number = f" {row.number}" if row.number else ""
    return f"{what}{number}: {code(row.text)}"


def question(dialog: Dialog, plan: Sequence[FilePlan], earlier: str, shown: Shown | None) -> list[str]:
    """The question in words."""
    counts = dialog.counts
    match dialog.mode:
        case Mode.CHANGE if shown:
            return [*change_lines(shown, counts.total), "Make this change? y, n, or question mark for all keys."]
        case Mode.SUMMARY:
            said = (
                f"{counts.accepted} accepted, {counts.rejected} rejected, {counts.ignored} ignored, {counts.open} open."
            )
            files = [
                f"{visible(one.path)}: {plural(one.changes, 'change')}"
                + (f", {one.added} lines added, {one.removed} removed." if one.added is not None else ".")
                for one in plan
            ]
            ask = f"Write {plural(len(plan), 'file')}? y, n, or q to quit." if plan else "Nothing to write. q to quit."
            return [said, *files, ask]
        case Mode.QUIT:
            return [
                "Quit? w writes the accepted changes, k keeps the answers for later, d drops them, Escape goes back."
            ]
        case Mode.RESUME:
            return [f"There is a review that was not ended: {earlier}", "r resumes it, n begins a new one, q quits."]
        case Mode.HELP:
            return [f"{key.keys}: {key.does}." for _, keys in KEYS for key in keys]
        case Mode.LIST:
            return ["Go to which change? Type its number, then Enter."]
        case Mode.SEARCH:
            return ["Search for what? Type it, then Enter."]
    return ["Scanning."] if dialog.scanning else []


class PlainScreen:
    """Tells a dialog as it goes: what was told already is not told again."""

    def __init__(self) -> None:
        self._told: tuple[object, ...] = ()
        self._note = ""

    def news(self, dialog: Dialog, plan: Sequence[FilePlan], earlier: str, shown: Shown | None) -> str:
        """The lines that are new since the last call."""
        lines = []
        if dialog.note and dialog.note != self._note:
            lines.append(visible(dialog.note[:1].upper() + dialog.note[1:]) + ".")
        self._note = dialog.note
        state: tuple[object, ...] = (dialog.mode, len(plan))
        if dialog.mode is Mode.CHANGE and shown:
            state += (shown.change.key, shown.option.id, shown.whole, shown.standing)
        if state != self._told:
            if self._told:
                lines.append("")
            lines += question(dialog, plan, earlier, shown)
        self._told = state
        return "".join(line + "\n" for line in lines)
