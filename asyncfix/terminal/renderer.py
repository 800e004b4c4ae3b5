"""Puts a review on the terminal: only what is new since the last time."""

from __future__ import annotations

import os
from collections.abc import Collection

from asyncfix.errors import EditError, UnreadableError
from asyncfix.review.dialog import Dialog, FilePlan, Mode, Shown
from asyncfix.review.diff_rows import Diff, diff_of, function_of
from asyncfix.review.file_preview import overlap
from asyncfix.review.file_store import FileStore
from asyncfix.review.keys import Terminal
from asyncfix.review.line_mode import PlainScreen
from asyncfix.review.review_changes import Option, ReviewChange
from asyncfix.terminal.review_screen import Scene, Screen, open_screen


class Painter:
    """The screen as it is."""

    def __init__(
        self, terminal: Terminal, desk: FileStore, dialog: Dialog, plain: bool, context: int, commit: bool
    ) -> None:
        self._terminal, self._desk, self._dialog = terminal, desk, dialog
        self._context, self._commit = context, commit
        self._plain = PlainScreen() if plain else None
        self._screen: Screen | None = None
        self._lines: list[str] = []
        self._size = (0, 0)
        self._plan_of: tuple[object, tuple[FilePlan, ...]] = (None, ())
        self._shown_of: tuple[object, Shown | None] = (None, None)
        self.uncommitted: Collection[str] = frozenset()  # real paths
        self.remarks: list[str] = []  # of the scan
        self.without_fix = 0
        self.earlier = ""  # the session before, in words

    def forget(self) -> None:
        """Something else was on the screen: draw all of it next time."""
        self._lines = []

    @property
    def is_stale(self) -> bool:
        """True where the terminal has another size than what was drawn."""
        return self._plain is None and self._terminal.size() != self._size

    def draw(self) -> None:
        """Put on the screen what is new."""
        plan, shown = self._plan(), self.shown()
        if self._plain is not None:
            self._terminal.write(self._plain.news(self._dialog, plan, self.earlier, shown))
            return
        if self._screen is None:
            self._screen = open_screen()
        size = self._terminal.size()
        scene = Scene(shown, plan, tuple(self.remarks), self.without_fix, self.earlier, self._commit)
        lines = self._screen.frame(self._dialog, scene, *size)
        fresh = size != self._size or not self._lines
        pieces = ["\x1b[?2026h", "\x1b[2J" if fresh else ""]
        for row, line in enumerate(lines):
            if fresh or row >= len(self._lines) or self._lines[row] != line:
                pieces.append(f"\x1b[{row + 1};1H\x1b[2K{line}\x1b[0m")
        pieces.append("\x1b[?2026l")
        self._lines, self._size = lines, size
        self._terminal.write("".join(pieces))

    def _plan(self) -> tuple[FilePlan, ...]:
        if self._dialog.mode is not Mode.SUMMARY:
            self._plan_of = (None, ())
            return ()
        review = self._dialog.review
        key = (len(review.order), len(self._desk.unwritten(review)), tuple(review.answers.items()))
        if self._plan_of[0] != key:
            self._plan_of = (key, tuple(self._desk.plan(review, self.uncommitted)))
        return self._plan_of[1]

    def shown(self) -> Shown | None:
        """The change in question; what is dear to make is kept while it stays the same."""
        review, whole = self._dialog.review, self._dialog.whole
        change = review.current
        if change is None or self._dialog.mode not in (Mode.CHANGE, Mode.SEARCH):
            return None
        index = review.shown(change)
        option = review.options(change)[index]
        others, written = review.accepted(change.path, but=change.key), self._desk.written(change.path)
        marked = os.path.realpath(change.path) in self.uncommitted
        version = self._desk.version(change.path)
        facts = (change.key, version, option.id, whole, marked, review.position, review.standing(change))
        reached = {path: frozenset(review.accepted(path, but=change.key)) for path, _ in option.elsewhere}
        key = (facts, frozenset(others), frozenset(written), tuple(reached.items()))
        if self._shown_of[0] != key:
            problem, diff = review.clash(change, option), None
            further: tuple[tuple[str, Diff], ...] = ()
            try:
                paper = self._desk.paper(change.path)
                own = [fix.here for fix in option.fixes]
                if overlap(paper.report, [*others, *own]):
                    rivals = " and ".join(map(str, review.rivals(change, option))) or "others"
                    problem = f"this changes the same code as change {rivals}, which you accepted: n leaves it"
                    others = []
                if whole:
                    diff = function_of(paper, others, own, written, change.finding.span.start)
                else:
                    places = [finding.span.start for finding in change.findings]
                    diff = diff_of(paper, others, own, written, places, self._context)
                further = self._elsewhere(change, option)
            except (EditError, UnreadableError) as error:
                problem = problem or str(error)
            standing, options = review.standing(change), review.options(change)
            shown = Shown(change, review.position + 1, standing, options, index, diff, problem, whole, marked, further)
            self._shown_of = (key, shown)
        return self._shown_of[1]

    def _elsewhere(self, change: ReviewChange, option: Option) -> tuple[tuple[str, Diff], ...]:
        """What the option does in other files. Raises EditError and UnreadableError."""
        found = []
        for path in dict.fromkeys(path for path, _ in option.elsewhere):
            paper, done = self._desk.paper(path), self._desk.written(path)
            mine = [fix for where, fix in option.elsewhere if where == path]
            others = self._dialog.review.accepted(path, but=change.key)
            found.append((path, diff_of(paper, others, mine, done, (), self._context)))
        return tuple(found)
