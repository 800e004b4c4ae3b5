"""Looking values up over all the files of a project."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from asyncfix.catalogue import Row, result_of
from asyncfix.catalogue.consumers import calls_later, keeps_items, steps_later
from asyncfix.catalogue.context_managers import stands_for_first
from asyncfix.catalogue.decorators import makes_context_manager
from asyncfix.catalogue.event_loops import passes_on
from asyncfix.catalogue.offloaders import gives_result_of_first
from asyncfix.catalogue.rows import IN_MEMORY
from asyncfix.catalogue.standard_library import result_of_call, result_of_method
from asyncfix.inference import symbolic as v
from asyncfix.inference import types as t
from asyncfix.inference.record import record_id
from asyncfix.inference.resolve_elements import Contents
from asyncfix.inference.resolve_names import classes_of
from asyncfix.inference.resolver_state import NOTHING, Things

_BINDING = frozenset({"classmethod", "staticmethod"})


class Project(Contents):
    """Summaries by path, and what their values stand for. `missing` gathers files that are wanted and not there yet."""

    def resolve(self, value: v.Symbolic, path: str) -> Things:
        """Everything that the value, described in the file, may be."""
        known = self._known.get(path)
        if known is None:
            known = self._known[path] = {}
        found = known.get(value)
        if found is not None:
            return found
        key = (record_id(value), path)
        if key in self._working or len(self._working) > 120:
            self._cuts += 1
            return NOTHING
        self._working.add(key)
        touches, cuts = self.touches, self._cuts
        try:
            answer = _RULES[type(value)](self, value, path) or NOTHING
        finally:
            self._working.discard(key)
        if touches == self.touches and (cuts == self._cuts or not self._working or t.UNKNOWN not in answer):
            answer = known[value] = self._answers.setdefault(answer, answer)
        return answer

    # -- calls

    def callee(self, value: v.Symbolic, path: str) -> Things:
        """The targets of a call. Where any attribute gives an object of one kind, the last one is a method."""
        found = self.resolve(value, path)
        for one in found:
            if isinstance(one, t.LibraryInstance):
                break
        else:
            return found
        match value:
            case v.Member(of=of, name=name):
                pass
            case v.Name(target=target) if "." in target.lstrip("."):
                of, name = v.Name(target.rpartition(".")[0]), target.rpartition(".")[2]
            case _:
                return found
        owners = self.resolve(of, path)
        methods = {
            t.LibraryMethod(one, name)
            for one in owners
            if isinstance(one, t.LibraryInstance) and self._is_any(one, name)
        }
        return frozenset(methods) if len(methods) == len(owners) else found

    def _is_any(self, owner: t.LibraryInstance, name: str) -> bool:
        """True for an object that has attributes and methods of whatever name."""
        row = self.catalogue.attribute(owner.type, name)
        if row is None or not row.name.endswith(".__getattr__"):
            return False
        return self.catalogue.member(owner.type, name) is not None

    def called(self, value: v.ResultOf, path: str) -> Things:
        answers: set[t.Type] = set()
        for thing in self.callee(value.of, path):
            answers |= self.result(thing, value.given, path)
        return frozenset(answers)

    def result(self, thing: t.Type, given: v.CallArguments, path: str) -> Things:
        """The types that a call of the value may give."""
        match thing:
            case t.LibraryName(name):
                return self._result_of_external(name, given, path)
            case t.LibraryMethod(receiver, _):
                row = self.row(thing)
                if row is not None:
                    return frozenset({self._instance(row, given, path, receiver)})
                kind = result_of_method(receiver.type, thing.name)
                return frozenset({t.LibraryInstance(kind)}) if kind else NOTHING
            case t.ProjectFunction():
                return self._result_of_function(thing)
            case t.ContextManagerFactory(function):
                return frozenset({t.ContextManagerOf(function)})
            case t.ProjectClass(where, name):
                return frozenset({t.ProjectInstance(where, name)})
            case t.ProjectInstance():
                found = self.attribute(thing, "__call__")
                if found and isinstance(found[1], t.ProjectFunction):
                    return self._result_of_function(found[1])
                if found and isinstance(found[1], t.LibraryMethod):
                    return self.result(found[1], given, path)
            case t.LibraryInstance():
                return self.result(t.LibraryMethod(thing, "__call__"), given, path)
            case t.StandsFor(inner):
                return frozenset(
                    one for part in inner for one in self.result(part, v.CallArguments(starred=True), path)
                )
            case t.ElementGetter(inner):
                return inner
        return NOTHING

    def _result_of_external(self, name: str, given: v.CallArguments, path: str) -> Things:
        first = self.resolve(given.positional[0], path) if given.positional else NOTHING
        if makes_context_manager(name):
            return frozenset(
                {t.ContextManagerFactory(one) if isinstance(one, t.ProjectFunction) else t.UNKNOWN for one in first}
            )
        if name == "next":
            return self._elements(first)
        if stands_for_first(name):
            return frozenset({t.StandsFor(first)})
        if gives_result_of_first(name):
            rest = v.CallArguments(given.positional[1:], given.keywords, given.starred)
            return frozenset({t.AwaitableOf(frozenset(x for one in first for x in self.result(one, rest, path)))})
        if passes_on(name):
            return frozenset({t.AwaitableOf(self._awaited(first))})
        if keeps_items(name):
            return frozenset({t.SequenceOf(self._elements(first))})
        if steps_later(name):
            return frozenset({self._lazy(name, [self.resolve(one, path) for one in given.positional])})
        if name in _BINDING:
            return first
        if name == "type" and len(given.positional) == 1:
            return classes_of(first)
        row = self.catalogue.row(name)
        if row is not None and self._is_in_memory(row, given, path):
            return frozenset({t.LibraryInstance(IN_MEMORY[0])})  # what is made of something there is there as well
        if row is not None and (row.returns or row.returns_when or row.yields or row.steps):
            return frozenset({self._instance(row, given, path, None)})
        if self.catalogue.type(name) is not None:
            return frozenset({t.LibraryInstance(self.catalogue.canonical(name))})
        if row is None and (kind := result_of_call(name)):
            return frozenset({t.LibraryInstance(kind)})
        if row is None and name.rpartition(".")[2][:1].isupper():
            return frozenset({t.LibraryInstance(name)})
        return frozenset({t.PLAIN}) if row is not None and not row.returns else NOTHING

    def _is_in_memory(self, row: Row, given: v.CallArguments, path: str) -> bool:
        """True for a call that is given something in memory, where that matters for what it returns."""
        if not any(one.types for one in self.held(row.unless, given, path)):
            return False
        return not any(one.types for one in self.held((one for one, _ in row.returns_when), given, path))

    def _lazy(self, name: str, given: list[Things]) -> t.LazyIterator:
        """`enumerate`, `filter`, `map` or `zip` of these."""
        calls: Things = frozenset()
        if calls_later(name) and given:
            calls, given = given[0], given[1:]
        elements = [self._elements(one) for one in given]
        gives: Things = NOTHING
        if name == "map":
            gives = frozenset(
                one for function in calls for one in self.result(function, v.CallArguments(starred=True), "")
            )
        elif name == "filter":
            gives = elements[0] if elements else NOTHING
        elif name == "enumerate" and elements:
            gives = frozenset({t.TupleOf((frozenset({t.PLAIN}), elements[0]))})
        elif name == "zip":
            gives = frozenset({t.TupleOf(tuple(elements))})
        inner = frozenset(one for things in given if t.UNKNOWN not in things for one in things)
        return t.LazyIterator(inner, gives, frozenset() if t.UNKNOWN in calls else calls)

    def _instance(self, row: Row, given: v.CallArguments, path: str, receiver: t.LibraryInstance | None) -> t.Type:
        kind = result_of(row, self.held((one for one, _ in row.returns_when), given, path))
        if kind == "Self":
            return receiver if receiver is not None else t.LibraryInstance(row.owner)
        if not kind and not row.yields and not row.steps:
            return t.PLAIN
        yields = receiver.type if row.yields == "Self" and receiver is not None else row.yields
        unbound = bool(self.held(row.unbound, given, path)) or (receiver is not None and receiver.unbound)
        return t.LibraryInstance(kind, yields, row.name if row.steps else "", unbound)

    def _result_of_function(self, thing: t.ProjectFunction) -> Things:
        summary = self.function(thing)
        if summary is None:
            return NOTHING
        names = self.decorators(summary, thing.path)
        if any(map(makes_context_manager, names)):
            return frozenset({t.ContextManagerOf(thing)})
        if summary.is_generator:
            return frozenset({t.GeneratorOf(thing)})
        if summary.is_async:
            return frozenset({t.CoroutineOf(thing)})
        return self.returned(thing)


_Rule = Callable[[Project, Any, str], Things]
_RULES: dict[type, _Rule] = {
    v.Symbolic: lambda project, value, path: NOTHING,
    v.Literal: lambda project, value, path: frozenset({t.PLAIN}),
    v.Name: Project.name,
    v.Member: Project.member,
    v.SuperOf: Project.member,
    v.TableOf: Project.member,
    v.ResultOf: Project.called,
    v.Awaited: Project.awaited,
    v.InstanceOf: Project.made,
    v.Entered: Project.entered,
    v.Element: Project.element,
    v.IterableOf: Project.items,
    v.Parts: Project.parts,
    v.ElementOf: Project.part,
    v.Provided: Project.provided,
    v.Narrowed: Project.narrowed,
    v.Union: Project.one_of,
}
