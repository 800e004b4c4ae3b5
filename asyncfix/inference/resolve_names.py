"""The meaning of names and attributes over all the files of a project."""

from __future__ import annotations

import os

from asyncfix.catalogue.decorators import makes_property
from asyncfix.catalogue.python_names import CLOSED_CLASSES, is_path
from asyncfix.catalogue.standard_library import type_of_attribute
from asyncfix.inference import symbolic as v
from asyncfix.inference import types as t
from asyncfix.inference.events import SLICE
from asyncfix.inference.module_summary import ClassSummary, FunctionSummary
from asyncfix.inference.resolver_state import NOTHING, ResolverState, Things


class Attributes(ResolverState):
    """Names of modules and attributes of what they stand for."""

    # -- names

    def name(self, value: v.Name, path: str) -> Things:
        target = value.target
        if target.startswith(v.OWN):
            return self.own(target[1:], path)
        if target.startswith("."):
            found = self.modules.relative(target, path)
            return self.inside(*found) if found else frozenset({t.LibraryName(target.lstrip("."))})
        found = self.modules.absolute(target, self._folder(path))
        if found and found[0] != path:
            return self.inside(*found)
        return frozenset({t.LibraryName(self.catalogue.canonical(target))})

    def _folder(self, path: str) -> str:
        known = self._folders.get(path)
        if known is None:
            known = self._folders[path] = os.path.dirname(path)
        return known

    def inside(self, path: str, rest: str) -> Things:
        """The meaning of a dotted name inside a module of the project."""
        if not rest:
            return frozenset({t.ProjectModule(path)})
        first, _, more = rest.partition(".")
        found = self.own(first, path)
        for word in more.split(".") if more else ():
            found = self.members(found, word, path)
        return found

    def own(self, name: str, path: str) -> Things:
        """The meaning of a name that a module binds itself."""
        summary = self.summaries.get(path)
        if summary is None:
            self._want(path)
            return NOTHING
        found: set[t.Type] = set()
        if name in summary.functions:
            found.add(t.ProjectFunction(path, name))
        if name in summary.classes:
            found.add(t.ProjectClass(path, name))
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
            return frozenset({t.ProjectModule(below[0])})
        for star in summary.stars:
            dot = "" if star.endswith(".") else "."
            target = f"{star}{dot}{name}"
            got = self.resolve(v.Name(target), path)
            if not t.unknown(got) and (self._is_own(target, path) or all(self._is_certain(one) for one in got)):
                return got
        return NOTHING

    def _is_certain(self, thing: t.Type) -> bool:
        """False for a name that a module from outside may or may not have."""
        return not isinstance(thing, t.LibraryName) or self.catalogue.row(thing.name) is not None

    def _is_own(self, target: str, path: str) -> bool:
        """True for a name inside a module of the project."""
        if target.startswith("."):
            return self.modules.relative(target, path) is not None
        return self.modules.absolute(target, os.path.dirname(path)) is not None

    # -- attributes

    def member(self, value: v.Member, path: str) -> Things:
        if value.name == "__class__":
            return classes_of(self.resolve(value.of, path))
        if isinstance(value, v.TableOf):
            return frozenset({t.MappingOf(self.resolve(value.of, path))})
        if isinstance(value, v.SuperOf):
            made = (thing for thing in self.resolve(value.of, path) if isinstance(thing, t.ProjectInstance))
            return frozenset(t.ProjectInstance(thing.path, thing.name, above=True) for thing in made)
        return self.members(self.resolve(value.of, path), value.name, path)

    def members(self, found: Things, name: str, path: str) -> Things:
        answers: set[t.Type] = set()
        for thing in found:
            if len(found) == 1 or not self._lacks(thing, name):
                answers |= self._member(thing, name)
        return frozenset(answers)

    def _lacks(self, thing: t.Type, name: str) -> bool:
        """True for an object of which it is known that it has no such attribute, so that another one is meant."""
        if not isinstance(thing, t.LibraryInstance):
            return False
        kind = CLOSED_CLASSES.get(thing.type)
        return kind is not None and not hasattr(kind, name) and self.catalogue.member(thing.type, name) is None

    def _member(self, thing: t.Type, name: str) -> Things:
        match thing:
            case t.LibraryName(owner):
                row = self.catalogue.row(owner)
                if row is not None and row.attribute and row.returns:
                    return self._of_instance(t.LibraryInstance(row.returns), name)
                given = self.catalogue.attribute(owner, name)
                if given is not None and given.returns and given.returns != "Self":
                    return frozenset({t.LibraryInstance(given.returns)})
                return frozenset({t.LibraryName(self.catalogue.canonical(f"{owner}.{name}"))})
            case t.LibraryInstance():
                return self._of_instance(thing, name)
            case t.ProjectModule(path):
                return self.own(name, path)
            case t.SequenceOf() if name == SLICE:
                return frozenset({t.ElementGetter(frozenset({thing}))})
            case t.ProjectClass() if name == "__getitem__":
                return frozenset({t.ElementGetter(frozenset({thing}))})  # `Repository[User]` is a class as well
            case t.ProjectInstance() | t.ProjectClass():
                return self._of_object(thing, name)
            case t.SequenceOf() | t.MappingOf():
                return _container(thing, name)
        return NOTHING

    def _of_instance(self, thing: t.LibraryInstance, name: str) -> Things:
        if name == "parents" and is_path(thing.type):
            return frozenset({t.SequenceOf(frozenset({thing}))})
        row = self.catalogue.attribute(thing.type, name)
        if row is not None and row.returns:
            return frozenset({t.LibraryInstance(thing.type if row.returns == "Self" else row.returns)})
        if row is None and (kind := type_of_attribute(thing.type, name)):
            return frozenset({t.LibraryInstance(kind)})
        return frozenset({t.LibraryMethod(thing, name)})

    def _of_object(self, thing: t.ProjectInstance | t.ProjectClass, name: str) -> Things:
        found = self.attribute(thing, name)
        if found is None:
            return NOTHING
        where, what = found
        if isinstance(what, t.ProjectFunction):
            summary = self.function(what)
            if summary is not None and isinstance(thing, t.ProjectInstance) and self.is_property(summary, what.path):
                if summary.is_generator:
                    return frozenset({t.GeneratorOf(what)})
                return frozenset({t.CoroutineOf(what)}) if summary.is_async else self.returned(what)
            return frozenset({what})
        if isinstance(what, t.LibraryMethod) and self._gives_own(what):
            return frozenset({t.ElementGetter(frozenset({t.ProjectInstance(thing.path, thing.name)}))})
        if isinstance(what, t.Type):
            return frozenset({what})
        return self.resolve(what, where)

    def _gives_own(self, method: t.LibraryMethod) -> bool:
        """True for what a class has from outside and what only gives an object of it: `Model.model_validate`."""
        row = self.row(method)
        return row is not None and row.returns == "Self" and not row.stops and not row.attribute

    def attribute(self, thing: t.ProjectInstance | t.ProjectClass, name: str) -> tuple[str, t.Type | v.Symbolic] | None:
        """The attribute of a class or its nearest base: a function, a method from outside, or a value."""
        lineage = self.lineage(thing.path, thing.name)
        own_values: tuple[str, v.Symbolic] | None = None
        for one in lineage[1:] if isinstance(thing, t.ProjectInstance) and thing.above else lineage:
            if isinstance(one, str):
                row = self.catalogue.member(one, name) or self.catalogue.attribute(one, name)
                if row is not None and row.attribute and row.returns and row.returns != "Self":
                    return thing.path, t.LibraryInstance(row.returns)
                if row is not None:
                    return thing.path, t.LibraryMethod(t.LibraryInstance(one), name)
                continue
            path, summary = one
            if name in summary.methods:
                return path, t.ProjectFunction(path, summary.methods[name])
            if name in summary.attributes and own_values is None:
                own_values = path, summary.attributes[name]
        return own_values

    def managing(self, thing: t.Type, word: str) -> t.ProjectFunction | None:
        """The function of the project that runs where a manager is entered (`__enter__`) or left (`__exit__`)."""
        if isinstance(thing, t.ContextManagerOf):
            return thing.function
        found = self.attribute(thing, word) if isinstance(thing, t.ProjectInstance) else None
        return found[1] if found is not None and isinstance(found[1], t.ProjectFunction) else None

    def lineage(self, path: str, name: str) -> list[tuple[str, ClassSummary] | str]:
        """A class and its bases, nearest first; those from outside the project as qualified names."""
        known = self._lineages.get((path, name))
        if known is not None:
            return known
        touches, cuts = self.touches, self._cuts
        found: list[tuple[str, ClassSummary] | str] = []
        waiting: list[t.Type] = [t.ProjectClass(path, name)]
        seen: set[t.Type] = set()
        while waiting:
            one = waiting.pop(0)
            if one in seen:
                continue
            seen.add(one)
            if isinstance(one, t.LibraryName):
                found.append(one.name)
            elif isinstance(one, t.LibraryInstance):
                found.append(one.type)
            elif isinstance(one, t.ProjectClass):
                summary = self.summaries.get(one.path)
                kind = summary.classes.get(one.name) if summary else None
                if kind is not None:
                    found.append((one.path, kind))
                    for base in kind.bases:
                        waiting.extend(self.resolve(_without_parameters(base), one.path))
        if touches == self.touches and (cuts == self._cuts or not self._working):
            self._lineages[path, name] = found
        return found

    def returned(self, thing: t.ProjectFunction) -> Things:
        """The types that the body of a function returns."""
        summary = self.function(thing)
        return self.resolve(summary.returns, thing.path) if summary else NOTHING

    def decorators(self, summary: FunctionSummary, path: str) -> frozenset[str]:
        """The qualified names of the decorators that come from outside the project."""
        found = set()
        for value in summary.decorators:
            while isinstance(value, v.ResultOf):
                value = value.of
            for one in self.resolve(value, path):
                if isinstance(one, t.LibraryName):
                    found.add(one.name)
        return frozenset(found)

    def is_property(self, summary: FunctionSummary, path: str) -> bool:
        """True for a method that is read as an attribute."""
        return any(map(makes_property, self.decorators(summary, path)))


def _without_parameters(base: v.Symbolic) -> v.Symbolic:
    """The base `Repository` of `class Users(Repository[User])`."""
    match base:
        case v.ResultOf(of=v.Member(of=of, name="__getitem__")):
            return of
        case v.ResultOf(of=v.Name(target=target)) if target.endswith(".__getitem__"):
            return v.Name(target.removesuffix(".__getitem__"))
    return base


def classes_of(found: Things) -> Things:
    """The types that `type(...)` gives."""
    return frozenset(
        t.ProjectClass(one.path, one.name)
        if isinstance(one, t.ProjectInstance)
        else t.LibraryName(one.type)
        if isinstance(one, t.LibraryInstance) and one.type
        else t.UNKNOWN
        for one in found
    )


def _container(thing: t.SequenceOf | t.MappingOf, name: str) -> Things:
    held = thing.elements if isinstance(thing, t.SequenceOf) else thing.values
    if name in ("__getitem__", "get", "pop", "popleft", "setdefault"):
        return frozenset({t.ElementGetter(held)})
    if name == "values":
        return frozenset({t.ElementGetter(frozenset({t.SequenceOf(held)}))})
    if name == "items" and isinstance(thing, t.MappingOf):
        row = t.TupleOf((frozenset({t.PLAIN}), held))
        return frozenset({t.ElementGetter(frozenset({t.SequenceOf(frozenset({row}))}))})
    return frozenset({t.PLAIN})
