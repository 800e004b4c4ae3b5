"""The changes that a new `await` makes possible around it: other tasks run while it waits.

Each hazard is a sentence for a reviewer. Looked for are a lock that is held, state of the whole process
that a `with` block has changed, shared state that is read before and written after, which no other
task could touch in between until now, and shared containers that a loop goes through.
"""

from __future__ import annotations

import ast
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from weakref import WeakKeyDictionary

from asyncfix.binding.execution_context import ExecutionContext
from asyncfix.binding.qualified_names import Names
from asyncfix.binding.scopes import Binds, own_nodes
from asyncfix.catalogue.state_effects import StateEffect, effects_of
from asyncfix.effects.container_access import (
    changed_words,
    container_accesses,
    filled_words,
    handed_on,
    iterated,
    worked_on,
)
from asyncfix.effects.table import Effect, sentence
from asyncfix.effects.write_then_use import Meanwhile
from asyncfix.files.text_edits import Span
from asyncfix.syntax.node_id import NodeId, node_id
from asyncfix.syntax.node_path import COMPREHENSIONS, NodePath, Step, dotted, statement_of
from asyncfix.syntax.tree import Tree

_LOCK_WORD = re.compile(r"(?:^|_)r?(?:lock|mutex|sem|semaphore|cond|condition)s?\d*$", re.IGNORECASE)
_LOCK_CLASS = re.compile(r"(?:Lock|Semaphore|Condition|Mutex)$")
_ASSIGNMENTS = (ast.Assign, ast.AugAssign, ast.AnnAssign)
_VARIABLES = frozenset({Binds.ASSIGNMENT, Binds.OTHER, Binds.PARAMETER})


def hazards_of_await(tree: Tree, names: Names, path: NodePath, place: ExecutionContext) -> tuple[str, ...]:
    """Sentences about what an `await` at the end of the path would newly allow to happen."""
    if place.function is None:
        return ()
    events = _events(tree, names, place)
    at, end = tree.span(path[-1].node).start, tree.span(path[-1].node).end
    found = [
        *_held_around(tree, names, path, place),
        *_acquired_before(tree, path, events),
        *_split_updates(tree, path, events),
        *_changed_around(Span(end, end), events),
        *_iterated_around(tree, Span(at, at), events),
        *_closing(path, place, events),
    ]
    found.extend(_used_on(Span(end, end), events, found))
    return tuple(dict.fromkeys(found))


def hazards_of_hop(
    tree: Tree, names: Names, path: NodePath, place: ExecutionContext, span: Span, *, is_call: bool = False
) -> tuple[str, ...]:
    """Sentences about what may happen while the characters of the span, which the path leads to, run in a thread.

    `is_call` for a call whose arguments are evaluated before.
    """
    if place.function is None:
        return ()
    events = _events(tree, names, place)
    found = [
        *_held_around(tree, names, path, place),
        *_acquired_before(tree, path, events),
        *_updates_across(span, events),
        *_changed_around(Span(span.end, span.end) if is_call else span, events),
        *_iterated_around(tree, span, events),
        *_handed_on(tree, span, events),
        *_closing(path, place, events),
    ]
    found.extend(_used_on(Span(span.end, span.end) if is_call else span, events, found))
    return tuple(dict.fromkeys(found))


def _updates_across(span: Span, events: _Events) -> Iterator[str]:
    """Shared state that was read and written at one go so far, with the span in it or at least a part of that."""
    for key in events.updated:
        reads = [read for read in events.reads.get(key, ()) if read < span.end]
        reads += [write for write in events.writes[key] if write in events.in_place and write < span.end]
        for write in events.writes[key]:
            before = [read for read in reads if read <= write]
            if write < span.start or not before:
                continue
            if bisect_right(events.waits, max(before)) == bisect_left(events.waits, write):
                yield sentence(Effect.UPDATED_AROUND, name=key)
                break


def _used_on(span: Span, events: _Events, found: Sequence[str]) -> Iterator[str]:
    """Shared state that is written and used on, with the span in between, unless it was found already."""
    shown = {one.split("`")[1] for one in found if "`" in one}
    yield from (one for one in events.meanwhile.used_on(span, events.waits) if one.split("`")[1] not in shown)


def _changed_around(span: Span, events: _Events) -> Iterator[str]:
    """A container that is looked into and then changed at one go so far, with the span in between."""
    for key, looks, changes in events.containers.updates():
        for change in changes if key not in events.updated else ():
            before = [look for look in looks if look < span.end and look <= change] if span.start < span.end else []
            if span.start == span.end:
                before = [look for look in looks if look < span.start]
            if change < span.start or not before:
                continue
            if bisect_right(events.waits, max(before)) == bisect_left(events.waits, change):
                yield sentence(Effect.READ_THEN_CHANGED, name=key)
                break


def _iterated_around(tree: Tree, span: Span, events: _Events) -> Iterator[str]:
    """A container that other tasks may change while a loop goes through it, in which nothing waited so far."""
    for key, loop in events.iterated:
        touches = (
            loop.start < span.end and span.start < loop.end
            if span.end > span.start
            else loop.start <= span.start < loop.end
        )
        waits = any(loop.start <= at < loop.end for at in events.waits)
        if (
            touches
            and not waits
            and ("." in key or events.shared[key])
            and key.rpartition(".")[2] in changed_words(tree.module)
        ):
            yield sentence(Effect.ITERATED, name=key)


def _handed_on(tree: Tree, span: Span, events: _Events) -> Iterator[str]:
    """A container that a call in the thread is given, and that the file changes elsewhere."""
    for key, given in events.handed:
        is_shared = "." in key or events.shared[key]
        if is_shared and given in span and key.rpartition(".")[2] in changed_words(tree.module):
            yield sentence(Effect.USED_IN_THREAD, name=key)
    for key, start in events.worked_on:
        is_shared = "." in key or events.shared[key]
        if is_shared and span.start <= start < span.end and key.rpartition(".")[2] in filled_words(tree.module):
            yield sentence(Effect.USED_IN_THREAD, name=key)


def _held_around(tree: Tree, names: Names, path: NodePath, place: ExecutionContext) -> Iterator[str]:
    for index in range(len(place.path), len(path)):
        node = path[index].node
        if not isinstance(node, ast.With) or index + 1 >= len(path) or path[index + 1].field != "body":
            continue
        for item in node.items:
            expression = item.context_expr
            shown = " ".join(tree.text(expression).split())
            if is_lock(expression):
                yield sentence(Effect.LOCK_HELD, name=shown)
            target = expression.func if isinstance(expression, ast.Call) else expression
            parts = dotted(target)
            if parts is not None:
                meaning = names.lookup(parts[0].id, names.scopes(path))
                found = {target + parts[1] for target in meaning.targets}
                effects = frozenset().union(*map(effects_of, found))
                if StateEffect.PROCESS_FOR_BLOCK in effects:
                    yield sentence(Effect.PROCESS_AROUND, name=shown)
                if StateEffect.THREAD_FOR_BLOCK in effects:
                    yield sentence(Effect.THREAD_STATE_AROUND, name=shown)


def is_lock(expression: ast.expr) -> bool:
    """True for what is named as a lock."""
    called = isinstance(expression, ast.Call)
    parts = dotted(expression.func if isinstance(expression, ast.Call) else expression)
    if parts is None:
        return False
    return is_lock_name((parts[0].id + parts[1]).rpartition(".")[2], called=called)


def is_lock_name(name: str, *, called: bool) -> bool:
    """True for the name of a lock, or of what gives one where it is called."""
    return _LOCK_WORD.search(name) is not None or (called and _LOCK_CLASS.search(name) is not None)


def _acquired_before(tree: Tree, path: NodePath, events: _Events) -> Iterator[str]:
    """`lock.acquire()` before, `lock.release()` after."""
    at = tree.span(path[-1].node).start
    for lock in sorted(events.acquired.keys() & events.released.keys()):
        if events.acquired[lock] < at < events.released[lock]:
            yield sentence(Effect.LOCK_HELD, name=lock)


def _split_updates(tree: Tree, path: NodePath, events: _Events) -> Iterator[str]:
    """Shared state read before the place and written after it, with no `await` in between so far."""
    at = tree.span(path[-1].node).start
    statement = statement_of(path)
    assigned = tree.span(statement) if isinstance(statement, _ASSIGNMENTS) else Span(at, at)
    target = statement.target if isinstance(statement, ast.AugAssign) else None  # read, then written
    for key in events.updated:
        reads, writes = events.reads.get(key, []), events.writes[key]
        place = bisect_left(reads, at)
        read = reads[place - 1] if place else -1
        if target is not None and _shared_key(target, events.shared) == key:
            read = max(read, tree.span(target).start)
        place = bisect_right(writes, at)
        write = writes[place] if place < len(writes) else -1
        if bisect_left(writes, assigned.start) < bisect_left(writes, at):
            write = assigned.end if write < 0 else min(write, assigned.end)
        if read < 0 or write < 0:
            continue
        if bisect_right(events.waits, read) == bisect_left(events.waits, write):
            yield sentence(Effect.READ_THEN_CHANGED, name=key)


class _Events:
    """What happens in a function, by the offsets at which it stands."""

    def __init__(self, tree: Tree, names: Names, place: ExecutionContext) -> None:
        function = place.function
        assert function is not None
        nodes = own_nodes(function)
        self.shared = _shared_names(names, place, nodes)
        self.waits: list[int] = []
        self.reads: dict[str, list[int]] = {}
        self.writes: dict[str, list[int]] = {}
        self.acquired: dict[str, int] = {}  # the first time
        self.released: dict[str, int] = {}  # the last time
        self.yields = any(isinstance(node, ast.Yield) for node in nodes)
        awaited = {node_id(node.value) for node in nodes if isinstance(node, ast.Await)}
        filled = {
            node_id(one.value) for one in nodes if isinstance(one, ast.Subscript) and not isinstance(one.ctx, ast.Load)
        }
        in_place: set[str] = set()
        self.in_place: set[int] = set()  # where `x += 1` stands, which reads and writes
        for node in nodes:
            if _waits(node):
                self.waits.append(tree.span(node).start)
            elif isinstance(node, (ast.Attribute, ast.Name, ast.Subscript)):
                if node_id(node) not in filled:  # to put an item in reads nothing
                    self._touch(tree, node)
            elif isinstance(node, ast.AugAssign):
                in_place.add(_shared_key(node.target, self.shared) or "")
                self.in_place.add(tree.span(node.target).start)
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node_id(node) not in awaited:
                self._lock(tree, node, node.func)
        self.containers = container_accesses(
            nodes, lambda node: _container_key(node, self.shared), lambda one: tree.span(one).start
        )
        for name in [name for name in self.containers.gets if _is_imported(name, names, place)]:
            del self.containers.gets[name]  # the methods of a module or class may have any name
        self.iterated = [
            (key, tree.span(node))
            for node in nodes
            for one in iterated(node)
            if (key := _container_key(one, self.shared)) is not None
        ]
        self.handed = [
            (key, tree.span(one))
            for node in nodes
            for one in handed_on(node)
            if (key := _container_key(one, self.shared)) is not None
        ]
        above = place.path[-2].node if len(place.path) > 1 else None
        owner = above if isinstance(above, ast.ClassDef) else None
        used = [node for node in nodes if node_id(node) not in filled]
        self.meanwhile = Meanwhile(function, used, lambda node: _shared_key(node, self.shared), tree.span, owner)
        self.worked_on = [
            (key, tree.span(one).start)
            for node in nodes
            for one in worked_on(node)
            if (key := _container_key(one, self.shared)) is not None and not _is_imported(key, names, place)
        ]
        for offsets in (self.waits, *self.reads.values(), *self.writes.values()):
            offsets.sort()
        self.updated = sorted(self.writes.keys() & (self.reads.keys() | in_place))

    def _touch(self, tree: Tree, node: ast.Attribute | ast.Name | ast.Subscript) -> None:
        key = _shared_key(node, self.shared)
        if key is not None:
            table = self.reads if isinstance(node.ctx, ast.Load) else self.writes
            table.setdefault(key, []).append(tree.span(node).start)

    def _lock(self, tree: Tree, call: ast.Call, function: ast.Attribute) -> None:
        start = tree.span(call).start
        if function.attr == "acquire":
            lock = ast.unparse(function.value)
            self.acquired[lock] = min(start, self.acquired.get(lock, start))
        elif function.attr == "release":
            lock = ast.unparse(function.value)
            self.released[lock] = max(start, self.released.get(lock, start))


_EVENTS: WeakKeyDictionary[Tree, dict[NodeId, _Events]] = WeakKeyDictionary()


def _events(tree: Tree, names: Names, place: ExecutionContext) -> _Events:
    """The events of the place's function, gathered once for all the calls in it."""
    known = _EVENTS.setdefault(tree, {})
    if node_id(place.function) not in known:
        known[node_id(place.function)] = _Events(tree, names, place)
    return known[node_id(place.function)]


def _waits(node: ast.AST) -> bool:
    """True where other tasks run already."""
    if isinstance(node, COMPREHENSIONS):
        return any(generator.is_async for generator in node.generators)
    return isinstance(node, (ast.Await, ast.AsyncFor, ast.AsyncWith, ast.Yield))


def _shared_names(names: Names, place: ExecutionContext, nodes: Sequence[ast.AST]) -> dict[str, bool]:
    """Names whose values other tasks see; True for those that other tasks may bind to something else, too.

    These are the variables of the module and of functions around; the others are `self`, `cls`, the parameters
    and what is taken from one of these by an attribute or an index.
    """
    function = place.function
    assert function is not None
    found = dict.fromkeys(("self", "cls"), False)
    arguments = function.args
    for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
        found[argument.arg] = False
    first = function.body if isinstance(function, ast.Lambda) else function.body[0]
    chain = names.scopes((*place.path, Step(first, "body")))
    for word in {node.id for node in nodes if isinstance(node, ast.Name)}:
        meaning = names.lookup(word, chain)
        if meaning.scope is None or len(meaning.scope.path) >= len(place.path):
            continue
        if all(binding.how in _VARIABLES or binding.how is Binds.IMPORT for binding in meaning.bindings):
            found[word] = True
    for node in nodes:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and _is_taken(node.value, found):
            found.setdefault(node.targets[0].id, False)
    return found


def _is_imported(key: str, names: Names, place: ExecutionContext) -> bool:
    bindings = names.lookup(key.partition(".")[0], names.scopes(place.path)).bindings
    return any(binding.how is Binds.IMPORT for binding in bindings)


def _is_taken(value: ast.expr, shared: Mapping[str, bool]) -> bool:
    """True for a part of something shared: `self.players[name]`, `players.get(name)`."""
    match value:
        case ast.Call(func=ast.Attribute(value=inner, attr="get" | "setdefault")):
            current = inner
        case ast.Attribute() | ast.Subscript():
            current = value.value
        case _:
            return False
    while isinstance(current, (ast.Attribute, ast.Subscript)):
        current = current.value
    return isinstance(current, ast.Name) and current.id in shared


def _shared_key(node: ast.AST, shared: Mapping[str, bool]) -> str | None:
    """`self.count` for reads and writes of it, and for writes of `self.count[...]`."""
    if isinstance(node, ast.Subscript):
        if isinstance(node.ctx, ast.Load):
            return None
        node = node.value
    parts = dotted(node)
    if parts is None or parts[0].id not in shared:
        return None
    if not parts[1] and not shared[parts[0].id]:
        return None
    return parts[0].id + parts[1]


def _container_key(node: ast.AST, shared: Mapping[str, bool]) -> str | None:
    """The same for what may be a container; the names of parameters are among them."""
    if isinstance(node, ast.Subscript):
        return None
    parts = dotted(node)
    return parts[0].id + parts[1] if parts is not None and parts[0].id in shared else None


def _closing(path: NodePath, place: ExecutionContext, events: _Events) -> Iterator[str]:
    """An asynchronous generator may wait while it is being closed: what closes it awaits that."""
    if events.yields:
        return
    for step in path[len(place.path) :]:
        if isinstance(step.node, ast.ExceptHandler) and step.node.type is not None:
            caught = step.node.type
            types = caught.elts if isinstance(caught, ast.Tuple) else [caught]
            if any(isinstance(one, ast.Name) and one.id == "GeneratorExit" for one in types):
                yield sentence(Effect.CLOSED)
