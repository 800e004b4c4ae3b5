"""What a new `await` changes around it: other tasks run while it waits.

Each hazard is a sentence for a reviewer. Three are looked for: a lock that is held, state of the
whole process that a `with` block has changed, and shared state that is read before and written
after, which no other task could touch in between until now.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from asyncfix.semantics.names import Names
from asyncfix.semantics.paths import COMPREHENSIONS, Path, dotted, statement_of
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
    found = [
        *_held_around(tree, names, path, place),
        *_acquired_before(tree, path, place),
        *_split_updates(tree, names, path, place),
        *_closing(path, place),
    ]
    return tuple(dict.fromkeys(found))


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


def _acquired_before(tree: Tree, path: Path, place: Place) -> Iterator[str]:
    """`lock.acquire()` before, `lock.release()` after."""
    at = tree.span(path[-1].node).start
    assert place.function is not None
    before: set[str] = set()
    after: set[str] = set()
    awaited: set[int] = set()
    for node in own_nodes(place.function):
        if isinstance(node, ast.Await):
            awaited.add(id(node.value))
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or id(node) in awaited:
            continue
        receiver = ast.unparse(node.func.value)
        if node.func.attr == "acquire" and tree.span(node).start < at:
            before.add(receiver)
        elif node.func.attr == "release" and tree.span(node).start > at:
            after.add(receiver)
    for lock in sorted(before & after):
        yield f"`{lock}` stays acquired while other tasks run, and one that waits for it stops the loop"


def _split_updates(tree: Tree, names: Names, path: Path, place: Place) -> Iterator[str]:
    """Shared state read before the place and written after it, with no `await` in between so far."""
    at = tree.span(path[-1].node).start
    assert place.function is not None
    shared = _shared_names(names, path, place)
    statement = statement_of(path)
    assigned = tree.span(statement) if isinstance(statement, _ASSIGNMENTS) else Span(at, at)
    reads: dict[str, int] = {}
    writes: dict[str, int] = {}
    waits: list[int] = []
    for node in own_nodes(place.function):
        if _waits(node):
            waits.append(tree.span(node).start)
        elif isinstance(node, (ast.Attribute, ast.Name, ast.Subscript)):
            key = _shared_key(node, shared)
            if key is None:
                continue
            start = tree.span(node).start
            stored = not isinstance(node.ctx, ast.Load)
            in_place = isinstance(statement, ast.AugAssign) and node is statement.target  # read, then written
            if (not stored or in_place) and start < at:
                reads[key] = max(start, reads.get(key, -1))
            if stored and assigned.start <= start < at:
                start = assigned.end
            if stored and start > at:
                writes[key] = min(start, writes.get(key, start))
    for key in sorted(reads.keys() & writes.keys()):
        if not any(reads[key] < wait < writes[key] for wait in waits):
            yield f"`{key}` is read before the new await and written after it: other tasks may change it in between"


def _waits(node: ast.AST) -> bool:
    """True where other tasks run already."""
    if isinstance(node, COMPREHENSIONS):
        return any(generator.is_async for generator in node.generators)
    return isinstance(node, (ast.Await, ast.AsyncFor, ast.AsyncWith, ast.Yield))


def _shared_names(names: Names, path: Path, place: Place) -> frozenset[str]:
    """Names whose values other tasks see: `self`, `cls` and the variables of the module and of functions around."""
    found = {"self", "cls"}
    assert place.function is not None
    chain = names.scopes(path)
    for word in {node.id for node in own_nodes(place.function) if isinstance(node, ast.Name)}:
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


def _closing(path: Path, place: Place) -> Iterator[str]:
    """An asynchronous generator may wait while it is being closed: what closes it awaits that."""
    assert place.function is not None
    if any(isinstance(node, ast.Yield) for node in own_nodes(place.function)):
        return
    for step in path[len(place.path) :]:
        if isinstance(step.node, ast.ExceptHandler) and step.node.type is not None:
            caught = step.node.type
            types = caught.elts if isinstance(caught, ast.Tuple) else [caught]
            if any(isinstance(one, ast.Name) and one.id == "GeneratorExit" for one in types):
                yield "a coroutine that is being closed must not wait: Python raises RuntimeError where it does"
