"""The files of a project as far as they are known, and all that was looked up in them so far."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence

from asyncfix.catalogue import BLOCKING_ATTRIBUTES, CATALOGUE, Argument, Catalogue, Row
from asyncfix.inference import symbolic as v
from asyncfix.inference import types as t
from asyncfix.inference.import_resolution import Modules
from asyncfix.inference.module_summary import Bodies, ClassSummary, FileSummary, FunctionSummary, ValueUse, bodies_of

Things = frozenset[t.Type]
NOTHING: Things = frozenset({t.UNKNOWN})
_AT_HAND = 16  # files whose bodies are unpacked
_ANSWERS = 10_000  # that are kept only so that there is each of them once


class ResolverState(ABC):
    """Summaries by path, and the answers that were found in them."""

    def __init__(
        self, summaries: Mapping[str, FileSummary], modules: Modules, catalogue: Catalogue = CATALOGUE
    ) -> None:
        self.summaries = summaries
        self.modules = modules
        self.catalogue = catalogue
        self.missing: set[str] = set()
        self.properties = set(BLOCKING_ATTRIBUTES)  # names of attributes whose reading may run something
        self.refused: set[str] = set()  # files that can't be summarised
        self.touches = 0  # how often a missing file was wanted
        self._known: dict[str, dict[v.Symbolic, Things]] = {}  # by path
        self._answers: dict[Things, Things] = {}  # each of them once
        self._bodies: dict[str, Bodies] = {}  # by path
        self._working: set[tuple[int, str]] = set()
        self._cuts = 0  # how often a value was left unknown because it is made from itself
        self._folders: dict[str, str] = {}  # by path
        self._lineages: dict[tuple[str, str], list[tuple[str, ClassSummary] | str]] = {}

    def __getstate__(self) -> dict[str, object]:
        return {**self.__dict__, "_known": {}, "_answers": {}, "_bodies": {}}

    @abstractmethod
    def resolve(self, value: v.Symbolic, path: str) -> Things:
        """Everything that the value, described in the file, may be."""

    def learn(self, paths: Iterable[str]) -> None:
        """Note what new summaries say. Answers that are known stay: none of them wanted a file that was missing."""
        self.properties.update(
            name.rpartition(".")[2]
            for path in paths
            for name, function in self.summaries[path].functions.items()
            if function.owner and function.decorators
        )

    def forget(self) -> None:
        """Drop the answers that are known. They are found again where they are asked for."""
        self._known.clear()
        self._bodies.clear()
        self._answers.clear()

    def _want(self, path: str) -> None:
        """Note that the summary of a file is wanted."""
        if path not in self.refused:
            self.missing.add(path)
            self.touches += 1

    def function(self, thing: t.ProjectFunction) -> FunctionSummary | None:
        """The summary of a function."""
        summary = self.summaries.get(thing.path)
        return summary.functions.get(thing.name) if summary else None

    def uses(self, thing: t.ProjectFunction) -> Sequence[ValueUse]:
        """The uses of values in a function."""
        bodies = self._bodies.get(thing.path)
        if bodies is None:
            summary = self.summaries.get(thing.path)
            if summary is None:
                return ()
            bodies = self._bodies[thing.path] = bodies_of(summary)
        return bodies.get(thing.name, ())

    def trim(self) -> list[str]:
        """Let go of what is known of the files whose functions were asked for first, where those are many.

        Returns their paths. The values of those bodies will be other objects, with the same contents, the next time.
        """
        gone = [*self._bodies][:-_AT_HAND]
        for path in gone:
            del self._bodies[path]
            self._known.pop(path, None)
        if len(self._answers) > _ANSWERS:
            self._answers.clear()
        return gone

    def row(self, thing: t.Type) -> Row | None:
        """The row of the catalogue for what is called."""
        if isinstance(thing, t.LibraryName):
            return self.catalogue.row(thing.name)
        if isinstance(thing, t.LibraryMethod):
            return self.catalogue.member(thing.receiver.type, thing.name)
        return None

    def held(self, conditions: Iterable[Argument], given: v.CallArguments, path: str) -> list[Argument]:
        """The conditions that hold for the arguments of a call."""
        return [one for one in conditions if self._holds(one, given, path)]

    def _holds(self, condition: Argument, given: v.CallArguments, path: str) -> bool:
        value = given.argument(condition.name, condition.position)
        if value is None:
            return condition.missing and not given.starred
        if isinstance(value, v.Literal):
            if value.text in condition.values:
                return True
            return bool(condition.modes) and value.text[:1] in "'\"" and any(c in value.text for c in condition.modes)
        if isinstance(value, v.Name) and value.target in condition.values:
            return True
        if condition.types:
            found = self.resolve(value, path)
            return bool(found) and all(
                isinstance(one, t.LibraryInstance)
                and any(kind.name in condition.types for kind in self.catalogue.lineage(one.type))
                for one in found
            )
        return False
