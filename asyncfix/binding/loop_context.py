"""Whether an event loop surely runs while a piece of code does."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import pairwise

from asyncfix.binding.context_kinds import Unit
from asyncfix.binding.execution_context import AwaitObstacle, ExecutionContext, place_of
from asyncfix.binding.qualified_names import Names
from asyncfix.binding.scopes import Binds, opens_scope, own_nodes
from asyncfix.catalogue.consumers import consumes, may_consume
from asyncfix.syntax.node_id import NodeId, node_id
from asyncfix.syntax.node_path import FSTRINGS, FUNCTIONS, TRIES, NodePath, Step, dotted, walk_paths
from asyncfix.syntax.tree import Tree

_CALLBACKS = {
    "add_reader": 1,
    "add_signal_handler": 1,
    "add_writer": 1,
    "call_at": 1,
    "call_later": 1,
    "call_soon": 0,
    "call_soon_threadsafe": 0,
}
"""Methods of event loops that run a callback on the loop, and which of their arguments it is."""
_LOOP = re.compile(r"(?:^|_)loop$", re.IGNORECASE)
_DEPTH = 5


def loop_runs(tree: Tree, names: Names, path: NodePath, known: frozenset[NodeId] = frozenset()) -> bool:
    """True in coroutines, and in nested functions and lambdas that are only called inside one.

    A function that is handed on may run in a thread, so it only counts where it goes to the loop
    itself (`call_soon` and its kind) or to a builtin that calls it at once. `known` are the ids of
    functions that are being judged: what calls itself runs where it was first called.
    """
    place = place_of(path)
    if place.obstacle is AwaitObstacle.ANNOTATION or len(known) > _DEPTH:
        return False
    for index in _lazy_generators(path, len(place.path)):
        if _is_asynchronous(path[index].node):
            return True
        if not _consumed_at_once(names, path, index):
            return False
    if place.function is None or place.unit is Unit.COROUTINE:
        return place.unit is Unit.COROUTINE
    return node_id(place.function) in known or _only_runs_inside(tree, names, place, known | {node_id(place.function)})


def _only_runs_inside(tree: Tree, names: Names, place: ExecutionContext, known: frozenset[NodeId]) -> bool:
    """True where every call of a nested function or lambda is seen, and each is where a loop runs."""
    function = place.function
    if function is None or any(isinstance(node, (ast.Yield, ast.YieldFrom)) for node in own_nodes(function)):
        return False
    if isinstance(function, ast.Lambda):
        if _handed_to_loop(names, place.path):
            return loop_runs(tree, names, place.path, known)
        name = _assigned_name(place.path)
    else:
        name = "" if function.decorator_list else function.name
    scope = names.scopes(place.path)[-1]
    if not name or not scope.is_function or not scope.binds(name) or len(scope.bindings[name]) != 1:
        return False
    called = False
    for path in _mentions(tree, name):
        last = path[-1].node
        if isinstance(last, (ast.Global, ast.Nonlocal)):
            return False
        if not _is_read(last, name) or names.meaning(path).scope is not scope:
            continue
        if not _handed_to_loop(names, path) or not loop_runs(tree, names, path, known):
            return False
        called = True
    return called


def _mentions(tree: Tree, name: str) -> Iterator[NodePath]:
    for path in tree.paths(name):
        yield from walk_paths(path) if isinstance(path[-1].node, FSTRINGS) else (path,)


def _is_read(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load)


def _assigned_name(path: NodePath) -> str:
    """The name that the statement around a lambda gives it: `now` in `now = lambda: ...`."""
    match path[-2].node:
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return name
    return ""


def _handed_to_loop(names: Names, path: NodePath) -> bool:
    """True for a function or lambda that is called at once, or is the argument that its taker calls on the loop."""
    call, step = path[-2].node, path[-1]
    if isinstance(call, ast.keyword):
        if call.arg != "key":
            return False
        call = path[-3].node
        return isinstance(call, ast.Call) and (_is_eager(names, call, path[:-2]) or _is_sort(call))
    if not isinstance(call, ast.Call):
        return False
    if step.field == "func":
        return True
    if not isinstance(call.func, ast.Attribute) or not _is_loop(call.func.value):
        return False
    position = _CALLBACKS.get(call.func.attr, len(call.args))
    starred = any(isinstance(argument, ast.Starred) for argument in call.args[:position])
    return not starred and position < len(call.args) and call.args[position] is step.node


def _is_loop(receiver: ast.expr) -> bool:
    """True for what is called a loop: `self._loop`, `asyncio.get_running_loop()`."""
    if isinstance(receiver, ast.Call):
        receiver = receiver.func
    parts = dotted(receiver)
    return parts is not None and _LOOP.search((parts[0].id + parts[1]).rpartition(".")[2]) is not None


def _is_sort(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr == "sort"


def _lazy_generators(path: NodePath, start: int) -> Iterator[int]:
    """Where generator expressions stand on the path that evaluate its end bit by bit; the innermost first."""
    for index in range(len(path) - 2, start - 1, -1):
        node, below = path[index].node, path[index + 2] if index + 2 < len(path) else None
        if isinstance(node, ast.GeneratorExp) and opens_scope(node, path[index + 1].field, below):
            yield index


def _is_asynchronous(generator: ast.AST) -> bool:
    """True for a generator expression that only a coroutine can iterate."""
    return any(
        isinstance(node, ast.Await) or (isinstance(node, ast.comprehension) and node.is_async)
        for node in (*own_nodes(generator), *generator.generators)  # type: ignore[attr-defined]
    )


def _consumed_at_once(names: Names, path: NodePath, index: int) -> bool:
    """True where the generator expression at `index` of the path is used up before its statement goes on."""
    step, parent = path[index], path[index - 1].node
    match parent:
        case ast.Call():
            return bool(parent.args) and parent.args[0] is step.node and _is_eager(names, parent, path[:index])
        case ast.Starred():
            return True
        case ast.For():
            return step.field == "iter"
        case ast.comprehension():
            consumer = path[index - 2].node
            return not isinstance(consumer, ast.GeneratorExp) or _consumed_at_once(names, path, index - 2)
        case ast.Compare():
            return step.field == "comparators" and isinstance(parent.ops[-1], (ast.In, ast.NotIn))
    return False


def _is_eager(names: Names, call: ast.Call, path: NodePath) -> bool:
    """True for a call of one of the eager builtins that means the builtin here, and for `str.join`."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr == "join" and isinstance(call.func.value, ast.Constant)
    if not isinstance(call.func, ast.Name) or not may_consume(call.func.id):
        return False
    chain = names.scopes(path)
    found = names.lookup(call.func.id, chain)
    if found.scope is None and "*" not in chain[0].bindings:
        return consumes(call.func.id)
    return consumes(found.certain)


def stands_in_for(path: NodePath, word: str) -> bool:
    """True where the code only runs if `word` is missing or raises.

    That is in a handler of a `try` whose body uses the word, and in the other branch of an `if` on
    the version of Python, or on the word itself.
    """
    for above, step in pairwise(path[len(place_of(path).path) :]):
        node = above.node
        if isinstance(node, TRIES) and step.field == "handlers" and any(_uses(part, word) for part in node.body):
            return True
        if isinstance(node, (ast.If, ast.IfExp)) and step.field != "test":
            other = node.orelse if step.field == "body" else node.body
            parts = other if isinstance(other, list) else [other]
            if _uses(node.test, word) or (_asks_version(node.test) and any(_uses(part, word) for part in parts)):
                return True
    return False


def _uses(node: ast.AST, word: str) -> bool:
    return any(word in (getattr(part, field, None) for field in ("attr", "id", "value")) for part in ast.walk(node))


def _asks_version(test: ast.expr) -> bool:
    return _uses(test, "version_info") or _uses(test, "hexversion")


def in_main_block(path: NodePath) -> bool:
    """True directly in the block of a module's `if __name__ == "__main__":`."""
    place = place_of(path)
    if place.unit is not Unit.MODULE or place.obstacle:
        return False
    return any(
        isinstance(above.node, ast.If) and step.field == "body" and _is_main_test(above.node.test)
        for above, step in pairwise(path)
    )


def _is_main_test(test: ast.expr) -> bool:
    match test:
        case ast.Compare(left=left, ops=[ast.Eq()], comparators=[right]):
            sides = {ast.dump(left), ast.dump(right)}
            return sides == {ast.dump(ast.Name("__name__", ast.Load())), ast.dump(ast.Constant("__main__"))}
    return False


def is_coroutine_call(names: Names, path: NodePath, argument: ast.expr) -> bool:
    """True for a call of a module-level `async def` of the file, which makes a coroutine."""
    if not isinstance(argument, ast.Call):
        return False
    parts = dotted(argument.func)
    if parts is None or parts[1]:
        return False
    found = names.lookup(parts[0].id, names.scopes(path))
    if len(found.bindings) != 1 or found.bindings[0].how is not Binds.DEFINITION:
        return False
    function = found.bindings[0].node
    return (
        isinstance(function, ast.AsyncFunctionDef)
        and not function.decorator_list
        and not any(isinstance(node, ast.Yield) for node in own_nodes(function))
    )


def is_offloaded(names: Names, path: NodePath, offloaders: frozenset[str]) -> bool:
    """True where the end of the path is inside the arguments of a call that runs functions elsewhere.

    `offloaders` are qualified names, and names of methods with a dot in front. A function of the file that hands its
    parameter on to one of them is one as well.
    """
    start = max(i for i, step in enumerate(path) if isinstance(step.node, (ast.Module, *FUNCTIONS)))
    for index in range(start + 1, len(path)):
        call = path[index - 1].node
        if isinstance(call, ast.Call) and path[index].field in ("args", "keywords"):
            if _offloads(names, call, path[:index], offloaders):
                return True
            function = _function_of_file(names, call, path[:index])
            if function is not None and _hands_on(names, function, call, path[index].node, offloaders):
                return True
    return False


def _offloads(names: Names, call: ast.Call, path: NodePath, offloaders: frozenset[str]) -> bool:
    """True for a call, at the end of the path, that runs the functions that it is given elsewhere."""
    if isinstance(call.func, ast.Attribute) and "." + call.func.attr in offloaders:
        return True
    return bool(names.meaning((*path, Step(call.func, "func"))).targets & offloaders)


def _function_of_file(names: Names, call: ast.Call, path: NodePath) -> NodePath | None:
    """The path to the plain function or coroutine of the module that a call calls; None for anything else."""
    if not isinstance(call.func, ast.Name):
        return None
    found = names.lookup(call.func.id, names.scopes(path))
    if found.scope is None or not found.scope.is_module or len(found.bindings) != 1:
        return None
    node = found.bindings[0].node
    module = found.scope.node
    is_plain = isinstance(node, FUNCTIONS) and not node.decorator_list and node in getattr(module, "body", ())
    return (*found.scope.path, Step(node, "body")) if is_plain else None


def _hands_on(names: Names, path: NodePath, call: ast.Call, given: ast.AST, offloaders: frozenset[str]) -> bool:
    """True for a function, at the end of the path, that only hands a parameter on to what runs it elsewhere."""
    function = path[-1].node
    assert isinstance(function, FUNCTIONS)
    parameters = [one.arg for one in (*function.args.posonlyargs, *function.args.args)]
    if isinstance(given, ast.keyword):
        name = given.arg or ""
    else:
        position = next(number for number, one in enumerate(call.args) if one is given)
        starred = any(isinstance(one, ast.Starred) for one in call.args[: position + 1])
        name = parameters[position] if position < len(parameters) and not starred else ""
    handed: set[NodeId] = set()
    used: set[NodeId] = set()
    for found in walk_paths(path):
        node = found[-1].node
        if isinstance(node, ast.Name) and node.id == name:
            used.add(node_id(node))
        elif isinstance(node, ast.Call) and _offloads(names, node, found, offloaders):
            handed.update(node_id(one) for one in node.args if isinstance(one, ast.Name) and one.id == name)
    return bool(name) and bool(used) and used == handed
