"""The screens of a review: what is drawn, line by line. Nothing here knows what a key does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from asyncfix.fixes import Safety
from asyncfix.report.escape import visible
from asyncfix.report.model import place
from asyncfix.review.decisions import Standing
from asyncfix.review.dialog import TO_CHANGE, Dialog, FilePlan, Mode, Shown, plural
from asyncfix.review.key_help import KEYS
from asyncfix.terminal.diff_view import MARGIN, DiffView
from asyncfix.terminal.drawing import QUIET, Pen

_WIDE = 110  # words are not drawn out over more columns
_CHANGED = re.compile(r" +\d* [-+][│|]")
_AROUND = (("u", "undo"), ("g", "list"), ("?", "all keys"))
_GLYPHS = str.maketrans("✓✗━─│⋮→▲●±·↓…└", "yx=-|:>!*~-v.`")


@dataclass(frozen=True, slots=True)
class _Mark:
    """How a standing shows."""

    glyph: str
    style: str
    words: str


_MARKS = {
    Standing.OPEN: _Mark("·", QUIET, "open"),
    Standing.ACCEPTED: _Mark("✓", "green", "accepted"),
    Standing.REJECTED: _Mark("✗", "red", "rejected"),
    Standing.IGNORED: _Mark("✓", "cyan", "ignored with a comment"),
    Standing.COVERED: _Mark("✓", "green", "done by another change"),
}


@dataclass(frozen=True, slots=True)
class Scene:
    """The things behind the dialog that only the one who reads files can tell."""

    shown: Shown | None = None
    plan: tuple[FilePlan, ...] = ()
    remarks: tuple[str, ...] = ()  # of the scan: what went wrong, what is uncommitted
    without_fix: int = 0
    earlier: str = ""  # the session before, in words
    will_commit: bool = False


class Screen:
    """Draws a dialog for a terminal of some size."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def frame(self, dialog: Dialog, scene: Scene, columns: int, rows: int) -> list[str]:
        """The lines of the whole screen, with their colours. Tells the dialog how much there is to scroll."""
        self._console.width = columns
        pen = Pen(self._console, self._console.options)
        draft = _Draft(pen, dialog, scene)
        head, foot = draft.head(), draft.foot()
        body = list(draft.body())
        room = max(rows - len(head) - len(foot), 3)
        dialog.lines, dialog.room = len(body), room
        if dialog.scroll == TO_CHANGE:
            changed = (index for index, line in enumerate(body) if _CHANGED.match(line.plain))
            dialog.scroll = next(changed, 0) - room // 2
        dialog.scroll = max(0, min(dialog.scroll, len(body) - room))
        below = len(body) - dialog.scroll - room
        part = body[dialog.scroll : dialog.scroll + room]
        if below > 0:
            part[-1] = Text(f"{MARGIN}{draft.glyph('↓')} {plural(below + 1, 'more line')}: Space", f"{QUIET} italic")
        part += [Text()] * (room - len(part))
        return self._drawn([*head, *part, *foot][:rows], columns)

    def _drawn(self, lines: Sequence[Text], columns: int) -> list[str]:
        found = []
        with self._console.capture() as capture:
            for line in lines:
                line = line.copy()
                line.truncate(columns)
                self._console.print(line, no_wrap=True, overflow="crop", crop=True)
        found = capture.get().split("\n")
        return found[: len(lines)]


class _Draft:
    """One drawing."""

    def __init__(self, pen: Pen, dialog: Dialog, scene: Scene) -> None:
        self.pen, self.dialog, self.scene = pen, dialog, scene
        self.words = min(pen.width, _WIDE)

    def glyph(self, text: str) -> str:
        return text.translate(_GLYPHS) if self.pen.glyph("●") == "*" else text

    # -- top and bottom

    def head(self) -> list[Text]:
        """Where the reader is in all that was found, and how far the scan is."""
        if self.dialog.mode is Mode.RESUME:
            return [Text()]
        counts = self.dialog.counts
        number = self.scene.shown.number if self.scene.shown and self.dialog.mode is Mode.CHANGE else 0
        of = f"{number:,} of {counts.total:,}" if number else plural(counts.total, "change")
        left = Text.assemble(" ", (of, "bold"))
        answered = counts.total - counts.open
        right = Text.assemble(
            (f"{counts.accepted:,} yes", "green" if counts.accepted else QUIET),
            (f"  {counts.rejected:,} no", "red" if counts.rejected else QUIET),
        )
        if counts.ignored:
            right.append(f"  {counts.ignored:,} ignored", "cyan")
        right.append(f"  {counts.open:,} open", QUIET)
        if self.dialog.scanning:
            share = f"{self.dialog.done:,} of {self.dialog.total:,}" if self.dialog.total else self.glyph("…")
            right.append(f"  scanning {share}", "yellow")
        right.append(" ")
        room = self.words - left.cell_len - right.cell_len - 4
        bar = self._bar(room, answered / counts.total if counts.total else 0) if room >= 8 else Text(" " * max(room, 0))
        return [Text.assemble(left, "  ", bar, "  ", right), Text()]

    def _bar(self, width: int, share: float) -> Text:
        full = round(width * share)
        return Text.assemble((self.glyph("━") * full, "green"), (self.glyph("─") * (width - full), QUIET))

    def foot(self) -> list[Text]:
        """What the last key did, and the keys."""
        rule = Text(self.glyph("─") * self.pen.width, QUIET)
        note = Text(f" {visible(self.dialog.note)}", "yellow" if self.dialog.bad else "")
        match self.dialog.mode:
            case Mode.SEARCH:
                note = Text.assemble(" search for: ", (visible(self.dialog.typed), "bold"), ("_", "blink"))
                keys = [("Enter", "search"), ("Esc", "back")]
            case Mode.LIST:
                note = Text.assemble(" go to change: ", (self.dialog.typed, "bold"), ("_", "blink"))
                keys = [("Enter", "go"), ("Up/Down", "choose"), ("Esc", "back")]
            case Mode.QUIT:
                keys = [("w", "write"), ("k", "keep for --resume"), ("d", "drop"), ("Esc", "back")]
            case Mode.RESUME:
                keys = [("r", "resume"), ("n", "new review"), ("q", "quit")]
            case Mode.HELP:
                keys = [("?", "back")]
            case Mode.SUMMARY if self.scene.plan:
                keys = [
                    ("y", "write"),
                    ("n", "not yet"),
                    ("u", "undo"),
                    ("g", "list"),
                    ("q", "quit"),
                    ("?", "all keys"),
                ]
            case Mode.SUMMARY:
                keys = [("q", "done"), ("u", "undo"), ("g", "list"), ("?", "all keys")]
            case Mode.WAITING:
                keys = [("u", "undo"), ("w", "write"), ("q", "quit"), ("?", "all keys")]
            case _:
                keys = self._change_keys()
        return [rule, *self._folded_note(note), self._keys(keys)]

    def _folded_note(self, note: Text) -> list[Text]:
        return list(note.wrap(self.pen.console, self.pen.width - 1))[:3] if note.plain.strip() else [Text()]

    def _change_keys(self) -> list[tuple[str, str]]:
        """The keys for a change, those first that are used most."""
        several = self.scene.shown is not None and len(self.scene.shown.options) > 1
        keys = [("y", "yes"), ("n", "no"), ("?", "all keys"), ("u", "undo"), ("q", "quit")]
        keys += [("Tab", "alternative")] if several else []
        return [
            *keys,
            ("e", "edit"),
            ("s", "function"),
            ("a d", "file"),
            ("A D", "recipe"),
            ("S", "all safe"),
            ("w", "write"),
        ]

    def _keys(self, keys: Sequence[tuple[str, str]]) -> Text:
        line = Text()
        for key, does in keys:
            part = Text.assemble(" ", (key, "bold"), " ", (does, QUIET), " ")
            if line.cell_len + part.cell_len <= self.pen.width:
                line += part
        return line

    # -- bodies

    def body(self) -> Iterator[Text]:
        """What stands between head and foot."""
        match self.dialog.mode:
            case Mode.CHANGE if self.scene.shown:
                yield from self._change(self.scene.shown)
            case Mode.HELP:
                yield from self._help()
            case Mode.LIST:
                yield from self._list()
            case Mode.SEARCH if self.scene.shown:
                yield from self._change(self.scene.shown)
            case Mode.SUMMARY:
                yield from self._summary()
            case Mode.QUIT:
                yield from self._quit()
            case Mode.RESUME:
                yield from self._said("There is a review of this project that was not ended", self.scene.earlier)
            case _:
                yield from self._waiting()

    def _said(self, title: str, text: str) -> Iterator[Text]:
        yield Text(MARGIN + title, "bold")
        yield Text()
        yield from self._line(text)

    def _line(self, text: str, style: str = "", lead: str = "") -> list[Text]:
        """A safe line of words, wrapped."""
        start = Text(f"{lead} " if lead else "", style)
        room = max(self.words - len(MARGIN) - start.cell_len, 12)
        parts = Text(visible(text), style).wrap(self.pen.console, room, overflow="fold") or [Text()]
        blank = Text(" " * start.cell_len)
        return [Text(MARGIN) + (blank if index else start) + part for index, part in enumerate(parts)]

    def _waiting(self) -> Iterator[Text]:
        counts = self.dialog.counts
        if self.dialog.scanning:
            said = "Nothing to answer yet." if not counts.total else "All that was found so far is answered."
            share = f" {self.dialog.done:,} of {self.dialog.total:,} files" if self.dialog.total else ""
            yield from self._said(f"Scanning{share}{self.glyph('…')}", said)
        yield from self._remarks()

    def _remarks(self) -> Iterator[Text]:
        for remark in self.scene.remarks:
            yield from self._line(remark, "yellow")

    def _change(self, shown: Shown) -> Iterator[Text]:
        yield from self._heading(shown)
        yield from self._line(shown.change.finding.message)
        if shown.change.chain:
            yield from self._chain(shown)
        yield from self._line(shown.option.title, "bold", lead=self.glyph("→"))
        for hazard in shown.option.hazards:
            yield from self._line(hazard, "yellow", lead=self.glyph("▲"))
        if shown.uncommitted:
            yield from self._line("this file has changes that are not committed", "yellow", lead=self.glyph("±"))
        if shown.problem:
            yield from self._line(shown.problem, "red", lead="!")
        if len(shown.options) > 1:
            yield Text()
            yield from self._alternatives(shown)
        yield Text()
        if shown.diff is not None:
            yield from DiffView(self.pen, self.glyph).lines(shown.diff)
        for path, diff in shown.others:
            yield Text()
            yield from self._line(path, "bold", lead="and in")
            yield from DiffView(self.pen, self.glyph).lines(diff)

    def _heading(self, shown: Shown) -> Iterator[Text]:
        """Where, and which recipe: on one line where both fit."""
        change, safe = shown.change, shown.option.safety is Safety.SAFE
        look = ("●", "green") if safe else ("▲", "yellow")
        left = Text.assemble(
            (f"{self.glyph(look[0])} ", look[1]), (visible(f"{change.path}:{change.finding.line}"), "bold")
        )
        if change.finding.function:
            left.append(f" in {visible(change.finding.function)}", QUIET)
        if len(change.findings) > 1:
            left.append(f", {len(change.findings)} calls", QUIET)
        right = Text.assemble(visible(change.recipe), "  ", (shown.option.safety.value, f"bold {look[1]}"))
        if shown.standing is not Standing.OPEN:
            mark = _MARKS[shown.standing]
            right.append(f"  {self.glyph(mark.glyph)} {mark.words}", f"bold {mark.style}")
        room = self.words - left.cell_len - right.cell_len - 2
        if room >= 2:
            yield Text.assemble(left, (f" {self.glyph('─') * room} ", QUIET), right)
            return
        yield from left.wrap(self.pen.console, self.words, overflow="fold")
        yield Text(MARGIN) + right

    def _chain(self, shown: Shown) -> list[Text]:
        arrow = f" {self.glyph('→')} "
        steps = [f"{frame.function} ({place(frame)})" for frame in shown.change.chain]
        return self._line(arrow.join(steps), QUIET, lead="through")

    def _alternatives(self, shown: Shown) -> Iterator[Text]:
        """The options side by side, the one that is shown in brackets; below each other where they don't fit."""
        parts = []
        for index, option in enumerate(shown.options):
            label = f"{index + 1} {option.label}"
            style = "bold reverse" if index == shown.index else QUIET
            parts.append(Text(f"[{label}]" if index == shown.index else f" {label} ", style))
        line = Text(MARGIN) + Text(" ").join(parts)
        if line.cell_len <= self.pen.width - 1:
            yield line
        else:
            yield from (Text(MARGIN) + part for part in parts)

    # -- help, list, summary

    def _help(self) -> Iterator[Text]:
        for title, keys in KEYS:
            yield Text(MARGIN + title, "bold")
            for key in keys:
                lead = Text.assemble(MARGIN * 2, (f"{key.keys:<6}", "bold"))
                room = max(self.words - lead.cell_len, 12)
                for index, part in enumerate(Text(key.does).wrap(self.pen.console, room)):
                    yield (Text(" " * lead.cell_len) if index else lead) + part
            yield Text()

    def _list(self) -> Iterator[Text]:
        review = self.dialog.review
        chosen = int(self.dialog.typed or review.position + 1) - 1
        room = max(self.dialog.room, 3)
        first = max(0, min(chosen - room // 2, len(review.order) - room))
        digits = len(str(len(review.order)))
        for index in range(first, min(first + room, len(review.order))):
            change = review.changes[review.order[index]]
            mark = _MARKS[review.standing(change)]
            line = Text.assemble(
                ("> " if index == chosen else "  ", "bold"),
                (f"{self.glyph(mark.glyph)} ", mark.style),
                (f"{index + 1:>{digits}}  ", QUIET),
                visible(f"{change.path}:{change.finding.line}"),
                (f"  {visible(change.finding.function)}", QUIET),
                (f"  {visible(change.recipe)}", QUIET),
            )
            if index == chosen:
                line.stylize("bold")
            yield line

    def _summary(self) -> Iterator[Text]:
        counts, plan = self.dialog.counts, self.scene.plan
        done = "All changes are answered" if not counts.open else f"{plural(counts.open, 'change')} still open"
        yield Text(MARGIN + (done if counts.total else "There is nothing to review"), "bold")
        yield Text()
        rows = [
            (counts.accepted, "accepted", "green"),
            (counts.rejected, "rejected", "red"),
            (counts.ignored, "ignored with a comment", "cyan"),
            (counts.covered, "done by another change", "green"),
            (counts.open, "left open", QUIET),
            (self.scene.without_fix, "without a fix: `asyncfix run` tells why", QUIET),
        ]
        for count, words, style in rows:
            if count:
                yield Text.assemble(f"{MARGIN}{count:>6,}  ", (words, style))
        yield Text()
        if plan:
            yield from self._plan(plan)
        else:
            yield from self._line("There is nothing to write: the files are as the answers want them.")
        yield Text()
        yield from self._remarks()

    def _plan(self, plan: Sequence[FilePlan]) -> Iterator[Text]:
        yield from self._line(f"Writing changes {plural(len(plan), 'file')}:", "bold")
        width = min(max(len(visible(one.path)) for one in plan), max(self.pen.width - 40, 20))
        for one in plan:
            path = visible(one.path)
            path = path if len(path) <= width else self.glyph("…") + path[len(path) - width + 1 :]
            line = Text.assemble(
                f"{MARGIN * 2}{path:<{width}}  ",
                (f"{plural(one.changes, 'change'):>11}", QUIET),
            )
            if one.added is not None:
                line.append(f"  +{one.added}", "green").append(f" -{one.removed}", "red")
            if one.uncommitted:
                line.append(f"  {self.glyph('±')} uncommitted changes", "yellow")
            yield line
        yield Text()
        then = " Each recipe becomes a commit." if self.scene.will_commit else " `asyncfix undo` takes it back."
        yield from self._line(f"Write {'it' if len(plan) == 1 else f'these {len(plan)} files'}? y writes.{then}")

    def _quit(self) -> Iterator[Text]:
        files = plural(self.dialog.unwritten(), "file")
        yield from self._said(
            "Quit?",
            f"The answers that you gave change {files}, and nothing of that is written yet. What do you want to do?",
        )
        yield Text()
        for key, does in (
            ("w", "write it now"),
            ("k", "keep the answers: `asyncfix review --resume` goes on with them"),
            ("d", "drop the answers: the files stay as they are"),
            ("Esc", "go back to the review"),
        ):
            yield Text.assemble(MARGIN * 2, (f"{key:<5}", "bold"), does)


def open_screen() -> Screen:
    """A screen on the terminal that standard output is, with the colours that it knows."""
    return Screen(Console(force_terminal=True, highlight=False, markup=False, emoji=False))
