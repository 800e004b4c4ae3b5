"""Who can reach what in a project: what functions do to locations, through all that they call, and who else does.

A location that nobody writes once its object is made is frozen: it may be read at any time.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from asyncfix.catalogue.state_effects import is_plain_container
from asyncfix.effects.access_paths import Root
from asyncfix.effects.segments import How
from asyncfix.effects.touches import MODULE, PARAMETER, Access, Link, Touches
from asyncfix.inference import symbolic as v
from asyncfix.inference import types as t
from asyncfix.inference.events import EventKind
from asyncfix.inference.module_summary import FunctionSummary
from asyncfix.inference.resolver import Project

_MAKERS = frozenset({
    "__aenter__", "__del__", "__init__", "__init_subclass__", "__new__", "__post_init__", "__set_name__",
    "__setstate__", "asyncSetUp", "asyncTearDown", "setUp", "setUpClass", "tearDown",
})  # fmt: skip
"""Methods that run while nobody else has the object."""
_MOST = 400  # functions that are followed from one call
_ALIKE = 3  # methods of one name that a call of something unknown may mean
CHANGES = frozenset({How.WRITE, How.UPDATE})


class Reach(NamedTuple):
    """An access of a function or of one that it calls, as the call sees it."""

    access: Access
    is_own: bool  # of the object whose method is called
    function: t.ProjectFunction


class Sharing:
    """The locations that the functions of a project touch."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._reached: dict[tuple[t.ProjectFunction, Root, Root], tuple[Reach, ...]] = {}
        self._called: dict[tuple[v.Symbolic, str], tuple[t.ProjectFunction, ...]] = {}

    def touches(self, function: t.ProjectFunction) -> Touches:
        """The accesses of a function by itself."""
        summary = self._project.function(function)
        return summary.touches if summary is not None else Touches()

    def through(self, function: t.ProjectFunction, receiver: Root, given: Root) -> tuple[Reach, ...]:
        """What a call does to locations that others may reach, given the roots of the object and the arguments."""
        key = function, receiver, given
        if key not in self._reached:
            self._reached[key] = tuple(dict.fromkeys(self._walk(function, receiver, given)))
        return self._reached[key]

    def _walk(self, function: t.ProjectFunction, receiver: Root, given: Root) -> Iterator[Reach]:
        first = (function, receiver, given, True)
        seen, waiting = {first}, [first]
        while waiting and len(seen) < _MOST:
            one, own_root, given_root, is_own = waiting.pop()
            roots = {Root.OBJECT: own_root, Root.GIVEN: given_root, Root.FRESH: Root.FRESH, Root.CALLED: Root.FRESH}
            touches = self.touches(one)
            is_maker = one.name.rpartition(".")[2] in _MAKERS
            for access in touches.accesses:
                root = roots.get(access.root, Root.SHARED)
                if root is Root.FRESH or (is_maker and access.root is Root.OBJECT):
                    continue
                if access.called is not None and self.is_other_method(access.called, one.path):
                    continue
                own = is_own and access.root is Root.OBJECT
                yield Reach(access._replace(root=root, called=None), own, one)
                for getter in self.properties(access):
                    waiting += _new(seen, (getter, root, Root.FRESH, own))
            for link in touches.links:
                receives = roots.get(link.receiver, Root.SHARED)
                for callee in self.called(link.value, one.path):
                    summary = self._project.function(callee)
                    if summary is not None and not summary.is_async:
                        own = is_own and link.receiver is Root.OBJECT
                        waiting += _new(seen, (callee, receives, roots.get(link.given, Root.SHARED), own))

    def called(self, value: v.Symbolic, path: str) -> tuple[t.ProjectFunction, ...]:
        """The functions of the project that a call, an entering or an iteration may run, as far as is known."""
        key = value, path
        known = self._called.get(key)
        if known is None:
            known = self._called[key] = tuple(sorted(set(self._targets(value, path)), key=t.place))
        return known

    def _targets(self, value: v.Symbolic, path: str) -> Iterator[t.ProjectFunction]:
        things = self._project.resolve(value, path)
        if isinstance(value, v.Member) and t.unknown(things):
            alike = self._methods.get(value.name, ())
            if len(alike) <= _ALIKE and (value.of is v.UNKNOWN or t.unknown(self._project.resolve(value.of, path))):
                yield from alike
        for thing in things:
            match thing:
                case t.ProjectFunction():
                    yield thing
                case t.ContextManagerOf(function) | t.GeneratorOf(function):
                    yield function
                case t.ProjectClass(where, name):
                    found = self._project.attribute(t.ProjectInstance(where, name), "__init__")
                    if found is not None and isinstance(found[1], t.ProjectFunction):
                        yield found[1]
                case t.ProjectInstance():
                    for word in ("__enter__", "__exit__", "__aenter__", "__aexit__"):
                        found = self._project.attribute(thing, word)
                        if found is not None and isinstance(found[1], t.ProjectFunction):
                            yield found[1]

    @cached_property
    def _methods(self) -> dict[str, tuple[t.ProjectFunction, ...]]:
        """The methods of the project by their names."""
        found: dict[str, tuple[t.ProjectFunction, ...]] = {}
        for function, summary in self._functions():
            if summary.owner:
                word = summary.name.rpartition(".")[2]
                found[word] = (*found.get(word, ()), function)
        return found

    def _functions(self) -> Iterator[tuple[t.ProjectFunction, FunctionSummary]]:
        for path, file in sorted(self._project.summaries.items()):
            for name, summary in file.functions.items():
                yield t.ProjectFunction(path, name), summary

    def properties(self, access: Access) -> Iterable[t.ProjectFunction]:
        """The getters and setters that run where an attribute is read or written."""
        if access.owner in (MODULE, PARAMETER) or access.name not in self._project.properties:
            return ()
        return self._getters.get(access.name, ())

    @cached_property
    def _getters(self) -> dict[str, tuple[t.ProjectFunction, ...]]:
        return {
            word: tuple(one for one in functions if self._is_decorated(one))
            for word, functions in self._methods.items()
            if word in self._project.properties
        }

    def _is_decorated(self, function: t.ProjectFunction) -> bool:
        summary = self._project.function(function)
        return summary is not None and bool(summary.decorators)

    # -- who else

    def others(self, owner: str, name: str, hows: frozenset[How], besides: t.ProjectFunction) -> bool:
        """True where another function of the project does one of these to the location, after its object was made.

        A name means something in its own module alone, unless it is imported or declared there.
        """
        file = self._project.summaries.get(besides.path)
        anywhere = owner != MODULE or (file is not None and name in file.imports)
        return any(
            how in hows
            and function != besides
            and self.alike(owner, other)
            and (anywhere or other != MODULE or function.path == besides.path)
            for how, other, function in self._accesses.get(name, ())
        )

    @cached_property
    def _accesses(self) -> dict[str, list[tuple[How, str, t.ProjectFunction]]]:
        """All that is done to locations, by name: by functions that do not only make the object."""
        found: dict[str, list[tuple[How, str, t.ProjectFunction]]] = {}
        for function, summary in self._functions():
            if _is_of_tests(function.path):
                continue
            is_maker = summary.name.rpartition(".")[2] in _MAKERS
            for access in summary.touches.accesses:
                if access.owner == PARAMETER or (is_maker and access.root is Root.OBJECT):
                    continue
                if access.called is None or not self.is_other_method(access.called, function.path):
                    found.setdefault(access.name, []).append((access.how, access.owner, function))
        return found

    def alike(self, owner: str, other: str) -> bool:
        """True where two classes may be one, or one a base of the other, as far as their names tell."""
        if owner == other or not owner or not other:
            return True
        return not self._families(owner).isdisjoint(self._families(other))

    def _families(self, owner: str) -> frozenset[str]:
        return self._lineages.get(owner, frozenset({owner}))

    @cached_property
    def _lineages(self) -> dict[str, frozenset[str]]:
        """The names of a class and of all its bases in the project, by name."""
        bases: dict[str, set[str]] = {}
        for file in self._project.summaries.values():
            for one in file.classes.values():
                words = bases.setdefault(one.name.rpartition(".")[2], set())
                words |= {_last_word(base) for base in one.bases}
        found: dict[str, frozenset[str]] = {}
        for name in bases:
            seen, waiting = {name}, [name]
            while waiting:
                new = bases.get(waiting.pop(), set()) - seen
                seen |= new
                waiting += new
            found[name] = frozenset(seen - _OUTSIDE)
        return found

    def is_other_method(self, value: v.Symbolic, path: str) -> bool:
        """True for what only has the name of a container's method: `os.remove(path)`, `session.add(order)`."""
        things = self._project.resolve(value, path)
        return not t.unknown(things) and all(map(_is_no_container, things))

    def things(self, value: v.Symbolic, path: str) -> frozenset[t.Type]:
        """The types that a value may have."""
        return self._project.resolve(value, path)

    def is_coroutine(self, function: t.ProjectFunction) -> bool:
        """True for an `async def`."""
        summary = self._project.function(function)
        return summary is not None and summary.is_async

    # -- locks and the process

    def uses_of(self, function: t.ProjectFunction) -> Iterator[tuple[t.ProjectFunction, EventKind, v.Symbolic]]:
        """What a function does with values, and what those do that it calls."""
        seen, waiting = {function}, [function]
        while waiting and len(seen) < _MOST:
            one = waiting.pop()
            for use in self._project.uses(one):
                yield one, use.kind, use.value
                if use.kind is not EventKind.READ:
                    new = set(self.called(use.value, one.path)) - seen
                    seen |= new
                    waiting += new

    # -- what functions are given

    def is_given_new(self, function: t.ProjectFunction, depth: int = 4) -> bool:
        """True where each call that is found awaits the function at once and gives it what was made for it."""
        word = function.name.rpartition(".")[2]
        calls = [one for one in self._links.get(word, ()) if function in self.called(one[1].value, one[0].path)]
        return bool(calls) and all(link.awaited and self._is_new(caller, link.given, depth) for caller, link in calls)

    def _is_new(self, caller: t.ProjectFunction, given: Root, depth: int) -> bool:
        if given is Root.GIVEN and depth:
            return self.is_owned(caller, depth - 1)
        return given is Root.FRESH

    def is_owned(self, function: t.ProjectFunction, depth: int = 4) -> bool:
        """True for a coroutine whose arguments nobody else has: a handler, which gets those of its request."""
        summary = self._project.function(function)
        if summary is None or not summary.is_async:
            return False
        return any(map(_is_route, summary.decorators)) or self.is_given_new(function, depth)

    @cached_property
    def _links(self) -> dict[str, list[tuple[t.ProjectFunction, Link]]]:
        """The calls of the project by the last word of what is called."""
        found: dict[str, list[tuple[t.ProjectFunction, Link]]] = {}
        for function, summary in self._functions():
            for link in summary.touches.links:
                found.setdefault(_last_word(link.value), []).append((function, link))
        return found


_OUTSIDE = frozenset({"", "ABC", "BaseModel", "Generic", "Protocol", "object"})


def _last_word(value: v.Symbolic) -> str:
    if isinstance(value, v.Member):
        return value.name
    return value.target.rpartition(".")[2].lstrip(v.OWN) if isinstance(value, v.Name) else ""


_ROUTES = frozenset({"api_route", "delete", "get", "head", "options", "patch", "post", "put", "route", "websocket"})


def _is_route(decorator: v.Symbolic) -> bool:
    """True for `@router.get(...)`."""
    return isinstance(decorator, v.ResultOf) and isinstance(decorator.of, v.Member) and decorator.of.name in _ROUTES


def _is_of_tests(path: str) -> bool:
    """True for a file whose functions do not run beside the tasks of the application."""
    folder, name = os.path.split(path)
    return name == "conftest.py" or name.startswith("test_") or os.path.basename(folder) in ("test", "tests")


def _is_no_container(thing: t.Type) -> bool:
    match thing:
        case t.LibraryMethod(receiver, _):
            return not is_plain_container(receiver.type)
        case t.LibraryName(name):
            return not is_plain_container(name)
    return isinstance(thing, t.ProjectFunction)


_Call = tuple[t.ProjectFunction, Root, Root, bool]


def _new(seen: set[_Call], call: _Call) -> list[_Call]:
    if call in seen:
        return []
    seen.add(call)
    return [call]
