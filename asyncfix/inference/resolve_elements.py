"""The contents of values: of those that are awaited, made, entered, iterated or taken apart."""

from __future__ import annotations

from abc import abstractmethod

from asyncfix.inference import symbolic as v
from asyncfix.inference import types as t
from asyncfix.inference.module_summary import FunctionSummary
from asyncfix.inference.resolve_names import Attributes
from asyncfix.inference.resolver_state import NOTHING, Things


class Contents(Attributes):
    """The contents of the values of a project."""

    @abstractmethod
    def result(self, thing: t.Type, given: v.CallArguments, path: str) -> Things:
        """The types that a call of the value may give."""

    def awaited(self, value: v.Awaited, path: str) -> Things:
        if (
            isinstance(value.of, v.ResultOf)
            and isinstance(value.of.of, v.Member)
            and value.of.of.name == "run_in_executor"
        ):
            given = value.of.given
            found = self.resolve(given.positional[1], path) if given.positional[1:] else NOTHING
            rest = v.CallArguments(given.positional[2:], starred=given.starred)
            return frozenset(x for one in found for x in self.result(one, rest, path))
        return self._awaited(self.resolve(value.of, path))

    def _awaited(self, found: Things) -> Things:
        answers: set[t.Type] = set()
        for thing in found:
            match thing:
                case t.CoroutineOf(function):
                    answers |= self.returned(function)
                case t.AwaitableOf(inner):
                    answers |= inner
                case _:
                    answers.add(t.UNKNOWN)
        return frozenset(answers)

    def made(self, value: v.InstanceOf, path: str) -> Things:
        alias = self._alias(value.of, path)
        if alias is not None:
            return alias
        answers: set[t.Type] = set()
        for thing in self.resolve(value.of, path):
            match thing:
                case t.LibraryName(name):
                    answers.add(t.LibraryInstance(name))
                case t.ProjectClass(where, name):
                    answers.add(t.ProjectInstance(where, name))
                case _:
                    answers.add(t.UNKNOWN)
        return frozenset(answers)

    def _alias(self, value: v.Symbolic, path: str) -> Things | None:
        """What a name for a type promises: `SessionDep = Annotated[Session, Depends(get_session)]`."""
        if not isinstance(value, v.Name):
            return None
        target, where = value.target, path
        for _ in range(6):
            if target.startswith(v.OWN):
                found: tuple[str, str] | None = (where, target[1:])
            elif target.startswith("."):
                found = self.modules.relative(target, where)
            else:
                found = self.modules.absolute(target, self._folder(where))
            if not found or not found[1]:
                return None
            where, name = found
            summary = self.summaries.get(where)
            if summary is None:
                self._want(where)
                return None
            if name in summary.aliases and name not in summary.classes:
                return self.resolve(summary.aliases[name], where)
            imported = summary.imports.get(name)
            if not isinstance(imported, v.Name):
                return None
            target = imported.target
        return None

    def entered(self, value: v.Entered, path: str) -> Things:
        of = value.of
        if (
            isinstance(of, v.ResultOf)
            and of.given.positional
            and isinstance(of.of, v.Name)
            and of.of.target in v.ENTERING
        ):
            return self.resolve(v.Entered(of.given.positional[0]), path)
        answers: set[t.Type] = set()
        for thing in self.resolve(value.of, path):
            match thing:
                case t.LibraryInstance(kind):
                    row = self.catalogue.member(kind, "__enter__")
                    returns = row.returns if row is not None else "Self"
                    answers.add(thing if returns in ("Self", "") else t.LibraryInstance(returns))
                case t.ProjectInstance():
                    found = self.attribute(thing, "__enter__") or self.attribute(thing, "__aenter__")
                    if found and isinstance(found[1], t.ProjectFunction):
                        got = self.returned(found[1])
                        answers |= {thing} if t.unknown(got) else got
                    else:
                        answers.add(thing)
                case t.ContextManagerOf(function):
                    summary = self.function(function)
                    answers |= self._yields(summary, function.path) if summary else NOTHING
                case t.StandsFor(inner):
                    answers |= inner
                case _:
                    answers.add(t.UNKNOWN)
        return frozenset(answers)

    def _yields(self, summary: FunctionSummary, path: str) -> Things:
        return self.resolve(summary.yields, path)

    def element(self, value: v.Element, path: str) -> Things:
        return self._elements(self.resolve(value.of, path))

    def _elements(self, found: Things) -> Things:
        answers: set[t.Type] = set()
        for thing in found:
            match thing:
                case t.SequenceOf(inner):
                    answers |= inner
                case t.LazyIterator():
                    answers |= thing.elements or NOTHING
                case t.GeneratorOf(function):
                    summary = self.function(function)
                    answers |= self._yields(summary, function.path) if summary else NOTHING
                case t.LibraryInstance(kind, yields):
                    row = self.catalogue.member(kind, "__next__") or self.catalogue.member(kind, "__iter__")
                    returns = yields or (row.returns if row is not None else "")
                    answers.add(t.LibraryInstance(returns) if returns else t.UNKNOWN)
                case _:
                    answers.add(t.UNKNOWN)
        return frozenset(answers)

    def items(self, value: v.IterableOf, path: str) -> Things:
        return frozenset({t.SequenceOf(self.resolve(value.of, path))})

    def parts(self, value: v.Parts, path: str) -> Things:
        return frozenset({t.SequenceOf(frozenset(one for item in value.items for one in self.resolve(item, path)))})

    def part(self, value: v.ElementOf, path: str) -> Things:
        if isinstance(value.of, v.Awaited) and isinstance(value.of.of, v.ResultOf):
            return self._part_of_call(value.of.of, value.index, path)
        if isinstance(value.of, v.ResultOf):
            return self._part_of_call(value.of, value.index, path)
        if isinstance(value.of, v.Element):
            yielded = self._part_of_yielded(value.of, value.index, path)
            if yielded:
                return yielded
            rows = self.resolve(value.of, path)
            if all(isinstance(one, t.TupleOf) and value.index < len(one.items) for one in rows):
                return frozenset(one for row in rows if isinstance(row, t.TupleOf) for one in row.items[value.index])
        return NOTHING

    def _part_of_yielded(self, element: v.Element, index: int, path: str) -> Things:
        """An item of the tuples that a generator of the project yields."""
        answers: set[t.Type] = set()
        for thing in self.resolve(element.of, path):
            summary = self.function(thing.function) if isinstance(thing, t.GeneratorOf) else None
            if summary is None or not isinstance(thing, t.GeneratorOf) or not isinstance(summary.yields, v.Parts):
                return frozenset()
            if index < len(summary.yields.items):
                answers |= self.resolve(summary.yields.items[index], thing.function.path)
        return frozenset(answers)

    def _part_of_call(self, call: v.ResultOf, index: int, path: str) -> Things:
        answers: set[t.Type] = set()
        for thing in self.resolve(call.of, path):
            row = self.row(thing)
            if row is not None and index < len(row.items):
                answers.add(t.LibraryInstance(row.items[index]) if row.items[index] else t.PLAIN)
                continue
            summary = self.function(thing) if isinstance(thing, t.ProjectFunction) else None
            items = summary.returns.items if summary is not None and isinstance(summary.returns, v.Parts) else ()
            if isinstance(thing, t.ProjectFunction) and index < len(items):
                answers |= self.resolve(items[index], thing.path)
                continue
            answers.add(t.UNKNOWN)
        return frozenset(answers)

    def provided(self, value: v.Provided, path: str) -> Things:
        answers: set[t.Type] = set()
        for thing in self.resolve(value.of, path):
            match thing:
                case t.ProjectFunction():
                    summary = self.function(thing)
                    if summary is None:
                        answers.add(t.UNKNOWN)
                    elif summary.is_generator:
                        answers |= self._yields(summary, thing.path)
                    else:
                        answers |= self.returned(thing)
                case t.ProjectClass(where, name):
                    answers.add(t.ProjectInstance(where, name))
                case _:
                    answers.add(t.UNKNOWN)
        return frozenset(answers)

    def narrowed(self, value: v.Narrowed, path: str) -> Things:
        """The types of a value that are of the tested classes, and objects of those where it is their base."""
        tested = frozenset(one for kind in value.kinds for one in self.resolve(kind, path))
        answers: set[t.Type] = set()
        for thing in self.resolve(value.of, path):
            if any(self._is_a(thing, kind) for kind in tested):
                answers.add(thing)
            else:
                below = {kind for kind in tested if thing == t.UNKNOWN or self._is_a(kind, thing)}
                answers |= below or ({thing} if isinstance(thing, t.ProjectInstance) else set())
        return frozenset(answers) or self.resolve(value.of, path)

    def _is_a(self, thing: t.Type, kind: t.Type) -> bool:
        """True for an object of the class of another one, or of a class that is derived from it."""
        if isinstance(thing, t.LibraryInstance) and isinstance(kind, t.LibraryInstance):
            return any(one.name == kind.type for one in self.catalogue.lineage(thing.type))
        if isinstance(thing, t.ProjectInstance) and isinstance(kind, t.ProjectInstance | t.LibraryInstance):
            name = (kind.path, kind.name) if isinstance(kind, t.ProjectInstance) else kind.type
            lineage = self.lineage(thing.path, thing.name)
            return any(name == (one if isinstance(one, str) else (one[0], one[1].name)) for one in lineage)
        return False

    def one_of(self, value: v.Union, path: str) -> Things:
        return frozenset(one for option in value.options for one in self.resolve(option, path))
