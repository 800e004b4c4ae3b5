"""The effects of the calls of a region that tie it to the thread of the event loop."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence

from asyncfix.catalogue.decorators import is_memoising
from asyncfix.catalogue.event_loops import LOOP_METHODS, is_of_loop_library
from asyncfix.catalogue.state_effects import THREAD_LOCAL
from asyncfix.dataflow.endless_loops import endless_loop
from asyncfix.effects.assumed_harmless import written
from asyncfix.effects.concurrency import gives_kept, shared_type
from asyncfix.effects.file_writes import writes_one_file
from asyncfix.effects.of_functions import gives_something, is_of_module, is_stop, loop_use, may_run_out
from asyncfix.effects.of_syntax import called_word, calls_below
from asyncfix.effects.table import Effect, sentence
from asyncfix.effects.thread_affinity import is_thread_local, operands, receiver
from asyncfix.effects.waits import is_made_here
from asyncfix.inference import symbolic as v
from asyncfix.inference import types as t
from asyncfix.inference.events import EventKind, ValueEvent
from asyncfix.inference.resolver import Project
from asyncfix.offload.candidates.blocking_sites import BlockingSites, CoroutineSites
from asyncfix.offload.safety.process_state import process_change
from asyncfix.syntax.node_id import NodeId, node_id
from asyncfix.syntax.node_path import NodePath, below

_RUNS = {EventKind.CALL: ("__init__",), EventKind.ENTER: ("__enter__",), EventKind.LEAVE: ("__exit__",)}
"""The methods of an object that run."""
_OBJECTS = (t.LibraryInstance, t.ProjectInstance, t.GeneratorOf)


def given_loop_use(files: BlockingSites, event: ValueEvent) -> str:
    """The loop-bound object that a call is given, or the function that uses one; "" for none."""
    for value in (*event.given.positional, *(word for _, word in event.given.keywords)):
        for thing in files.index.project.resolve(value, files.file):
            if isinstance(thing, t.LibraryInstance) and is_of_loop_library(thing.type):
                return thing.type
            if isinstance(thing, t.LibraryMethod) and (used := loop_use(thing)):
                return used
            if isinstance(thing, t.ProjectFunction) and (used := files.index.blocking.belongs_to_task(thing)):
                return used
    return ""


def is_of_loop(name: str) -> bool:
    """True for what belongs to a loop; False for what belongs to its thread, as `signal.signal` does."""
    return is_of_loop_library(name) or name in LOOP_METHODS


def yielding(files: BlockingSites, events: Iterable[ValueEvent]) -> frozenset[NodeId]:
    """The ids of each `next` that is called with a new generator that surely yields."""
    project, found = files.index.project, set()
    for event in events:
        match event.node:
            case ast.Call(func=ast.Name(id="next") as called, args=[ast.Call()]):
                if gives_something(project, event.given.positional[0], files.file):
                    found.add(node_id(called))
    return frozenset(found)


def refusal(files: BlockingSites, coroutine: CoroutineSites, roots: Sequence[ast.AST], path: NodePath) -> str:
    """The reason for which the functions that a region calls must stay where they are called; "" where they need not.

    `path` leads to the region.
    """
    is_handled = any(isinstance(step.node, ast.ExceptHandler) for step in path[:-1])
    guarded = {node_id(one.call): one for root in roots for one in calls_below(root)}
    inside = {node_id(node) for root in roots for node in below(root)}
    for event, function in called_functions(files, coroutine.function.events, inside):
        around = guarded.get(node_id(event.node))  # None for the begin and the end of a `with`
        if not (around and around.stopped) and _needs(files, function, Effect.STOP):
            return sentence(Effect.STOP, function=function.name)
        if is_handled and not (around and around.handled) and _needs(files, function, Effect.ERROR):
            return sentence(Effect.ERROR, function=function.name)
    project = files.index.project
    for event in coroutine.function.events:
        if node_id(event.node) not in inside:
            continue
        if event.kind is EventKind.RAISE and is_stop(project, event.value, files.file):
            return sentence(Effect.STOP_LEAVES)
        if event.kind is EventKind.CALL and may_run_out(
            project, event.value, event.given, files.file, files.things(event)
        ):
            return sentence(Effect.STOP, function=called_word(event.node) if isinstance(event.node, ast.Call) else "")
    return ""


def hazards(files: BlockingSites, coroutine: CoroutineSites, roots: Iterable[ast.AST]) -> Iterator[str]:
    """Sentences for a reviewer on the state that a region leaves, or finds, in another thread."""
    inside = {node_id(node) for root in roots for node in below(root)}
    called = list(called_functions(files, coroutine.function.events, inside))
    for _, function in called:
        name = _needs(files, function, Effect.LOCAL)
        if name:
            yield sentence(Effect.LOCAL, function=function.name, name=name)
            break
    else:
        project = files.index.project
        for event in (one for one in coroutine.function.events if node_id(one.node) in inside):
            values = operands(event.kind, event.value, event.given)
            if any(is_thread_local(project, one, files.file) for one in values):
                yield sentence(Effect.LOCAL, function=written(event.node), name=THREAD_LOCAL)
                break
    asking = next((one for _, one in called if _needs(files, one, Effect.ASKS)), None)
    if asking is not None:
        asked = _needs(files, asking, Effect.ASKS)
        yield sentence(Effect.ASKS, function=asking.name, name=asked)
    events = [event for event in coroutine.function.events if node_id(event.node) in inside]
    updating = next((name for event in events if (name := updates(files, event))), "")
    if updating:
        yield sentence(Effect.UPDATES_SHARED, function=updating)
    shared = shared_by_all(files, events)
    if shared:
        yield sentence(Effect.SHARED_CLIENT, kind=shared)
    kept = next((one.name for _, function in called if (one := keeping_result(files, function))), "")
    if kept:
        yield sentence(Effect.CACHED, function=kept)
    looking = next((one.name for _, one in called if _looks_at_caller(files, one)), "")
    if looking:
        yield sentence(Effect.CALLER, function=looking)
    named = next((name for _, one in called if (name := _needs(files, one, Effect.NAMED))), "") or _named(events)
    if named:
        yield sentence(Effect.NAMED, name=named)
    yield from _unbounded(files, called, events, roots)
    project = files.index.project
    if any(
        event.kind is EventKind.CALL and writes_one_file(project, event.value, event.given, files.file)
        for event in events
    ) or any(_needs(files, one, Effect.FILE) for _, one in called):
        yield sentence(Effect.FILE)
    changed = process_change(files, coroutine, inside)
    if changed:
        yield sentence(Effect.PROCESS, name=changed)


def _unbounded(
    files: BlockingSites,
    called: Sequence[tuple[ValueEvent, t.ProjectFunction]],
    events: Iterable[ValueEvent],
    roots: Iterable[ast.AST],
) -> Iterator[str]:
    """What of a region may never end, and what it may take from others for nobody."""
    if endless_loop(roots) is not None:
        yield sentence(Effect.ENDLESS, what="it")
    elif (endless := next((one for _, one in called if _needs(files, one, Effect.ENDLESS)), None)) is not None:
        yield sentence(Effect.ENDLESS, what=f"`{endless.name}`")
    waiting = next(((one, name) for _, one in called if (name := _needs(files, one, Effect.WAITS))), None)
    if waiting is not None:
        yield sentence(Effect.WAITS, function=waiting[0].name, name=waiting[1])
    taken = next((name for _, one in called if (name := _needs(files, one, Effect.TAKES))), "")
    taken = taken or next((name for event in events if (name := _taking(files, event))), "")
    if taken:
        yield sentence(Effect.TAKES, name=taken)


def _taking(files: BlockingSites, event: ValueEvent) -> str:
    """The name of a call that takes an item which others wait for as well; "" for others."""
    if event.kind is not EventKind.CALL or is_made_here(event.value):
        return ""
    project = files.index.project
    rows = [project.row(thing) for thing in files.in_order(event)]
    held = project.held
    return next(
        (row.name for row in rows if row is not None and row.takes and not held(row.unless, event.given, files.file)),
        "",
    )


def keeping_result(files: BlockingSites, function: t.ProjectFunction) -> t.ProjectFunction | None:
    """The function that a decorator lets compute once, of one and those that it calls; None where there is none."""
    project = files.index.project
    for one in files.index.blocking.reached(function):
        summary = project.function(one)
        if summary is not None and any(map(is_memoising, project.decorators(summary, one.path))):
            return one
    return None


def _looks_at_caller(files: BlockingSites, function: t.ProjectFunction) -> bool:
    summary = files.index.project.function(function)
    return summary is not None and Effect.CALLER in summary.needs


def _named(events: Iterable[ValueEvent]) -> str:
    """A call of a region that is named so: `self.async_write_state()`."""
    words = (called_word(event.node) for event in events if isinstance(event.node, ast.Call) and not event.awaited)
    return next((word for word in words if word.lstrip("_").startswith("async_")), "")


def updates(files: BlockingSites, event: ValueEvent) -> str:
    """The function of the project that a call runs and that reads and writes what others share; "" for none."""
    if event.kind is not EventKind.CALL:
        return ""
    for thing in files.in_order(event):
        if isinstance(thing, t.ProjectFunction):
            summary = files.index.project.function(thing)
            if summary is None or summary.is_async:
                continue
            if _needs(files, thing, Effect.SHARED):
                return thing.name
            if is_of_module(files.index.project, event.value, files.file):
                need = Effect.WRITES
            elif is_kept_outside(event.value):
                need = Effect.OWN
            else:
                continue
            if files.index.blocking.changes_own(thing, need):
                return thing.name
    return ""


def is_kept_outside(method: v.Symbolic) -> bool:
    """True for a method of something that others may have; False for one of what was just made."""
    root = method
    while isinstance(root, v.Member):
        root = root.of
    return root != method and isinstance(root, (v.Name, v.InstanceOf, v.Union, v.Narrowed))


def shared_by_all(files: BlockingSites, events: Iterable[ValueEvent]) -> str:
    """The type of an object that a module keeps and that one thread at a time may use; "" for none."""
    for event in events:
        one = receiver(event.kind, event.value)
        if one is None:
            continue
        kind, is_kept = shared_type(files.index.project, one, files.file)
        if kind and is_kept and _is_of_module(files.index.project, one, files.file):
            return kind
    return ""


def _is_of_module(project: Project, value: v.Symbolic, path: str) -> bool:
    """True for what a module keeps, for what that gives, and for what a function of the project gives of that."""
    match value:
        case v.Name():
            return any(isinstance(one, _OBJECTS) for one in project.resolve(value, path))
        case v.Member(of=of) | v.Entered(of) | v.Element(of) | v.Narrowed(of) | v.Awaited(of) | v.Provided(of):
            return _is_of_module(project, of, path)
        case v.ResultOf(of=of):
            owner = v.owner_of(of)
            if owner is not None and _is_of_module(project, owner, path):
                return True
            return any(gives_kept(project, one) for one in t.functions(project.resolve(of, path)))
        case v.Union(options):
            return any(_is_of_module(project, option, path) for option in options)
    return False


def _needs(files: BlockingSites, function: t.ProjectFunction, need: Effect) -> str:
    return files.index.blocking.needs(function, need)


def called_functions(
    files: BlockingSites, events: Iterable[ValueEvent], inside: Iterable[NodeId]
) -> Iterator[tuple[ValueEvent, t.ProjectFunction]]:
    """The uses of these nodes that run functions of the project, with these functions."""
    project = files.index.project
    for event in events:
        if node_id(event.node) not in inside:
            continue
        words = _RUNS.get(event.kind, ())
        if (
            event.kind is EventKind.READ
            and isinstance(event.value, v.Member)
            and event.value.name in project.properties
        ):
            words, things = (event.value.name,), sorted(project.resolve(event.value.of, files.file), key=str)
        else:
            things = files.in_order(event) if event.kind is not EventKind.READ else []
        for thing in things:
            if isinstance(thing, t.ProjectFunction) and event.kind is EventKind.CALL:
                yield event, thing
            elif isinstance(thing, t.ContextManagerOf | t.GeneratorOf):
                yield event, thing.function
            elif isinstance(thing, t.ProjectInstance) or (
                isinstance(thing, t.ProjectClass) and event.kind is EventKind.CALL
            ):
                for word in words:
                    found = project.attribute(t.ProjectInstance(thing.path, thing.name), word)
                    if found and isinstance(found[1], t.ProjectFunction):
                        yield event, found[1]
