"""Reviews without a terminal: files in a folder, the keys that a person presses, and what is on disk then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from asyncfix.callgraph.name_users import NameUsers
from asyncfix.files.source import Source
from asyncfix.fixes import FileReport
from asyncfix.loading.registry import load
from asyncfix.recipe import Call, Recipe, Rewrite, Safety, Skip
from asyncfix.review.decisions import Order
from asyncfix.review.dialog import Command, Dialog, Mode
from asyncfix.review.file_store import FileStore
from asyncfix.review.review_changes import changes_of
from asyncfix.review.session import Session
from asyncfix.review.state import Review
from asyncfix.rewrite.analyse import analyse
from asyncfix.rewrite.mocked_tests import settled


def _two_ways(call: Call) -> Sequence[Rewrite] | Skip:
    if call.no_await:
        return Skip(call.no_await)
    return [
        Rewrite("await asyncio.sleep({delay})"),
        Rewrite("await asyncio.to_thread(time.sleep, {delay})", safety=Safety.REVIEW, hazards=("takes a thread",)),
    ]


TWO_WAYS = Recipe(
    name="two-ways",
    calls=["time.sleep"],
    pattern="power< any+ trailer< '(' delay=any ')' > >",
    rewrite=_two_ways,
    imports=["asyncio", "time"],
)
"""A recipe with alternatives."""

LOOP = next(recipe for recipe in load() if recipe.name == "running-loop")
RECIPES = (LOOP, TWO_WAYS)


def report_on(path: Path, recipes: Sequence[Recipe] = RECIPES) -> FileReport:
    """The report on a file, as a scan makes it."""
    report = analyse(Source(path.read_bytes(), str(path)), recipes)
    return settled(report, NameUsers(lambda: [str(path)]))


class Sitter:
    """A person at a review of some files, whose keys are pressed one by one."""

    def __init__(
        self, root: Path, paths: Iterable[Path], recipes: Sequence[Recipe] = RECIPES, order: Order = Order.PATH
    ) -> None:
        self.root, self.paths, self.recipes, self.order = root, list(paths), recipes, order
        self._session: Session | None = None
        self.begin()

    def begin(self, late: bool = False) -> None:
        """Begin, with what an earlier review left. `late`: nothing is found yet."""
        self.desk = FileStore(str(self.root), "review", journal=False)
        self.review = Review(self.desk.checks(), self.order)
        self.dialog = Dialog(self.review, lambda: len(self.desk.unwritten(self.review)))
        self._session = Session(self.root)
        self._session.__enter__()
        earlier = self._session.earlier()
        steps = earlier.left() if earlier else ()
        self._session.begin([], steps)
        self.review.restore(steps)
        if not late:
            self.scan(self.paths)
            self.dialog.scanning = False
        self.dialog.settle()

    def scan(self, paths: Iterable[Path]) -> None:
        """Find what there is in some of the files."""
        for path in paths:
            report = report_on(path, self.recipes)
            changes = changes_of(Source(path.read_bytes(), str(path)), report, str(self.root))
            if changes:
                self.desk.put(report)
                self.review.found(str(path), changes)
        self._keep()

    def kill(self) -> None:
        """Die, as a process does whose terminal goes away, and begin again."""
        assert self._session is not None
        self._session.__exit__()
        self.begin()

    def press(self, *keys: str) -> Command:
        """Press keys; the wish of the last one."""
        wish = Command.NOTHING
        for key in keys:
            wish = self.dialog.press(key)
            self._keep()
            self.dialog.settle()
        return wish

    def write(self) -> None:
        """Write what is accepted."""
        reopened = [one for path in sorted(self.review.unchecked) for one in self.review.check(path)]
        assert not reopened
        written = self.desk.write(self.review, self.desk.unwritten(self.review))
        assert not written.problems
        assert not written.changed
        assert self._session is not None
        for path in written.paths:
            for change in self.review.of(path):
                accepted = self.review.answered(change) is not None
                self._session.written([change.key] if accepted else [], [] if accepted else [change.key])
        self._keep()
        if self.dialog.mode is Mode.SUMMARY:
            self.dialog.mode = Mode.CHANGE

    def close(self) -> None:
        """Give the session's lock back."""
        assert self._session is not None
        self._session.end()
        self._session.__exit__()

    def _keep(self) -> None:
        assert self._session is not None
        self._session.note(self.review.taken_events())
