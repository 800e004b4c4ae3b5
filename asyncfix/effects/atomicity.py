"""What a new suspension breaks: sections that ran at one go so far, in its function and in all that await that.

The rule: nothing that others can reach is read or written before the suspension and used after it in its segment, while
the project has somebody who changes it (or reads it, for what is written). And no lock is held there.
"""

from __future__ import annotations

import ast
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple
from weakref import WeakKeyDictionary

from asyncfix.binding.execution_context import ExecutionContext
from asyncfix.catalogue.harmless_words import is_harmless_word
from asyncfix.effects.access_paths import ITEM, AccessPath, Root
from asyncfix.effects.held_locks import HeldLocks
from asyncfix.effects.segments import How, Segment, Step, StepGraph
from asyncfix.effects.sharing import CHANGES, Sharing
from asyncfix.effects.suspension import Suspension
from asyncfix.effects.table import Effect, sentence
from asyncfix.effects.touches import PARAMETER, Access, location, widest
from asyncfix.errors import UnreadableError
from asyncfix.files.source import Source
from asyncfix.inference import symbolic as v
from asyncfix.inference import types as t
from asyncfix.inference.eval_functions import FileFlow
from asyncfix.inference.events import EventKind, FunctionFacts, ValueEvent
from asyncfix.inference.file_flow import facts_of, flow_of
from asyncfix.inference.resolver import Project
from asyncfix.syntax.node_id import NodeId, node_id
from asyncfix.syntax.node_path import NodePath
from asyncfix.syntax.parse import parse
from asyncfix.syntax.tree import Tree

_OF_ONE_TASK = frozenset({"__aenter__", "__aexit__", "asyncSetUp", "asyncTearDown"})
_USES = frozenset({How.READ, How.WRITE, How.UPDATE, How.ITERATE})
_TAKING = frozenset({"discard", "pop", "popitem", "popleft", "remove"})
_DEPTH = 6  # callers of callers
_AT_HAND = 8  # files of callers
_OTHER_END = {False: frozenset({"__exit__", "__aexit__"}), True: frozenset({"__enter__", "__aenter__"})}
"""What does not run at the begin of a `with` block, and what does not run at its end."""


class Touch(NamedTuple):
    """Something that a step does to a location."""

    step: Step
    how: How
    names: tuple[str, ...]  # the path as the function sees it; empty where a callee does it to something else
    owner: str
    name: str
    root: Root
    function: t.ProjectFunction | None = None  # that does it, where that is called

    @property
    def shown(self) -> str:
        """The location as people write it."""
        if self.names:
            return ".".join(self.names)
        return f"{self.owner}.{self.name}" if self.owner.isidentifier() else self.name


class FunctionSteps:
    """The steps of one coroutine, with what they do to locations, by themselves and through what they call."""

    def __init__(self, facts: FunctionFacts, path: str, sharing: Sharing, suspension: Suspension) -> None:
        node = facts.node
        assert isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
        self.function = t.ProjectFunction(path, facts.name)
        self.graph = StepGraph(node, facts.owner)
        self._owner = facts.owner.rpartition(".")[2]
        self._sharing, self._suspension = sharing, suspension
        self._events: dict[NodeId, list[ValueEvent]] = {}
        for event in facts.events:
            self._events.setdefault(node_id(event.node), []).append(event)
        self._known: dict[Step, tuple[Touch, ...]] = {}
        self._given = Root.FRESH if sharing.is_owned(self.function) else Root.GIVEN

    def is_wait(self, step: Step) -> bool:
        """True where other tasks run already."""
        return step.waits and not self.awaited(step)

    def awaited(self, step: Step) -> tuple[t.ProjectFunction, ...]:
        """The coroutines that a step awaits, where none of them ever suspends."""
        node = step.node
        if isinstance(node, ast.Await):
            node = node.value
        elif isinstance(node, ast.withitem):
            node = node.context_expr
        events = [one for one in self._events.get(node_id(node), ()) if one.awaited]
        found = [self._suspension.never(one.kind, one.value, self.function.path) for one in events]
        return tuple(one for each in found for one in each) if all(found) else ()

    def touches(self, steps: Iterable[Step]) -> Iterator[Touch]:
        """What the steps do to locations that others may reach."""
        for step in steps:
            known = self._known.get(step)
            if known is None:
                known = self._known[step] = tuple(dict.fromkeys(self._of_step(step)))
            yield from known

    def _of_step(self, step: Step) -> Iterator[Touch]:
        path = step.path
        if step.how is not None and path is not None:
            if isinstance(step.node, ast.Call) and self._is_of_library(step.node):
                return
            yield from self._of_path(step, step.how, path)
        elif isinstance(step.node, ast.Call):
            yield from self._of_call(step, step.node, self._callees(step.node))
        elif isinstance(step.node, ast.withitem):
            yield from self._of_manager(step, step.node)
        elif isinstance(step.node, ast.Await) and isinstance(step.node.value, ast.Call):
            yield from self._of_call(step, step.node.value, self.awaited(step))

    def _is_of_library(self, call: ast.Call) -> bool:
        """True for `os.remove(path)`, which only has the name of a container's method."""
        values = [one.value for one in self._events.get(node_id(call), ()) if one.kind is EventKind.CALL]
        return any(self._sharing.is_other_method(value, self.function.path) for value in values)

    def _of_path(self, step: Step, how: How, path: AccessPath) -> Iterator[Touch]:
        root = self._root(path)
        found = location(path, self._owner) if root is not Root.FRESH else None
        if found is None:
            return
        yield Touch(step, how, path.names, *found, root)
        for getter in self._sharing.properties(Access(how, root, *found)) if path.fields[-1] != ITEM else ():
            yield from self._through(step, getter, path.names[:-1], root, Root.FRESH)

    def _root(self, path: AccessPath) -> Root:
        if path.root is Root.GIVEN:
            return self._given
        if path.root is Root.CALLED:
            return self._root_of_result(path.call)
        return path.root

    def _root_of_result(self, call: ast.Call | None) -> Root:
        """Who has what a call gives: what a library gives is taken for new."""
        functions = self._callees(call) if call is not None else ()
        roots: list[Root] = []
        for one in functions:
            gives = self._sharing.touches(one).gives
            if gives is Root.OBJECT and call is not None and isinstance(call.func, ast.Attribute):
                gives = self._root(self.graph.names.path(call.func.value))
            roots.append(Root.FRESH if gives in (Root.CALLED, Root.GIVEN) else gives)
        return widest(roots)

    def _callees(self, call: ast.Call) -> tuple[t.ProjectFunction, ...]:
        found: list[t.ProjectFunction] = []
        for event in self._events.get(node_id(call), ()):
            value = event.value
            if value is v.UNKNOWN and isinstance(call.func, ast.Attribute) and not is_harmless_word(call.func.attr):
                value = v.Member(v.UNKNOWN, call.func.attr)
            if event.kind is EventKind.CALL and value is not v.UNKNOWN:
                found += self._sharing.called(value, self.function.path)
        return tuple(found)

    def _of_call(self, step: Step, call: ast.Call, callees: Sequence[t.ProjectFunction]) -> Iterator[Touch]:
        receiver = self.graph.names.path(call.func.value) if isinstance(call.func, ast.Attribute) else None
        arguments = [self.graph.names.path(one) for one in (*call.args, *(word.value for word in call.keywords))]
        given = widest([self._root(one) for one in arguments])
        for one in callees:
            if step.waits or not self._sharing.is_coroutine(one):
                root = self._root(receiver) if receiver is not None else Root.FRESH
                names = receiver.names if receiver is not None else ()
                for touch in self._through(step, one, names, root, given):
                    if touch.owner != PARAMETER:
                        yield touch
                    elif touch.function == one and (passed := _argument(call, touch.name)) is not None:
                        yield from self._of_path(step, touch.how, self.graph.names.path(passed))

    def _of_manager(self, step: Step, item: ast.withitem) -> Iterator[Touch]:
        for event in self._events.get(node_id(item.context_expr), ()):
            if event.kind in (EventKind.ENTER, EventKind.LEAVE):
                path = self.graph.names.path(item.context_expr)
                for one in self._sharing.called(event.value, self.function.path):
                    if one.name.rpartition(".")[2] not in _OTHER_END[step.leaves]:
                        yield from self._through(step, one, path.names, self._root(path), Root.FRESH)

    def _through(
        self, step: Step, function: t.ProjectFunction, names: tuple[str, ...], receiver: Root, given: Root
    ) -> Iterator[Touch]:
        for access, is_own, by in self._sharing.through(function, receiver, given):
            shown = (*names, access.name) if is_own and names else ()
            yield Touch(step, access.how, shown, access.owner, access.name, access.root, by)


LooksAt = Callable[[t.ProjectFunction, Sequence[t.ProjectFunction]], object]
"""Is told of a coroutine of which it matters who calls it, and of others whose insides matter."""


class Interplay:
    """What new suspensions would break, anywhere in a project."""

    def __init__(self, project: Project, looks_at: LooksAt = lambda function, callers: None) -> None:
        self.project = project
        self._looks_at = looks_at
        self.sharing = Sharing(project)
        self.suspension = Suspension(project)
        self.locks = HeldLocks(project, self.sharing)
        self._files: dict[str, dict[str, FunctionFacts]] = {}
        self._steps: WeakKeyDictionary[ast.AST, FunctionSteps] = WeakKeyDictionary()

    def of_await(self, tree: Tree, path: NodePath, place: ExecutionContext) -> tuple[str, ...]:
        """Sentences on what may happen where the node at the end of the path waits."""
        self.know(tree)
        facts = facts_of(tree.module, place.function) if place.function is not None else None
        if facts is None:
            return ()
        inside = {node_id(path[-1].node)}
        if len(path) > 1 and isinstance(path[-2].node, ast.withitem):
            inside.add(node_id(path[-2].node))
        return self.hazards(facts, tree.source.path, inside)

    def know(self, tree: Tree) -> None:
        """Take a file that is parsed already for what callers in it do."""
        path = os.path.abspath(tree.source.path)
        if path not in self._files:
            self._files[path] = {one.name: one for one in flow_of(tree.module).functions}

    def hazards(self, facts: FunctionFacts, path: str, inside: Collection[NodeId]) -> tuple[str, ...]:
        """What may happen where the nodes of a coroutine suspend it, as sentences. `path` is that of its file."""
        found = self._of_function(facts, path, inside)
        found += self._of_callers(t.ProjectFunction(os.path.abspath(path), facts.name), _DEPTH, set())
        return tuple(dict.fromkeys(found))

    def _of_function(self, facts: FunctionFacts, path: str, inside: Collection[NodeId]) -> list[str]:
        steps = self.steps_of(facts, path)
        segment = steps.graph.around(inside, steps.is_wait)
        if not segment.inside:
            return []
        found = [*self.locks.hazards(facts, os.path.abspath(path), segment)]
        name = facts.name.rpartition(".")[2]
        if name not in _OF_ONE_TASK and not name.startswith("test_"):
            found += _Pairs(self.sharing, steps, segment, inside).hazards()
        return found

    def steps_of(self, facts: FunctionFacts, path: str) -> FunctionSteps:
        """The steps of a coroutine, made once."""
        known = self._steps.get(facts.node)
        if known is None:
            known = FunctionSteps(facts, os.path.abspath(path), self.sharing, self.suspension)
            self._steps[facts.node] = known
        function = known.function
        self._looks_at(function, [*self.suspension.below(function), *self.suspension.callers(function)])
        return known

    def _of_callers(self, function: t.ProjectFunction, depth: int, seen: set[t.ProjectFunction]) -> list[str]:
        """What may happen in the coroutines that await one that never suspended so far."""
        if depth == 0 or function in seen or self.suspension.may_suspend(function):
            return []
        seen.add(function)
        callers = self.suspension.callers(function)
        self._looks_at(function, callers)
        found: list[str] = []
        for caller in callers:
            facts = self._facts(caller)
            if facts is None:
                continue
            steps = self.steps_of(facts, caller.path)
            inside = {node_id(step.node) for step in steps.graph.steps if function in steps.awaited(step)}
            names = {"function": function.name, "caller": caller.name}
            told = self._of_function(facts, caller.path, inside)
            found += [sentence(Effect.CALLER_AWAITS, hazard=hazard, **names) for hazard in told]
            found += self._of_callers(caller, depth - 1, seen)
        return found

    def _facts(self, function: t.ProjectFunction) -> FunctionFacts | None:
        """A coroutine of any file; None where that can't be read any more."""
        if function.path not in self._files:
            if len(self._files) >= _AT_HAND:
                del self._files[next(iter(self._files))]
            self._files[function.path] = {one.name: one for one in _functions(function.path)}
        return self._files[function.path].get(function.name)


class _Pairs:
    """What is done before a suspension, and what after it."""

    def __init__(self, sharing: Sharing, steps: FunctionSteps, segment: Segment, inside: Collection[NodeId]) -> None:
        self._sharing, self._steps, self._inside = sharing, steps, inside
        self._function = steps.function
        own = [*steps.touches(segment.inside)]
        self._own = set(segment.inside)
        self._before = [*steps.touches(segment.before), *own]
        self._after = [*own, *steps.touches(segment.after)]
        self._untested: dict[tuple[str, ...], frozenset[Step]] = {}

    @cached_property
    def _later(self) -> dict[str, list[Touch]]:
        found: dict[str, list[Touch]] = {}
        for touch in self._after:
            found.setdefault(touch.name, []).append(touch)
        return found

    def hazards(self) -> Iterator[str]:
        """One sentence per location, the worst."""
        found: dict[str, Effect] = {}
        for first in self._before:
            for second in self._later.get(first.name, ()):
                if first.step is second.step and first.how is not How.ITERATE:
                    continue
                if not self._is_same(first, second) or self._is_tested_again(first, second):
                    continue
                effect = self._effect(first, second)
                shown = first.shown if first.names else second.shown
                if effect is not None and (shown not in found or _WORST[effect] < _WORST[found[shown]]):
                    found[shown] = effect
        for shown, effect in sorted(found.items()):
            yield sentence(effect, name=shown)

    def _is_same(self, first: Touch, second: Touch) -> bool:
        if first.names and second.names:
            return first.names == second.names and not (_is_item_alone(first, second) or _is_item_alone(second, first))
        return self._sharing.alike(first.owner, second.owner)

    def _is_tested_again(self, first: Touch, second: Touch) -> bool:
        """True where what was tested before is tested again after the suspension, on each way to its use."""
        if not first.step.tests or not first.names or second.step in self._own or first.step in self._own:
            return False
        if first.names not in self._untested:
            graph, is_wait = self._steps.graph, self._steps.is_wait
            names = first.names

            def stops(step: Step) -> bool:
                return is_wait(step) or (step.tests and step.path is not None and step.path.names == names)

            self._untested[names] = frozenset(graph.around(self._inside, stops).after)
        return second.step not in self._untested[first.names] and not second.step.tests

    def _effect(self, first: Touch, second: Touch) -> Effect | None:
        reads = first.how in (How.READ, How.ITERATE)
        if reads and second.how in CHANGES:
            return Effect.READ_THEN_CHANGED if first.how is How.READ else Effect.ITERATED
        if first.how in CHANGES and second.how in (How.READ, How.ITERATE):
            return None if second.step.tests and _takes(first.step.node) else Effect.CHANGED_THEN_READ
        if reads and self._is_changed_by_others(first, second):
            if first.how is How.ITERATE and second.how is How.ITERATE:
                return Effect.ITERATED
            if first.step.tests and second.how in (How.READ, How.ITERATE):
                return Effect.CHECKED_THEN_USED
        return None

    def _is_changed_by_others(self, first: Touch, second: Touch) -> bool:
        if Root.GIVEN in (first.root, second.root) and not first.owner:
            return False
        owner = first.owner or second.owner
        return self._sharing.others(owner, first.name, CHANGES, self._function)


def _argument(call: ast.Call, parameter: str) -> ast.expr | None:
    """What a call gives for a parameter, of which the position stands before the name."""
    position, _, name = parameter.partition(" ")
    for keyword in call.keywords:
        if keyword.arg == name:
            return keyword.value
    number = int(position)
    if any(isinstance(one, ast.Starred) for one in call.args) or not 0 <= number < len(call.args):
        return None
    return call.args[number]


def _takes(node: ast.AST) -> bool:
    """True for `queue.pop()`: whoever asks later whether there is more is answered for that moment."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _TAKING


def _is_item_alone(first: Touch, second: Touch) -> bool:
    """True where a container is gone through before and an item of it changes after, which leaves the container."""
    one, other = first.step.path, second.step.path
    if one is None or other is None or second.how is not How.UPDATE or not isinstance(second.step.node, ast.Call):
        return False
    return ITEM not in one.fields and other.fields[-1] == ITEM


def merged(*told: Sequence[str]) -> tuple[str, ...]:
    """Hazards from several readers, without a second one about the same thing."""
    found: dict[str, str] = {}
    for one in told:
        shown = {_subject(hazard) for hazard in found.values()}
        for hazard in one:
            if hazard not in found and (not _subject(hazard) or _subject(hazard) not in shown):
                found[hazard] = hazard
    return tuple(found)


def _subject(hazard: str) -> str:
    """What a sentence is about: the first thing that it names, where that is a location or a lock."""
    return hazard.split("`")[1].replace('"', "'") if hazard.count("`") == 2 else ""


_WORST = {
    Effect.READ_THEN_CHANGED: 0,
    Effect.CHANGED_THEN_READ: 1,
    Effect.ITERATED: 2,
    Effect.CHECKED_THEN_USED: 3,
}


def _functions(path: str) -> list[FunctionFacts]:
    try:
        with open(path, "rb") as stream:
            return FileFlow(parse(Source(stream.read(), path))).functions
    except (OSError, UnreadableError, RecursionError, ValueError):
        return []
