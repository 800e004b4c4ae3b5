"""From keys to answers: which question is asked, what each key means to it, and where the reader is. No I/O.

Mode    what is on the screen
Wish    what a key asks for that takes more than the answers: an editor, the disk, the end
Shown   all that there is to draw of the change in question
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum, auto

from asyncfix.review.decisions import Counts, Standing
from asyncfix.review.diff_rows import Diff
from asyncfix.review.review_changes import Option, ReviewChange
from asyncfix.review.state import Review

TO_CHANGE = -1
"""As a scroll position: so that the first changed row is in the middle of the screen."""


class Mode(StrEnum):
    """The screens."""

    CHANGE = auto()
    WAITING = auto()  # all that was found is answered, and the scan goes on
    SUMMARY = auto()  # what would be written
    QUIT = auto()  # what becomes of answers that are not written
    RESUME = auto()  # whether to go on with the session before
    HELP = auto()
    LIST = auto()  # all changes; a number is typed
    SEARCH = auto()  # an expression is typed


class Command(StrEnum):
    """Things to do outside of the answers."""

    NOTHING = auto()
    EDIT = auto()
    OPEN = auto()
    WRITE = auto()
    KEEP = auto()  # leave, and keep the answers for later
    DROP = auto()  # leave, and forget the answers that are not written
    RESUME = auto()
    ANEW = auto()
    SUSPEND = auto()
    REDRAW = auto()


@dataclass(frozen=True, slots=True)
class Shown:
    """A change with everything that is drawn of it."""

    change: ReviewChange
    number: int  # from 1
    standing: Standing
    options: tuple[Option, ...]
    index: int  # of the option that is shown
    diff: Diff | None
    problem: str = ""  # why the option can't be made now, or there is no diff
    whole: bool = False  # the whole function is shown
    uncommitted: bool = False  # the file has changes that are not committed
    others: tuple[tuple[str, Diff], ...] = ()  # what the option does in other files, by path

    @property
    def option(self) -> Option:
        """The option that is shown."""
        return self.options[self.index]


@dataclass(frozen=True, slots=True)
class FilePlan:
    """The effect that writing would have on one file."""

    path: str
    changes: int
    added: int | None  # lines; None where there are so many files that nobody counts
    removed: int | None
    uncommitted: bool = False


@dataclass(slots=True)
class Dialog:
    """A reader at a screen."""

    review: Review
    unwritten: Callable[[], int]  # in how many files the answers differ from what is on disk
    mode: Mode = Mode.WAITING
    scanning: bool = True
    done: int = 0  # files scanned
    total: int = 0
    typed: str = ""
    note: str = ""  # what the last key did, or why it did nothing
    bad: bool = False  # the note says that something did not work
    whole: bool = False
    scroll: int = 0  # rows of the body above the screen, or TO_CHANGE
    lines: int = 0  # of the body, as drawn last
    room: int = 1  # rows for the body, as drawn last
    pattern: str = ""  # what was searched for last
    _before: Mode = field(default=Mode.CHANGE)

    def say(self, note: str, bad: bool = False) -> None:
        """Show a note under the change until the next key."""
        self.note, self.bad = note, bad

    def settle(self) -> None:
        """Show what is due: an open change, or what comes after the last one."""
        if self.mode not in (Mode.CHANGE, Mode.WAITING, Mode.SUMMARY):
            return
        counts = self.review.counts()
        if self.mode is Mode.WAITING and counts.open:
            change = self.review.current
            if change is None or self.review.standing(change) is not Standing.OPEN:
                self.review.next_open()
            self._show(Mode.CHANGE)
        elif self.mode is Mode.WAITING and not self.scanning:
            self._show(Mode.SUMMARY)

    def answered(self) -> None:
        """Go on after an answer."""
        self.whole = False
        self._show(Mode.CHANGE if self.review.counts().open else Mode.WAITING)
        self.settle()

    def _show(self, mode: Mode) -> None:
        self.mode, self.scroll, self.typed = mode, 0, ""

    def press(self, key: str) -> Command:
        """The command that a key gives."""
        if key == "ctrl-z":
            return Command.SUSPEND
        if key == "ctrl-l":
            return Command.REDRAW
        if self.mode in (Mode.LIST, Mode.SEARCH):
            return self._type(key)
        if key.startswith("paste:"):
            self.say("what you pasted is ignored: keys are answers here", bad=True)
            return Command.NOTHING
        self.say("")
        if self._scrolled(key):
            return Command.NOTHING
        handler = {
            Mode.CHANGE: self._on_change,
            Mode.WAITING: self._on_waiting,
            Mode.SUMMARY: self._on_summary,
            Mode.QUIT: self._on_quit,
            Mode.RESUME: self._on_resume,
            Mode.HELP: self._on_help,
        }[self.mode]
        return handler(key)

    # -- the change

    def _on_change(self, key: str) -> Command:
        if self._moved(key):
            return Command.NOTHING
        review = self.review
        match key:
            case "y" | "n" | "i":
                self._answer({"y": review.accept, "n": review.reject, "i": review.ignore}[key]())
            case "a" | "d":
                self._many(review.rest_of_file(key == "a"), key == "a", "in this file")
            case "A" | "D":
                recipe = review.current.recipe if review.current else ""
                self._many(review.all_of_recipe(key == "A"), key == "A", f"of {recipe}", rule=True)
            case "S":
                self._many(review.all_safe(), True, "that are safe", rule=True)
            case "tab" | "backtab":
                review.turn(1 if key == "tab" else -1)
                self.scroll = 0
            case "s":
                self.whole, self.scroll = not self.whole, 0 if self.whole else TO_CHANGE
            case "e":
                return Command.EDIT
            case "o":
                return Command.OPEN
            case digit if len(digit) == 1 and digit in "123456789":
                self._pick(int(digit) - 1)
            case _:
                return self._common(key)
        return Command.NOTHING

    def _pick(self, index: int) -> None:
        change = self.review.current
        if change is None or index >= len(self.review.options(change)):
            self.say(f"there is no alternative {index + 1}", bad=True)
            return
        self.review.turn(index - self.review.shown(change))
        self.scroll = 0

    def _answer(self, problem: str) -> None:
        if problem:
            self.say(f"that can't be done: {problem}", bad=True)
        else:
            self.answered()

    def _many(self, count: int, yes: bool, which: str, rule: bool = False) -> None:
        verb = "accepted" if yes else "rejected"
        later = ", and those that are yet to be found" if rule and self.scanning else ""
        if not count and not rule:
            self.say(f"none {which} could be {verb}", bad=True)
            return
        self.answered()
        self.say(f"{verb} {plural(count, 'change')} {which}{later}; u undoes it")

    def _moved(self, key: str) -> bool:
        review = self.review
        moves: dict[str, tuple[Callable[[], bool], str]] = {
            "j": (review.following_open, "there is no open change further on"),
            "k": (review.previous_open, "there is no open change further up"),
            "J": (lambda: review.move(1), "this is the last change"),
            "K": (lambda: review.move(-1), "this is the first change"),
        }
        if key not in moves:
            return False
        move, problem = moves[key]
        if move():
            self.whole = False
            self._show(Mode.CHANGE)
        else:
            self.say(problem, bad=True)
        return True

    def _common(self, key: str) -> Command:
        """Keys that mean the same wherever nothing is typed."""
        match key:
            case "u":
                step = self.review.undo()
                if step is None:
                    self.say("there is nothing to undo", bad=True)
                else:
                    self._show(Mode.CHANGE)
                    self.say(f"undone: {plural(len(step.sets), 'answer')}")
            case "w":
                self._show(Mode.SUMMARY)
            case "q" | "ctrl-c" | "ctrl-d" | "eof":
                return self._leave(key)
            case "?":
                self._before = self.mode
                self._show(Mode.HELP)
            case "g":
                self._before = self.mode
                self._show(Mode.LIST)
            case "/":
                self._before = self.mode
                self._show(Mode.SEARCH)
            case _:
                self.say(f"{key!r} is no key here; ? shows the keys", bad=True)
        return Command.NOTHING

    def _leave(self, key: str) -> Command:
        if key == "eof" or not self.unwritten():
            return Command.KEEP
        self._before = self.mode
        self._show(Mode.QUIT)
        return Command.NOTHING

    # -- before, between and after changes

    def _on_waiting(self, key: str) -> Command:
        if key in ("K", "k") and self.review.order:
            self._show(Mode.CHANGE)
            return Command.NOTHING
        return self._common(key)

    def _on_summary(self, key: str) -> Command:
        if not self.unwritten() and key in ("y", "enter", "q", "ctrl-c", "ctrl-d", "eof"):
            return Command.KEEP
        match key:
            case "y":
                return Command.WRITE
            case "n" | "esc" | "k" | "K" | "j":
                if self.review.order:
                    self._show(Mode.CHANGE)
                return Command.NOTHING
            case "w":
                self.say("y writes", bad=True)
                return Command.NOTHING
        return self._common(key)

    def _on_quit(self, key: str) -> Command:
        match key:
            case "w" | "y":
                return Command.WRITE
            case "k" | "ctrl-c" | "ctrl-d" | "eof":
                return Command.KEEP
            case "d":
                return Command.DROP
            case "esc" | "q" | "n":
                self._show(self._before)
                self.settle()
            case _:
                self.say("w, k, d, or Esc to go back", bad=True)
        return Command.NOTHING

    def _on_resume(self, key: str) -> Command:
        match key:
            case "r" | "y" | "enter":
                self._show(Mode.WAITING)
                return Command.RESUME
            case "n":
                self._show(Mode.WAITING)
                return Command.ANEW
            case "q" | "ctrl-c" | "ctrl-d" | "esc" | "eof":
                return Command.KEEP
        self.say("r, n or q", bad=True)
        return Command.NOTHING

    def _on_help(self, key: str) -> Command:
        if key in ("?", "q", "esc", "enter"):
            self._show(self._before)
            self.settle()
            return Command.NOTHING
        if key in ("ctrl-c", "ctrl-d", "eof"):
            return self._leave(key)
        self._show(self._before)
        return self.press(key)

    # -- typing

    def _type(self, key: str) -> Command:
        pasted = key.startswith("paste:")
        text = " ".join(key.removeprefix("paste:").split()) if pasted else key if len(key) == 1 else ""
        if key in ("esc", "ctrl-c", "ctrl-d"):
            self._show(self._before)
            self.settle()
        elif key == "eof":
            return Command.KEEP
        elif key == "enter":
            typed, mode = self.typed, self.mode
            self._show(self._before)
            (self._goto if mode is Mode.LIST else self._search)(typed)
        elif key == "backspace":
            self.typed = self.typed[:-1]
        elif self.mode is Mode.LIST and key in ("up", "down", "k", "j"):
            at = int(self.typed or self.review.position + 1) + (1 if key in ("down", "j") else -1)
            self.typed = str(min(max(at, 1), max(len(self.review.order), 1)))
        elif self.mode is Mode.LIST and key == "q":
            self._show(self._before)
        elif text.isprintable() and (self.mode is Mode.SEARCH or (text.isdecimal() and text.isascii())):
            self.typed = (self.typed + text)[: 200 if self.mode is Mode.SEARCH else 9]
        return Command.NOTHING

    def _goto(self, typed: str) -> None:
        index = int(typed or self.review.position + 1) - 1
        if self.review.go(index):
            self._show(Mode.CHANGE)
        else:
            self.say(f"there is no change {typed}: they go from 1 to {len(self.review.order)}", bad=True)

    def _search(self, typed: str) -> None:
        self.pattern = typed or self.pattern
        try:
            pattern = re.compile(self.pattern, 0 if any(c.isupper() for c in self.pattern) else re.IGNORECASE)
        except re.error as error:
            self.say(f"that is no regular expression: {error}", bad=True)
            return
        if not self.pattern:
            return
        if self.review.search(pattern):
            self._show(Mode.CHANGE)
            self.say(f"found {self.pattern!r}; / and Enter look for the next")
        else:
            self.say(f"no change has {self.pattern!r} in it", bad=True)

    def _scrolled(self, key: str) -> bool:
        page = max(self.room - 2, 1)
        by = {"down": 1, "up": -1, " ": page, "pagedown": page, "pageup": -page, "home": -(10**6), "end": 10**6}
        if key not in by:
            return False
        self.scroll = max(0, min(self.scroll + by[key], self.lines - self.room))
        return True

    @property
    def counts(self) -> Counts:
        """The number of changes of each standing."""
        return self.review.counts()


def plural(count: int, noun: str) -> str:
    """`1 change`, `2 changes`."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
