"""What a new `await` changes around it: other tasks run while it waits.

Each hazard is a sentence for a reviewer. Three are looked for: a lock that is held, state of the
whole process that a `with` block has changed, and shared state that is read before and written
after, which no other task could touch in between until now.
"""

from __future__ import annotations

import ast
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from weakref import WeakKeyDictionary

from asyncfix.semantics.names import Names
from asyncfix.semantics.paths import COMPREHENSIONS, Path, Step, dotted, statement_of
from asyncfix.semantics.places import Place
from asyncfix.semantics.scopes import Binds, own_nodes
from asyncfix.semantics.tree import Tree
from asyncfix.spans import Span

_LOCK_WORD = re.compile(r"(?:^|_)r?(?:lock|mutex|sem|semaphore|cond|condition)s?\d*$", re.IGNORECASE)
_LOCK_CLASS = re.compile(r"(?:Lock|Semaphore|Condition|Mutex)$")
_ASSIGNMENTS = (ast.Assign, ast.AugAssign, ast.AnnAssign)
_VARIABLES = frozenset({Binds.ASSIGNMENT, Binds.OTHER, Binds.PARAMETER})
_PROCESS_STATE = frozenset(
    {
        "contextlib.chdir",
        "contextlib.redirect_stderr",
        "contextlib.redirect_stdout",
        "unittest.mock.patch",
        "unittest.mock.patch.dict",
        "unittest.mock.patch.multiple",
        "unittest.mock.patch.object",
        "warnings.catch_warnings",
    }
)


def hazards_of_await(tree: Tree, names: Names, path: Path, place: Place) -> tuple[str, ...]:
    """Sentences about what an `await` at the end of the path would newly allow to happen."""
    if place.function is None:
        return ()
    events = _events(tree, names, place)
    found = [
        *_held_around(tree, names, path, place),
        *_acquired_before(tree, path, events),
        *_split_updates(tree, path, events),
        *_closing(path, place, events),
    ]
    return tuple(dict.fromkeys(found))


def hazards_of_thread(tree: Tree, names: Names, span: Span, place: Place) -> tuple[str, ...]:
    """Sentences about shared state that statements change which are to run in another thread."""
    if place.function is None:
        return ()
    events = _events(tree, names, place)
    found = []
    for key in events.updated:
        inside = [write for write in events.writes[key] if span.start <= write < span.end]
        reads = [*events.reads.get(key, ()), *events.in_place.get(key, ())]
        if any(span.start <= read <= write for read in reads for write in inside):
            found.append(f"`{key}` is read and then written in the thread: other tasks may change it in between")
        elif _splits(events, [read for read in reads if span.start <= read < span.end], key, span.end):
            found.append(f"`{key}` is read in the thread and written later: other tasks may change it in between")
    return tuple(found)


def _splits(events: _Events, reads: Iterable[int], key: str, end: int) -> bool:
    """True where the next write after the end had no `await` before it so far."""
    write = next((one for one in events.writes[key] if one >= end), -1)
    return write >= 0 and any(bisect_right(events.waits, one) == bisect_left(events.waits, write) for one in reads)


def _held_around(tree: Tree, names: Names, path: Path, place: Place) -> Iterator[str]:
    for index in range(len(place.path), len(path)):
        node = path[index].node
        if not isinstance(node, ast.With) or index + 1 >= len(path) or path[index + 1].field != "body":
            continue
        for item in node.items:
            expression = item.context_expr
            shown = " ".join(tree.text(expression).split())
            if _is_lock(expression):
                yield f"the lock `{shown}` stays held while other tasks run, and one that waits for it stops the loop"
            target = expression.func if isinstance(expression, ast.Call) else expression
            parts = dotted(target)
            if parts is not None:
                meaning = names.lookup(parts[0].id, names.scopes(path))
                if any(found + parts[1] in _PROCESS_STATE for found in meaning.targets):
                    yield f"other tasks run inside `with {shown}`, which changes the whole process"


def _is_lock(expression: ast.expr) -> bool:
    called = isinstance(expression, ast.Call)
    parts = dotted(expression.func if isinstance(expression, ast.Call) else expression)
    if parts is None:
        return False
    name = (parts[0].id + parts[1]).rpartition(".")[2]
    return _LOCK_WORD.search(name) is not None or (called and _LOCK_CLASS.search(name) is not None)


def _acquired_before(tree: Tree, path: Path, events: _Events) -> Iterator[str]:
    """`lock.acquire()` before, `lock.release()` after."""
    at = tree.span(path[-1].node).start
    for lock in sorted(events.acquired.keys() & events.released.keys()):
        if events.acquired[lock] < at < events.released[lock]:
            yield f"`{lock}` stays acquired while other tasks run, and one that waits for it stops the loop"


def _split_updates(tree: Tree, path: Path, events: _Events) -> Iterator[str]:
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
            yield f"`{key}` is read before the new await and written after it: other tasks may change it in between"


class _Events:
    """What happens in a function, by the offsets at which it stands."""

    def __init__(self, tree: Tree, names: Names, place: Place) -> None:
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
        awaited = {id(node.value) for node in nodes if isinstance(node, ast.Await)}
        self.in_place: dict[str, list[int]] = {}  # `x += 1`
        for node in nodes:
            if _waits(node):
                self.waits.append(tree.span(node).start)
            elif isinstance(node, (ast.Attribute, ast.Name, ast.Subscript)):
                self._touch(tree, node)
            elif isinstance(node, ast.AugAssign):
                key = _shared_key(node.target, self.shared) or ""
                self.in_place.setdefault(key, []).append(tree.span(node.target).start)
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and id(node) not in awaited:
                self._lock(tree, node, node.func)
        for offsets in (self.waits, *self.reads.values(), *self.writes.values()):
            offsets.sort()
        self.updated = sorted(self.writes.keys() & (self.reads.keys() | self.in_place.keys()))

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


_EVENTS: WeakKeyDictionary[Tree, dict[int, _Events]] = WeakKeyDictionary()


def _events(tree: Tree, names: Names, place: Place) -> _Events:
    """The events of the place's function, gathered once for all the calls in it."""
    known = _EVENTS.setdefault(tree, {})
    if id(place.function) not in known:
        known[id(place.function)] = _Events(tree, names, place)
    return known[id(place.function)]


def _waits(node: ast.AST) -> bool:
    """True where other tasks run already."""
    if isinstance(node, COMPREHENSIONS):
        return any(generator.is_async for generator in node.generators)
    return isinstance(node, (ast.Await, ast.AsyncFor, ast.AsyncWith, ast.Yield))


def _shared_names(names: Names, place: Place, nodes: Iterable[ast.AST]) -> frozenset[str]:
    """Names whose values other tasks see: `self`, `cls` and the variables of the module and of functions around."""
    found = {"self", "cls"}
    function = place.function
    assert function is not None
    first = function.body if isinstance(function, ast.Lambda) else function.body[0]
    chain = names.scopes((*place.path, Step(first, "body")))
    for word in {node.id for node in nodes if isinstance(node, ast.Name)}:
        meaning = names.lookup(word, chain)
        if meaning.scope is None or len(meaning.scope.path) >= len(place.path):
            continue
        if all(binding.how in _VARIABLES for binding in meaning.bindings):
            found.add(word)
    return frozenset(found)


def _shared_key(node: ast.AST, shared: frozenset[str]) -> str | None:
    """`self.count` for reads and writes of it, and for writes of `self.count[...]`."""
    if isinstance(node, ast.Subscript):
        if isinstance(node.ctx, ast.Load):
            return None
        node = node.value
    parts = dotted(node)
    if parts is None or parts[0].id not in shared:
        return None
    if parts[0].id in ("self", "cls") and not parts[1]:
        return None
    return parts[0].id + parts[1]


def _closing(path: Path, place: Place, events: _Events) -> Iterator[str]:
    """An asynchronous generator may wait while it is being closed: what closes it awaits that."""
    if events.yields:
        return
    for step in path[len(place.path) :]:
        if isinstance(step.node, ast.ExceptHandler) and step.node.type is not None:
            caught = step.node.type
            types = caught.elts if isinstance(caught, ast.Tuple) else [caught]
            if any(isinstance(one, ast.Name) and one.id == "GeneratorExit" for one in types):
                yield "a coroutine that is being closed must not wait: Python raises RuntimeError where it does"
