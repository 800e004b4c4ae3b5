"""Looking values up over all the files of a project."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any

from asyncfix.catalogue import BLOCKING_ATTRIBUTES, CATALOGUE, Argument, Catalogue, Row, result_of
from asyncfix.index import things as t
from asyncfix.index.modules import Modules
from asyncfix.index.summary import Bodies, ClassSummary, FileSummary, FunctionSummary, Use, bodies_of
from asyncfix.semantics import values as v
from asyncfix.semantics.events import SLICE

Things = frozenset[t.Thing]
_NOTHING: Things = frozenset({t.OTHER})
_CONTEXT = frozenset({"contextlib.contextmanager", "contextlib.asynccontextmanager"})
_PROPERTIES = frozenset({"property", "functools.cached_property", "django.utils.functional.cached_property"})
_FIRST = {
    "asyncio.to_thread": 0,
    "anyio.to_thread.run_sync": 0,
    "trio.to_thread.run_sync": 0,
    "starlette.concurrency.run_in_threadpool": 0,
    "fastapi.concurrency.run_in_threadpool": 0,
}
"""Functions that run a function in a thread, and which of their arguments that is."""
_PASSING = frozenset({"asyncio.wait_for", "asyncio.shield", "asyncio.create_task", "asyncio.ensure_future"})
_WRAPPING = frozenset({"contextlib.closing", "contextlib.nullcontext", "functools.partial"})
_LAZY = frozenset({"enumerate", "filter", "map", "zip"})
_BINDING = frozenset({"classmethod", "staticmethod"})
_SAME_ITEMS = frozenset({"list", "tuple", "sorted", "reversed", "iter", "set", "frozenset"})

_AT_HAND = 16  # files whose bodies are unpacked
_ANSWERS = 10_000  # that are kept only so that there is each of them once


_CLOSED: dict[str, type] = {
    **{kind.__name__: kind for kind in (bool, bytes, dict, float, frozenset, int, list, set, str, tuple)},
    "pathlib.Path": Path,
    "pathlib.PurePath": PurePath,
}
"""Classes of the standard library whose objects have no attributes beside those of the class."""


class Project:
    """Summaries by path, and what their values stand for. `missing` gathers files that are wanted and not there yet."""

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
        self._known: dict[str, dict[v.Value, Things]] = {}  # by path
        self._answers: dict[Things, Things] = {}  # each of them once
        self._bodies: dict[str, Bodies] = {}  # by path
        self._working: set[tuple[int, str]] = set()
        self._cuts = 0  # how often a value was left unknown because it is made from itself
        self._folders: dict[str, str] = {}  # by path
        self._lineages: dict[tuple[str, str], list[tuple[str, ClassSummary] | str]] = {}

    def __getstate__(self) -> dict[str, object]:
        return {**self.__dict__, "_known": {}, "_answers": {}, "_bodies": {}}

    def learn(self, paths: Iterable[str]) -> None:
        """Note what new summaries say. Answers that are known stay: none of them wanted a file that was missing."""
        self.properties.update(
            name.rpartition(".")[2]
            for path in paths
            for name, function in self.summaries[path].functions.items()
            if function.owner and function.decorators
        )

    def resolve(self, value: v.Value, path: str) -> Things:
        """Everything that the value, described in the file, may be."""
        known = self._known.get(path)
        if known is None:
            known = self._known[path] = {}
        found = known.get(value)
        if found is not None:
            return found
        key = (id(value), path)
        if key in self._working or len(self._working) > 120:
            self._cuts += 1
            return _NOTHING
        self._working.add(key)
        touches, cuts = self.touches, self._cuts
        try:
            answer = _RULES[type(value)](self, value, path) or _NOTHING
        finally:
            self._working.discard(key)
        if touches == self.touches and (cuts == self._cuts or not self._working or t.OTHER not in answer):
            answer = known[value] = self._answers.setdefault(answer, answer)
        return answer

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

    def function(self, thing: t.Function) -> FunctionSummary | None:
        """The summary of a function."""
        summary = self.summaries.get(thing.path)
        return summary.functions.get(thing.name) if summary else None

    def uses(self, thing: t.Function) -> Sequence[Use]:
        """What a function does."""
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

    def row(self, thing: t.Thing) -> Row | None:
        """The row of the catalogue for what is called."""
        if isinstance(thing, t.External):
            return self.catalogue.row(thing.name)
        if isinstance(thing, t.Method):
            return self.catalogue.member(thing.receiver.type, thing.name)
        return None

    def held(self, conditions: Iterable[Argument], given: v.Given, path: str) -> list[Argument]:
        """The conditions that hold for the arguments of a call."""
        return [one for one in conditions if self._holds(one, given, path)]

    def _holds(self, condition: Argument, given: v.Given, path: str) -> bool:
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
                isinstance(one, t.Instance)
                and any(kind.name in condition.types for kind in self.catalogue.lineage(one.type))
                for one in found
            )
        return False

    # -- names

    def name(self, value: v.Name, path: str) -> Things:
        target = value.target
        if target.startswith(v.OWN):
            return self.own(target[1:], path)
        if target.startswith("."):
            found = self.modules.relative(target, path)
            return self.inside(*found) if found else frozenset({t.External(target.lstrip("."))})
        found = self.modules.absolute(target, self._folder(path))
        if found and found[0] != path:
            return self.inside(*found)
        return frozenset({t.External(self.catalogue.canonical(target))})

    def _folder(self, path: str) -> str:
        known = self._folders.get(path)
        if known is None:
            known = self._folders[path] = os.path.dirname(path)
        return known

    def inside(self, path: str, rest: str) -> Things:
        """What a dotted name means inside a module of the project."""
        if not rest:
            return frozenset({t.Module(path)})
        first, _, more = rest.partition(".")
        found = self.own(first, path)
        for word in more.split(".") if more else ():
            found = self.members(found, word, path)
        return found

    def own(self, name: str, path: str) -> Things:
        """What a name of a module's own means."""
        summary = self.summaries.get(path)
        if summary is None:
            self._want(path)
            return _NOTHING
        found: set[t.Thing] = set()
        if name in summary.functions:
            found.add(t.Function(path, name))
        if name in summary.classes:
            found.add(t.Class(path, name))
        if found:
            return frozenset(found)
        if name in summary.variables:
            found |= self.resolve(summary.variables[name], path)
        if name in summary.imports:
            found |= self.resolve(summary.imports[name], path)
        if found:
            return frozenset(found)
        below = self.modules.relative(f".{name}", path) if path.endswith("__init__.py") else None
        if below and not below[1]:
            return frozenset({t.Module(below[0])})
        for star in summary.stars:
            dot = "" if star.endswith(".") else "."
            target = f"{star}{dot}{name}"
            got = self.resolve(v.Name(target), path)
            if not t.unknown(got) and (self._is_own(target, path) or all(self._is_certain(one) for one in got)):
                return got
        return _NOTHING

    def _is_certain(self, thing: t.Thing) -> bool:
        """False for a name that a module from outside may or may not have."""
        return not isinstance(thing, t.External) or self.catalogue.row(thing.name) is not None

    def _is_own(self, target: str, path: str) -> bool:
        """True for a name inside a module of the project."""
        if target.startswith("."):
            return self.modules.relative(target, path) is not None
        return self.modules.absolute(target, os.path.dirname(path)) is not None

    # -- attributes

    def member(self, value: v.Member, path: str) -> Things:
        if value.name == "__class__":
            return _classes(self.resolve(value.of, path))
        if isinstance(value.of, v.Items) and value.name == "of mapping":
            return frozenset({t.Mapping(self.resolve(value.of.of, path))})
        return self.members(self.resolve(value.of, path), value.name, path)

    def members(self, found: Things, name: str, path: str) -> Things:
        answers: set[t.Thing] = set()
        for thing in found:
            if len(found) == 1 or not self._lacks(thing, name):
                answers |= self._member(thing, name)
        return frozenset(answers)

    def _lacks(self, thing: t.Thing, name: str) -> bool:
        """True for an object of which it is known that it has no such attribute, so that another one is meant."""
        if not isinstance(thing, t.Instance):
            return False
        kind = _CLOSED.get(thing.type)
        return kind is not None and not hasattr(kind, name) and self.catalogue.member(thing.type, name) is None

    def _member(self, thing: t.Thing, name: str) -> Things:
        match thing:
            case t.External(owner):
                row = self.catalogue.row(owner)
                if row is not None and row.attribute and row.returns:
                    return self._of_instance(t.Instance(row.returns), name)
                given = self.catalogue.attribute(owner, name)
                if given is not None and given.returns and given.returns != "Self":
                    return frozenset({t.Instance(given.returns)})
                return frozenset({t.External(self.catalogue.canonical(f"{owner}.{name}"))})
            case t.Instance():
                return self._of_instance(thing, name)
            case t.Module(path):
                return self.own(name, path)
            case t.Object() if name == "super()":
                return frozenset({t.Object(thing.path, thing.name, above=True)})
            case t.Sequence() if name == SLICE:
                return frozenset({t.Chosen(frozenset({thing}))})
            case t.Class() if name == "__getitem__":
                return frozenset({t.Chosen(frozenset({thing}))})  # `Repository[User]` is a class as well
            case t.Object() | t.Class():
                return self._of_object(thing, name)
            case t.Sequence() | t.Mapping():
                return _container(thing, name)
        return _NOTHING

    def _of_instance(self, thing: t.Instance, name: str) -> Things:
        if name == "parents" and thing.type.startswith("pathlib."):
            return frozenset({t.Sequence(frozenset({thing}))})
        row = self.catalogue.attribute(thing.type, name)
        if row is not None and row.returns:
            return frozenset({t.Instance(thing.type if row.returns == "Self" else row.returns)})
        return frozenset({t.Method(thing, name)})

    def _of_object(self, thing: t.Object | t.Class, name: str) -> Things:
        found = self.attribute(thing, name)
        if found is None:
            return _NOTHING
        where, what = found
        if isinstance(what, t.Function):
            summary = self.function(what)
            if summary is not None and isinstance(thing, t.Object) and self.is_property(summary, what.path):
                return self.returned(what)
            return frozenset({what})
        if isinstance(what, t.Thing):
            return frozenset({what})
        return self.resolve(what, where)

    def attribute(self, thing: t.Object | t.Class, name: str) -> tuple[str, t.Thing | v.Value] | None:
        """What a class or its nearest base has under the name: a function, a method from outside, or a value."""
        lineage = self.lineage(thing.path, thing.name)
        own_values: tuple[str, v.Value] | None = None
        for one in lineage[1:] if isinstance(thing, t.Object) and thing.above else lineage:
            if isinstance(one, str):
                row = self.catalogue.member(one, name) or self.catalogue.attribute(one, name)
                if row is not None and row.attribute and row.returns and row.returns != "Self":
                    return thing.path, t.Instance(row.returns)
                if row is not None:
                    return thing.path, t.Method(t.Instance(one), name)
                continue
            path, summary = one
            if name in summary.methods:
                return path, t.Function(path, summary.methods[name])
            if name in summary.attributes and own_values is None:
                own_values = path, summary.attributes[name]
        return own_values

    def lineage(self, path: str, name: str) -> list[tuple[str, ClassSummary] | str]:
        """A class and its bases, nearest first; those from outside the project as qualified names."""
        known = self._lineages.get((path, name))
        if known is not None:
            return known
        touches, cuts = self.touches, self._cuts
        found: list[tuple[str, ClassSummary] | str] = []
        waiting: list[t.Thing] = [t.Class(path, name)]
        seen: set[t.Thing] = set()
        while waiting:
            one = waiting.pop(0)
            if one in seen:
                continue
            seen.add(one)
            if isinstance(one, t.External):
                found.append(one.name)
            elif isinstance(one, t.Instance):
                found.append(one.type)
            elif isinstance(one, t.Class):
                summary = self.summaries.get(one.path)
                kind = summary.classes.get(one.name) if summary else None
                if kind is not None:
                    found.append((one.path, kind))
                    for base in kind.bases:
                        waiting.extend(self.resolve(_without_parameters(base), one.path))
        if touches == self.touches and (cuts == self._cuts or not self._working):
            self._lineages[path, name] = found
        return found

    # -- calls

    def callee(self, value: v.Value, path: str) -> Things:
        """What a call of the value calls. Where any attribute gives an object of one kind, the last one is a method."""
        found = self.resolve(value, path)
        for one in found:
            if isinstance(one, t.Instance):
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
        methods = {t.Method(one, name) for one in owners if isinstance(one, t.Instance) and self._is_any(one, name)}
        return frozenset(methods) if len(methods) == len(owners) else found

    def _is_any(self, owner: t.Instance, name: str) -> bool:
        """True for an object that has attributes and methods of whatever name."""
        row = self.catalogue.attribute(owner.type, name)
        if row is None or not row.name.endswith(".__getattr__"):
            return False
        return self.catalogue.member(owner.type, name) is not None

    def called(self, value: v.Result, path: str) -> Things:
        answers: set[t.Thing] = set()
        for thing in self.callee(value.of, path):
            answers |= self.result(thing, value.given, path)
        return frozenset(answers)

    def result(self, thing: t.Thing, given: v.Given, path: str) -> Things:
        """What calling something gives."""
        match thing:
            case t.External(name):
                return self._result_of_external(name, given, path)
            case t.Method(receiver, _):
                row = self.row(thing)
                return frozenset({self._instance(row, given, path, receiver)}) if row is not None else _NOTHING
            case t.Function():
                return self._result_of_function(thing)
            case t.Managing(function):
                return frozenset({t.Manager(function)})
            case t.Class(where, name):
                return frozenset({t.Object(where, name)})
            case t.Object():
                found = self.attribute(thing, "__call__")
                if found and isinstance(found[1], t.Function):
                    return self._result_of_function(found[1])
                if found and isinstance(found[1], t.Method):
                    return self.result(found[1], given, path)
            case t.Instance():
                return self.result(t.Method(thing, "__call__"), given, path)
            case t.Wrapped(inner):
                return frozenset(one for part in inner for one in self.result(part, v.Given(starred=True), path))
            case t.Chosen(inner):
                return inner
        return _NOTHING

    def _result_of_external(self, name: str, given: v.Given, path: str) -> Things:
        first = self.resolve(given.positional[0], path) if given.positional else _NOTHING
        if name in _CONTEXT:
            return frozenset({t.Managing(one) if isinstance(one, t.Function) else t.OTHER for one in first})
        if name == "next":
            return self._elements(first)
        if name in _WRAPPING:
            return frozenset({t.Wrapped(first)})
        if name in _FIRST:
            return frozenset({t.Promise(frozenset(x for one in first for x in self.result(one, v.Given(), path)))})
        if name in _PASSING:
            return frozenset({t.Promise(self._awaited(first))})
        if name in _SAME_ITEMS:
            return frozenset({t.Sequence(self._elements(first))})
        if name in _LAZY:
            return frozenset({self._lazy(name, [self.resolve(one, path) for one in given.positional])})
        if name in _BINDING:
            return first
        if name == "type" and len(given.positional) == 1:
            return _classes(first)
        row = self.catalogue.row(name)
        if row is not None and self._is_in_memory(row, given, path):
            return frozenset({t.PLAIN})  # what is made of something in memory is there as well
        if row is not None and (row.returns or row.returns_when or row.yields or row.steps):
            return frozenset({self._instance(row, given, path, None)})
        if self.catalogue.type(name) is not None:
            return frozenset({t.Instance(self.catalogue.canonical(name))})
        if row is None and name.rpartition(".")[2][:1].isupper():
            return frozenset({t.Instance(name)})
        return frozenset({t.PLAIN}) if row is not None and not row.returns else _NOTHING

    def _is_in_memory(self, row: Row, given: v.Given, path: str) -> bool:
        """True for a call that is given something in memory, where that matters for what it returns."""
        if not any(one.types for one in self.held(row.unless, given, path)):
            return False
        return not any(one.types for one in self.held((one for one, _ in row.returns_when), given, path))

    def _lazy(self, name: str, given: list[Things]) -> t.Lazy:
        """`enumerate`, `filter`, `map` or `zip` of these."""
        calls: Things = frozenset()
        if name in ("filter", "map") and given:
            calls, given = given[0], given[1:]
        elements = [self._elements(one) for one in given]
        gives: Things = _NOTHING
        if name == "map":
            gives = frozenset(one for function in calls for one in self.result(function, v.Given(starred=True), ""))
        elif name == "filter":
            gives = elements[0] if elements else _NOTHING
        elif name == "enumerate" and elements:
            gives = frozenset({t.Row((frozenset({t.PLAIN}), elements[0]))})
        elif name == "zip":
            gives = frozenset({t.Row(tuple(elements))})
        inner = frozenset(one for things in given if t.OTHER not in things for one in things)
        return t.Lazy(inner, gives, frozenset() if t.OTHER in calls else calls)

    def _instance(self, row: Row, given: v.Given, path: str, receiver: t.Instance | None) -> t.Thing:
        kind = result_of(row, self.held((one for one, _ in row.returns_when), given, path))
        if kind == "Self":
            return receiver if receiver is not None else t.Instance(row.owner)
        if not kind and not row.yields and not row.steps:
            return t.PLAIN
        yields = receiver.type if row.yields == "Self" and receiver is not None else row.yields
        unbound = bool(self.held(row.unbound, given, path)) or (receiver is not None and receiver.unbound)
        return t.Instance(kind, yields, row.name if row.steps else "", unbound)

    def _result_of_function(self, thing: t.Function) -> Things:
        summary = self.function(thing)
        if summary is None:
            return _NOTHING
        names = self.decorators(summary, thing.path)
        if names & _CONTEXT:
            return frozenset({t.Manager(thing)})
        if summary.is_generator:
            return frozenset({t.Generator(thing)})
        if summary.is_async:
            return frozenset({t.Coroutine(thing)})
        return self.returned(thing)

    def returned(self, thing: t.Function) -> Things:
        """What the body of a function returns."""
        summary = self.function(thing)
        return self.resolve(summary.returns, thing.path) if summary else _NOTHING

    def decorators(self, summary: FunctionSummary, path: str) -> frozenset[str]:
        """The qualified names of the decorators that come from outside the project."""
        found = set()
        for value in summary.decorators:
            while isinstance(value, v.Result):
                value = value.of
            for one in self.resolve(value, path):
                if isinstance(one, t.External):
                    found.add(one.name)
        return frozenset(found)

    def is_property(self, summary: FunctionSummary, path: str) -> bool:
        """True for a method that is read as an attribute."""
        return bool(self.decorators(summary, path) & _PROPERTIES)

    # -- the rest

    def awaited(self, value: v.Awaited, path: str) -> Things:
        if (
            isinstance(value.of, v.Result)
            and isinstance(value.of.of, v.Member)
            and value.of.of.name == "run_in_executor"
        ):
            function = value.of.given.positional[1:2]
            found = self.resolve(function[0], path) if function else _NOTHING
            return frozenset(x for one in found for x in self.result(one, v.Given(), path))
        return self._awaited(self.resolve(value.of, path))

    def _awaited(self, found: Things) -> Things:
        answers: set[t.Thing] = set()
        for thing in found:
            match thing:
                case t.Coroutine(function):
                    answers |= self.returned(function)
                case t.Promise(inner):
                    answers |= inner
                case _:
                    answers.add(t.OTHER)
        return frozenset(answers)

    def made(self, value: v.Made, path: str) -> Things:
        alias = self._alias(value.of, path)
        if alias is not None:
            return alias
        answers: set[t.Thing] = set()
        for thing in self.resolve(value.of, path):
            match thing:
                case t.External(name):
                    answers.add(t.Instance(name))
                case t.Class(where, name):
                    answers.add(t.Object(where, name))
                case _:
                    answers.add(t.OTHER)
        return frozenset(answers)

    def _alias(self, value: v.Value, path: str) -> Things | None:
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
            isinstance(of, v.Result)
            and of.given.positional
            and isinstance(of.of, v.Name)
            and of.of.target in v.ENTERING
        ):
            return self.resolve(v.Entered(of.given.positional[0]), path)
        answers: set[t.Thing] = set()
        for thing in self.resolve(value.of, path):
            match thing:
                case t.Instance(kind):
                    row = self.catalogue.member(kind, "__enter__")
                    returns = row.returns if row is not None else "Self"
                    answers.add(thing if returns in ("Self", "") else t.Instance(returns))
                case t.Object():
                    found = self.attribute(thing, "__enter__") or self.attribute(thing, "__aenter__")
                    if found and isinstance(found[1], t.Function):
                        got = self.returned(found[1])
                        answers |= {thing} if t.unknown(got) else got
                    else:
                        answers.add(thing)
                case t.Manager(function):
                    summary = self.function(function)
                    answers |= self._yields(summary, function.path) if summary else _NOTHING
                case t.Wrapped(inner):
                    answers |= inner
                case _:
                    answers.add(t.OTHER)
        return frozenset(answers)

    def _yields(self, summary: FunctionSummary, path: str) -> Things:
        return self.resolve(summary.yields, path)

    def element(self, value: v.Element, path: str) -> Things:
        return self._elements(self.resolve(value.of, path))

    def _elements(self, found: Things) -> Things:
        answers: set[t.Thing] = set()
        for thing in found:
            match thing:
                case t.Sequence(inner):
                    answers |= inner
                case t.Lazy():
                    answers |= thing.elements or _NOTHING
                case t.Generator(function):
                    summary = self.function(function)
                    answers |= self._yields(summary, function.path) if summary else _NOTHING
                case t.Instance(kind, yields):
                    row = self.catalogue.member(kind, "__next__") or self.catalogue.member(kind, "__iter__")
                    returns = yields or (row.returns if row is not None else "")
                    answers.add(t.Instance(returns) if returns else t.OTHER)
                case _:
                    answers.add(t.OTHER)
        return frozenset(answers)

    def items(self, value: v.Items, path: str) -> Things:
        return frozenset({t.Sequence(self.resolve(value.of, path))})

    def parts(self, value: v.Parts, path: str) -> Things:
        return frozenset({t.Sequence(frozenset(one for item in value.items for one in self.resolve(item, path)))})

    def part(self, value: v.Part, path: str) -> Things:
        if isinstance(value.of, v.Awaited) and isinstance(value.of.of, v.Result):
            return self._part_of_call(value.of.of, value.index, path)
        if isinstance(value.of, v.Result):
            return self._part_of_call(value.of, value.index, path)
        if isinstance(value.of, v.Element):
            yielded = self._part_of_yielded(value.of, value.index, path)
            if yielded:
                return yielded
            rows = self.resolve(value.of, path)
            if all(isinstance(one, t.Row) and value.index < len(one.items) for one in rows):
                return frozenset(one for row in rows if isinstance(row, t.Row) for one in row.items[value.index])
        return _NOTHING

    def _part_of_yielded(self, element: v.Element, index: int, path: str) -> Things:
        """An item of the tuples that a generator of the project yields."""
        answers: set[t.Thing] = set()
        for thing in self.resolve(element.of, path):
            summary = self.function(thing.function) if isinstance(thing, t.Generator) else None
            if summary is None or not isinstance(thing, t.Generator) or not isinstance(summary.yields, v.Parts):
                return frozenset()
            if index < len(summary.yields.items):
                answers |= self.resolve(summary.yields.items[index], thing.function.path)
        return frozenset(answers)

    def _part_of_call(self, call: v.Result, index: int, path: str) -> Things:
        answers: set[t.Thing] = set()
        for thing in self.resolve(call.of, path):
            row = self.row(thing)
            if row is not None and index < len(row.items):
                answers.add(t.Instance(row.items[index]) if row.items[index] else t.PLAIN)
                continue
            summary = self.function(thing) if isinstance(thing, t.Function) else None
            items = summary.returns.items if summary is not None and isinstance(summary.returns, v.Parts) else ()
            if isinstance(thing, t.Function) and index < len(items):
                answers |= self.resolve(items[index], thing.path)
                continue
            answers.add(t.OTHER)
        return frozenset(answers)

    def provided(self, value: v.Provided, path: str) -> Things:
        answers: set[t.Thing] = set()
        for thing in self.resolve(value.of, path):
            match thing:
                case t.Function():
                    summary = self.function(thing)
                    if summary is None:
                        answers.add(t.OTHER)
                    elif summary.is_generator:
                        answers |= self._yields(summary, thing.path)
                    else:
                        answers |= self.returned(thing)
                case t.Class(where, name):
                    answers.add(t.Object(where, name))
                case _:
                    answers.add(t.OTHER)
        return frozenset(answers)

    def one_of(self, value: v.Either, path: str) -> Things:
        return frozenset(one for option in value.options for one in self.resolve(option, path))


def _without_parameters(base: v.Value) -> v.Value:
    """The base `Repository` of `class Users(Repository[User])`."""
    match base:
        case v.Result(of=v.Member(of=of, name="__getitem__")):
            return of
        case v.Result(of=v.Name(target=target)) if target.endswith(".__getitem__"):
            return v.Name(target.removesuffix(".__getitem__"))
    return base


def _classes(found: Things) -> Things:
    """What `type(...)` gives."""
    return frozenset(
        t.Class(one.path, one.name)
        if isinstance(one, t.Object)
        else t.External(one.type)
        if isinstance(one, t.Instance) and one.type
        else t.OTHER
        for one in found
    )


def _container(thing: t.Sequence | t.Mapping, name: str) -> Things:
    held = thing.elements if isinstance(thing, t.Sequence) else thing.values
    if name in ("__getitem__", "get", "pop", "popleft", "setdefault"):
        return frozenset({t.Chosen(held)})
    if name == "values":
        return frozenset({t.Chosen(frozenset({t.Sequence(held)}))})
    if name == "items" and isinstance(thing, t.Mapping):
        row = t.Row((frozenset({t.PLAIN}), held))
        return frozenset({t.Chosen(frozenset({t.Sequence(frozenset({row}))}))})
    return frozenset({t.PLAIN})


_Rule = Callable[[Project, Any, str], Things]
_RULES: dict[type, _Rule] = {
    v.Value: lambda project, value, path: _NOTHING,
    v.Literal: lambda project, value, path: frozenset({t.PLAIN}),
    v.Name: Project.name,
    v.Member: Project.member,
    v.Result: Project.called,
    v.Awaited: Project.awaited,
    v.Made: Project.made,
    v.Entered: Project.entered,
    v.Element: Project.element,
    v.Items: Project.items,
    v.Parts: Project.parts,
    v.Part: Project.part,
    v.Provided: Project.provided,
    v.Either: Project.one_of,
}
