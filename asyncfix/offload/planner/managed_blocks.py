"""`with` blocks that can't go to a thread as a whole: may what they enter be entered and left in threads?"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from asyncfix.binding.execution_context import AwaitObstacle, place_of
from asyncfix.catalogue.context_managers import is_of_thread, sets_context
from asyncfix.catalogue.state_effects import StateEffect, effects_of
from asyncfix.effects import of_regions
from asyncfix.effects.interference import is_lock_name
from asyncfix.effects.of_functions import loop_use
from asyncfix.effects.table import Effect, sentence
from asyncfix.effects.thread_affinity import bound_type, is_bound, is_local, keeps_bound, operands
from asyncfix.inference import symbolic as v
from asyncfix.inference import types as t
from asyncfix.inference.events import EventKind
from asyncfix.offload.candidates.blocking_sites import BlockingSite, BlockingSites, CoroutineSites
from asyncfix.offload.safety import transactions
from asyncfix.offload.safety.affinity_check import AffinityCheck
from asyncfix.offload.safety.endless_waits import is_endless_wait
from asyncfix.syntax.node_id import node_id
from asyncfix.syntax.node_path import NodePath

_METHODS = {EventKind.ENTER: "__enter__", EventKind.LEAVE: "__exit__"}


@dataclass(frozen=True, slots=True)
class Managed:
    """A `with` statement whose end can go to a thread, and its begin, too."""

    statement: ast.With
    path: NodePath  # to the statement
    left: tuple[
        tuple[BlockingSite, str], ...
    ]  # what blocks at its begin and end, and why it stays where nothing is done
    enters: bool  # entering one of its managers blocks
    hazards: tuple[str, ...]


def managed(
    files: BlockingSites,
    coroutine: CoroutineSites,
    bound: AffinityCheck,
    statement: ast.stmt,
    left: Sequence[tuple[BlockingSite, str]],
) -> Managed | Sequence[tuple[BlockingSite, str]]:
    """The statement, where its begin and end can go to threads; else what is left, with the reason for that, too.

    `left` holds the begins and ends that block. Those without a reason are hardly worth a thread.
    """
    locks = any(site.cause.row.is_lock and site.cause.function is None for site, _ in left)
    if not isinstance(statement, ast.With) or locks or not any(reason for _, reason in left):
        return left
    blocks = _Block(files, coroutine, bound, statement, [site for site, _ in left])
    refused = blocks.refusal()
    if refused:
        return [
            (site, reason if not reason or refused in reason else f"{reason}; nor can its begin and end: {refused}")
            for site, reason in left
        ]
    path = left[0][0].path
    path = path[: next(index for index, step in enumerate(path) if step.node is statement) + 1]
    return Managed(statement, path, tuple(left), blocks.enters, tuple(blocks.hazards()))


class _Block:
    """One `with` statement, with what blocks at its begin and end."""

    def __init__(
        self,
        files: BlockingSites,
        coroutine: CoroutineSites,
        bound: AffinityCheck,
        statement: ast.With,
        sites: list[BlockingSite],
    ) -> None:
        self.files = files
        self.project = files.index.project
        self.bound = bound
        self.sites = sites
        self.items = [item.context_expr for item in statement.items]
        self.roots: list[ast.AST] = [*self.items]
        inside = {node_id(item) for item in self.items}
        made = [event for event in coroutine.function.events if node_id(event.node) in inside]
        self.enters = any(site.event.kind is EventKind.ENTER for site in sites)
        moved = (EventKind.ENTER, EventKind.LEAVE) if self.enters else (EventKind.LEAVE,)
        self.ends = [event for event in made if event.kind in moved]
        function = replace(coroutine.function, events=made)
        self.coroutine = replace(coroutine, function=function)  # whose only calls are those that make the managers
        called = [(event.kind, one) for event, one in of_regions.called_functions(files, self.ends, inside)]
        called += [(one.event.kind, function) for one in sites for function in one.cause.functions]
        self.functions = self._with_inner(called)

    def _with_inner(
        self, called: Iterable[tuple[EventKind, t.ProjectFunction]]
    ) -> list[tuple[EventKind, t.ProjectFunction]]:
        """The functions that run at the begin or the end, and the managers that they enter until then."""
        found = dict.fromkeys(called)
        waiting = [*found]
        while waiting:
            _, function = waiting.pop()
            for kind, value in self._entered_by(function):
                for thing in self.project.resolve(value, function.path):
                    inner = self.project.managing(thing, _METHODS[kind])
                    if inner is not None and (kind, inner) not in found:
                        found[kind, inner] = None
                        waiting.append((kind, inner))
        return [*found]

    def _entered_by(self, function: t.ProjectFunction) -> Iterator[tuple[EventKind, v.Symbolic]]:
        """What a generator enters and leaves around its `yield`, and what a stack enters, which is left later."""
        summary = self.project.function(function)
        for use in self.project.uses(function):
            if use.kind in _METHODS and summary is not None and summary.is_generator:
                yield use.kind, use.value
            elif use.kind is EventKind.CALL and _last_word(use.value) == "enter_context":
                yield from ((kind, value) for value in use.given.positional[:1] for kind in _METHODS)

    # -- why not

    def refusal(self) -> str:
        """Why the managers must be entered and left where they are; "" where they need not."""
        blocking = {node_id(site.node) for site in self.sites}
        for item in self.items:
            if node_id(item) not in blocking:
                return f"`async with` would take `{_shown(item)}` as well, which does not block: nest two blocks"
        obstacle = place_of(self.sites[0].path).obstacle
        if obstacle is not AwaitObstacle.NONE:
            return obstacle.value
        if any(is_lock_name(site.cause.row.owner, called=True) for site in self.sites):
            return "a lock is given back by the thread that took it"
        return self._of_functions() or self._of_objects() or self._of_thread()

    def _of_functions(self) -> str:
        """What the functions that run at the begin and the end need of the thread of the loop."""
        blocking = self.files.index.blocking
        for kind, function in self.functions:
            used = blocking.uses_loop(function)
            if used and of_regions.is_of_loop(used):
                return sentence(Effect.LOOP_USED, function=function.name, name=used)
            used = used or self._sets_until_left(function) or self._sets_for_task(function)
            if used:
                return sentence(Effect.UNSEEN_EFFECT, function=function.name, name=used)
            if local := blocking.needs(function, Effect.LOCAL):
                return sentence(Effect.OTHER_IN_BLOCK, function=function.name, name=local)
            summary = self.project.function(function)
            if summary is None:
                continue
            if kind is EventKind.LEAVE and blocking.needs(function, Effect.ERROR):
                return sentence(Effect.BLOCK_ERROR, function=function.name)
            if self._keeps_lock(function, summary.is_generator):
                return sentence(Effect.LOCK_ENDS, function=function.name)
            if own := next(
                (name for use in self.project.uses(function) if _is_of_thread(name := _written(use.value))), ""
            ):
                return sentence(Effect.OTHER_IN_BLOCK, function=function.name, name=own)
            for use in self.project.uses(function):
                for one in operands(use.kind, use.value, use.given):
                    if bound := bound_type(self.project, one, function.path):
                        return sentence(Effect.BELONGS, what=f"`{function.name}` uses", kind=bound)
        for event in self.coroutine.function.events:
            if used := of_regions.given_loop_use(self.files, event):
                return sentence(Effect.LOOP_GIVEN, called="what is entered", name=used)
        return of_regions.refusal(self.files, self.coroutine, self.roots, self.sites[0].path)

    def _sets_until_left(self, function: t.ProjectFunction) -> str:
        """What a generator does to the thread or the task before it yields, and takes back after; "" for nothing."""
        summary = self.project.function(function)
        for use in self.project.uses(function) if summary is not None and summary.is_generator else ():
            things = self.project.resolve(use.value, function.path) if use.kind is EventKind.CALL else frozenset()
            if used := next((name for thing in things if (name := loop_use(thing))), ""):
                return used
        return ""

    def _sets_for_task(self, function: t.ProjectFunction) -> str:
        """What a function calls that is known to set variables of the context; "" for nothing."""
        for one in self.files.index.blocking.reached(function):
            summary = self.project.function(one)
            if summary is None:
                continue
            words = [summary.unseen.rpartition(".")[2], *(_last_word(use.value) for use in self.project.uses(one))]
            if found := next((word for word in words if sets_context(word)), ""):
                return found
        return ""

    def _keeps_lock(self, function: t.ProjectFunction, is_generator: bool) -> bool:
        """True for a function that may hold a lock after a part of it has run."""
        taken, given_back = False, False
        for use in self.project.uses(function):
            if use.kind is EventKind.ENTER and is_generator and self._is_lock(use.value, function.path):
                return True
            if _last_word(use.value) == "enter_context" and any(
                self._is_lock(one, function.path) for one in use.given.positional
            ):
                return True
            if (
                use.kind is EventKind.CALL
                and isinstance(use.value, v.Member)
                and self._is_lock(use.value.of, function.path)
            ):
                taken = taken or use.value.name == "acquire"
                given_back = given_back or use.value.name == "release"
        return taken != given_back or (taken and is_generator)

    def _is_lock(self, value: v.Symbolic, path: str) -> bool:
        """True for a lock of a type that is known, and for what is named as one."""
        named = _last_word(value.of) if isinstance(value, v.ResultOf) else _last_word(value)
        return is_lock_name(named, called=isinstance(value, v.ResultOf)) or any(
            isinstance(thing, t.LibraryInstance) and is_lock_name(thing.type, called=True)
            for thing in self.project.resolve(value, path)
        )

    def _of_objects(self) -> str:
        """What the managers are, or give, that belongs to one thread."""
        for event in self.ends:
            given = self.project.resolve(v.Entered(event.value), self.files.file)
            for thing in (*self.files.in_order(event), *sorted(given, key=str)):
                if isinstance(thing, t.LibraryInstance) and (
                    is_bound(self.project, thing) or is_local(self.project, thing)
                ):
                    return sentence(Effect.BELONGS, what="it is", kind=thing.type)
                if isinstance(thing, t.ProjectInstance) and keeps_bound(self.project, thing):
                    return sentence(Effect.BELONGS, what="it is", kind=thing.name)
        return ""

    def _of_thread(self) -> str:
        kept = (self.files.index.blocking.uses_kept(function) for _, function in self.functions)
        kind = next((one for one in kept if one), "")
        if kind:
            return sentence(Effect.BELONGS, what="it uses", kind=kind)
        return self.bound.refusal(self.roots, self.sites, is_alone=True)

    # -- what to look at

    def hazards(self) -> Iterator[str]:
        """What a person should know."""
        yield sentence(Effect.TWO_THREADS if self.enters else Effect.ANOTHER_THREAD)
        for _, function in self.functions:
            name = self.files.index.blocking.needs(function, Effect.UNSEEN)
            if name:
                yield sentence(Effect.UNSEEN_BELOW, function=function.name, name=name)
                break
        if unknown := next(self._unknown(), ""):
            yield sentence(Effect.UNSEEN_MANAGER, name=unknown)
        if updating := self._updating():
            yield sentence(Effect.UPDATES_SHARED, function=updating)
        if any(is_endless_wait(site) for site in self.sites):
            yield sentence(Effect.WAITS_ON)
        yield from of_regions.hazards(self.files, self.coroutine, self.roots)
        for one in (
            self.bound.other_session(self.roots, self.sites),
            transactions.hazard(self.files, self.coroutine, self.roots, self.sites[0].path),
        ):
            if one:
                yield one

    def _unknown(self) -> Iterator[str]:
        """The managers that the functions enter themselves and of which nothing is known."""
        for kind, function in self.functions:
            summary = self.project.function(function)
            for use in self.project.uses(function) if summary is not None and summary.is_generator else ():
                if kind is use.kind is EventKind.ENTER and t.unknown(self.project.resolve(use.value, function.path)):
                    yield _last_word(use.value.of if isinstance(use.value, v.ResultOf) else use.value)

    def _updating(self) -> str:
        """A method that changes its object, which was not made for this block alone; "" for none."""
        kept = [event for event in self.ends if not isinstance(event.value, v.ResultOf)]
        inside = {node_id(event.node) for event in kept}
        for _, function in of_regions.called_functions(self.files, kept, inside):
            if self.files.index.blocking.changes_own(function, Effect.WRITES):
                return function.name
        return ""


def _is_of_thread(name: str) -> bool:
    return StateEffect.THREAD_FOR_BLOCK in effects_of(name) or is_of_thread(name)


def _written(value: v.Symbolic) -> str:
    """The qualified name of something in a library: of a function that is called, of a method of its result."""
    match value:
        case v.Name(target):
            return target
        case v.Member(of, name):
            return f"{_written(of)}.{name}"
        case v.ResultOf(of):
            return _written(of)
    return ""


def _last_word(value: v.Symbolic) -> str:
    if isinstance(value, v.Member):
        return value.name
    return value.target.rpartition(".")[2] if isinstance(value, v.Name) else ""


def _shown(node: ast.AST) -> str:
    text = ast.unparse(node)
    return text if len(text) <= 50 else text[:49] + "…"
