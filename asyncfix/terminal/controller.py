"""One review under way: the keys, the scan behind the screen, the files, the session, in one loop."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Sequence
from datetime import datetime

from asyncfix.errors import AsyncfixError, EditError, UsageError
from asyncfix.fixes import Fix
from asyncfix.review import editor
from asyncfix.review.background_scan import (
    Ended,
    Feed,
    FoundFile,
    Message,
    Progressed,
    Uncommitted,
    analysed_again,
)
from asyncfix.review.commits import commit_by_recipe
from asyncfix.review.dialog import Command, Dialog, Mode, plural
from asyncfix.review.file_store import FileStore
from asyncfix.review.keys import Terminal
from asyncfix.review.manual_edit import answered, blocks, by_hand, proposal
from asyncfix.review.review_changes import ChangeKind
from asyncfix.review.session import Earlier, Session
from asyncfix.review.state import Review
from asyncfix.terminal.renderer import Painter
from asyncfix.terminal.review_result import DONE, FAILED, LEFT, ReviewResult, Wanted, say_what_is_kept, take_rejected

_TICK = 0.1  # seconds between two drawings of how far the scan is
_LEISURE = 0.5  # seconds without a key after which there is time for what takes long
_SLICE = 0.02  # seconds that what the scan found may keep the keys waiting


class ReviewController:
    """One review under way."""

    def __init__(self, wanted: Wanted, session: Session, feed: Feed, terminal: Terminal) -> None:
        self._wanted, self._session, self._feed, self._terminal = wanted, session, feed, terminal
        self._desk = FileStore(str(wanted.scope.settings.root), wanted.command, wanted.journal)
        self._review = Review(self._desk.checks(), wanted.order)
        self._dialog = Dialog(self._review, lambda: len(self._desk.unwritten(self._review)))
        self._painter = Painter(terminal, self._desk, self._dialog, wanted.plain, wanted.context, wanted.commit)
        self._earlier: Earlier | None = None
        self._queue: deque[Message] = deque()
        self._ahead: deque[tuple[str, tuple[Fix, ...]]] = deque()
        self._drafts: dict[str, tuple[str, ...]] = {}  # hand edits that were refused
        self._drawn = 0.0
        self._end: Command | None = None
        self._wrote: set[str] = set()
        self._writes = 0
        self._commits: list[str] = []
        self._problems: list[str] = []

    # -- the loop

    def hold(self) -> None:
        """Ask until there is an end."""
        self._begin()
        self._draw()
        while self._end is None:
            busy = bool(self._queue or self._ahead)
            idle = _LEISURE if self._review.unchecked else None
            keys, ready = self._terminal.wait(self._sources(), 0 if busy else idle)
            if ready:
                self._queue += self._feed.read()
            for key in keys:
                if self._end is None:
                    self._pressed(key)
            if keys:
                self._draw()
            elif self._queue:
                if self._take() or time.monotonic() - self._drawn > _TICK:
                    self._draw()
            elif self._painter.is_stale or not (busy or idle):
                self._draw()
            elif not ready:
                self._work_ahead()

    def _sources(self) -> list[int]:
        return [self._feed.fd] if self._feed.open and self._dialog.mode is not Mode.RESUME else []

    def _draw(self) -> None:
        self._painter.draw()
        self._drawn = time.monotonic()
        self._look_ahead()

    def _begin(self) -> None:
        earlier = self._session.earlier()
        if earlier is not None and earlier.answers:
            self._earlier = earlier
            when = datetime.fromtimestamp(earlier.when).strftime("%Y-%m-%d %H:%M")
            count = plural(earlier.answers, "answer")
            self._painter.earlier = f"It has {count}, {earlier.accepted:,} of them yes; the last is from {when}."
            if self._wanted.resume:
                self._resume(earlier)
            else:
                self._dialog.mode = Mode.RESUME
            return
        if self._wanted.resume:
            self._dialog.say("there was no review to resume: this is a new one")
        self._session.begin(self._paths())

    def _paths(self) -> list[str]:
        return [os.path.abspath(path) for path in self._wanted.scope.paths]

    def _resume(self, earlier: Earlier) -> None:
        steps = earlier.left()
        self._session.begin(self._paths(), steps)
        self._review.restore(steps)
        self._dialog.say(f"resumed with {plural(earlier.answers, 'answer')}")

    # -- the scan

    def _take(self) -> bool:
        """Take in what the scan found, for a moment. True where that changes the screen at once."""
        end = time.monotonic() + _SLICE
        news = False
        while self._queue and time.monotonic() < end:
            news = self._heard(self._queue.popleft()) or news
        self._dialog.settle()
        self._keep()
        return news

    def _heard(self, message: Message) -> bool:
        dialog, painter = self._dialog, self._painter
        match message:
            case FoundFile():
                return self._found(message)
            case Progressed(done=done, total=total):
                dialog.done, dialog.total = done, total
                return False
            case Uncommitted(paths=paths):
                painter.uncommitted = paths
                if paths:
                    what = f"{plural(len(paths), 'file')} with changes that are not committed"
                    painter.remarks.append(f"The git tree has {what}.")
                    if not dialog.note:
                        dialog.say(f"the git tree has {what}; those among them are marked")
            case Ended(problems=problems, unreadable=unreadable):
                dialog.scanning = False
                if self._wanted.as_you_go:
                    self._write(self._due())
                self._problems += problems
                painter.remarks += [*problems, *(f"{path}: {reason}" for path, reason in unreadable)]
        return True

    def _found(self, message: FoundFile) -> bool:
        first = not self._review.order
        self._painter.without_fix += message.without_fix
        if message.changes:
            self._desk.put(message.report)
            stale = self._review.found(message.report.path, message.changes)
            if stale:
                self._dialog.say(f"{plural(len(stale), 'answer')} no longer fit the code: asked again", bad=True)
        return first or self._dialog.mode is Mode.WAITING

    # -- keys

    def _pressed(self, key: str) -> None:
        wish = self._dialog.press(key)
        self._keep()
        try:
            self._grant(wish)
        except AsyncfixError as error:
            self._dialog.say(str(error), bad=True)
        self._keep()

    def _grant(self, wish: Command) -> None:
        match wish:
            case Command.EDIT:
                self._edit()
            case Command.OPEN:
                self._open()
            case Command.WRITE:
                self._write_all()
            case Command.KEEP | Command.DROP:
                self._end = wish
            case Command.RESUME if self._earlier:
                self._resume(self._earlier)
            case Command.ANEW:
                self._session.begin(self._paths())
            case Command.SUSPEND:
                self._terminal.suspend()
                self._painter.forget()
            case Command.REDRAW:
                self._painter.forget()

    def _keep(self) -> None:
        """Put what happened to the answers on record, and into the files where that is wanted."""
        events = self._review.taken_events()
        if not events:
            return
        self._session.note(events)
        if self._wanted.as_you_go:
            self._write(self._due())
            self._session.note(self._review.taken_events())

    # -- editors

    def _edit(self) -> None:
        change = self._review.current
        if change is None:
            return
        option = self._review.options(change)[self._review.shown(change)]
        if option.kind is ChangeKind.COMMENT:
            raise UsageError("this alternative writes a comment and nothing else: choose another one to edit")
        base = change.option(option.base) if option.kind is ChangeKind.BY_HAND else option
        if base is None:
            raise UsageError("the code that was edited is no longer there")
        paper = self._desk.paper(change.path)
        parts = blocks(paper, base)
        before = self._drafts.get(change.key) or option.texts or tuple(block.new for block in parts)
        text = proposal(change.path, parts, before)
        line = text.count("\n", 0, text.find("----")) + 2
        try:
            with self._terminal.lent():
                left = editor.edited(text, os.path.basename(change.path), line)
        finally:
            self._painter.forget()
        texts = answered(left, parts)
        if texts is None or left == text:
            self._dialog.say("nothing was edited: the change is as it was")
            return
        self._drafts[change.key] = texts
        hand = by_hand(paper, base, texts)
        if problem := self._review.edit(hand):
            raise EditError(problem)
        del self._drafts[change.key]
        self._dialog.say("edited: y makes the change as you wrote it")

    def _open(self) -> None:
        change = self._review.current
        if change is None:
            return
        words = editor.command()
        try:
            with self._terminal.lent():
                editor.run(editor.at_line(words, change.path, change.finding.line))
        finally:
            self._painter.forget()
            if self._desk.changed(change.path):
                self._renew(change.path)

    def _renew(self, path: str) -> None:
        """Analyse a file again that changed under us."""
        found = analysed_again(path, self._wanted.scope)
        self._desk.put(found.report)
        stale = self._review.renewed(path, found.changes)
        note = f"{path} changed and was analysed again"
        if found.report.unreadable:
            note += f": it {found.report.unreadable}"
        elif stale:
            note += f"; {plural(len(stale), 'answer')} no longer fit"
        self._dialog.answered()
        self._dialog.say(note)

    # -- writing

    def _check(self, path: str) -> None:
        """Take back the answers of a file that can't be kept together."""
        for key, problem in self._review.check(path):
            change = self._review.changes[key]
            self._dialog.say(f"{change.path}:{change.finding.line} is open again: {problem}", bad=True)

    def _due(self) -> list[str]:
        """The files to write. Those that change together wait for the end of the scan, which may yet look at them."""
        unwritten = self._desk.unwritten(self._review)
        return self._desk.narrow(self._review, unwritten) if self._dialog.scanning else unwritten

    def _write_all(self) -> None:
        self._dialog.say(f"writing {plural(self._dialog.unwritten(), 'file')}")
        self._painter.draw()
        self._dialog.say("")
        before, problems = self._writes, len(self._problems)
        paths = self._due()
        if left := len(self._desk.unwritten(self._review)) - len(paths):
            self._dialog.say(f"{plural(left, 'file')} that a change goes through wait for the end of the scan")
        if self._wanted.commit:
            root, uncommitted = str(self._wanted.scope.settings.root), self._painter.uncommitted
            done = commit_by_recipe(
                self._desk, self._review, paths, root, frozenset(uncommitted), self._wanted.summaries, self._noted
            )
            self._commits += done.commits
            self._problems += done.problems
            for path in done.changed:
                self._renew(path)
        else:
            self._write(paths)
        note, bad = self._dialog.note, self._dialog.bad
        self._dialog.mode = Mode.WAITING
        self._dialog.answered()
        if len(self._problems) > problems:
            note, bad = "; ".join(self._problems[problems:]), True
        self._dialog.say(note or f"wrote {plural(self._writes - before, 'file')}", bad)
        if not (self._review.counts().open or self._dialog.scanning or note):
            self._end = Command.WRITE

    def _write(self, paths: Sequence[str]) -> None:
        if not paths:
            return
        written = self._desk.write(self._review, paths)
        self._noted(written.paths)
        self._problems += written.problems
        if written.problems:
            self._dialog.say("; ".join(written.problems), bad=True)
        for path in written.clashes:
            self._check(path)
        for path in written.changed:
            self._renew(path)

    def _noted(self, paths: Sequence[str]) -> None:
        """Note in the session which answers are in the files now."""
        made: list[str] = []
        back: list[str] = []
        self._wrote.update(paths)
        self._writes += len(paths)
        for path in paths:
            there = set(self._desk.written(path))
            for change in self._review.of(path):
                option = self._review.answered(change)
                done = option and there.issuperset(fix.here for fix in option.fixes)
                (made if done else back).append(change.key)
        self._session.written(made, back)

    # -- ahead of the next key

    def _look_ahead(self) -> None:
        """List what the next answer will have to know: whether the change after this one can be made then."""
        self._ahead.clear()
        review = self._review
        change = review.current
        after = review.peek() if self._dialog.mode is Mode.CHANGE else None
        if change is None or after is None:
            return
        option, others = review.options(change)[review.shown(change)], review.accepted(after.path)
        best = after.options[0].fixes
        self._ahead.append((after.path, (*others, *best)))
        if after.path == change.path:
            self._ahead.append((after.path, (*others, *option.fixes, *best)))

    def _work_ahead(self) -> None:
        """One piece of it; also of what answers to many left unchecked."""
        if self._ahead:
            path, fixes = self._ahead.popleft()
            self._review.checks.likely(path, fixes)
            self._desk.ready(path)
        elif self._review.unchecked:
            self._check(min(self._review.unchecked))
            self._keep()
            if self._dialog.note:
                self._dialog.settle()
                self._draw()

    # -- the end

    def result(self) -> ReviewResult:
        """The sentences that are left to say. Ends the session where nothing of it is left to do."""
        review, desk = self._review, self._desk
        counts, left = review.counts(), desk.unwritten(review)
        result = ReviewResult(problems=list(self._problems))
        if self._wrote:
            made = sum(
                1
                for path in self._wrote
                for change in review.of(path)
                if (option := review.answered(change)) and {fix.here for fix in option.fixes} <= set(desk.written(path))
            )
            result.lines.append(f"Wrote {plural(made, 'change')} to {plural(len(self._wrote), 'file')}.")
        result.lines += [f"Committed {name}" for name in self._commits]
        if self._end is Command.DROP:
            result.lines.append(f"Dropped the answers that would have changed {plural(len(left), 'file')}.")
            self._session.end()
        else:
            baseline, is_asked = self._wanted.baseline, self._dialog.mode is Mode.RESUME
            if baseline is not None and not is_asked:
                take_rejected(baseline, review, lambda path: desk.paper(path).source.text, result)
            if is_asked:
                result.lines.append("The review before is kept: `asyncfix review --resume` goes on with it.")
            elif not say_what_is_kept(result, review, len(left), self._dialog.scanning, bool(self._wrote)):
                self._session.end()
        if self._wrote and not self._commits and self._wanted.journal:
            result.lines.append("`asyncfix undo` takes the last writing back.")
        if not result.lines:
            result.lines.append("Nothing was written.")
        open_ones = counts.open or (self._dialog.scanning and self._end is not None)
        result.code = FAILED if result.problems else LEFT if open_ones or left else DONE
        return result
