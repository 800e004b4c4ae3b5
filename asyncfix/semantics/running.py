"""Whether an event loop surely runs while a piece of code does."""

from __future__ import annotations

import ast
import builtins
from itertools import pairwise

from asyncfix.semantics.kinds import Unit
from asyncfix.semantics.names import Names
from asyncfix.semantics.paths import FUNCTIONS, Path, Step, dotted
from asyncfix.semantics.places import Obstacle, Place, outer_place, place_of
from asyncfix.semantics.scopes import Binds, own_nodes
from asyncfix.semantics.tree import Tree

_CALLBACKS = frozenset({"call_soon", "call_later", "call_at", "call_soon_threadsafe"})
"""Methods of event loops that run a callback on the loop."""
_EAGER = frozenset({"all", "any", "dict", "frozenset", "list", "max", "min", "set", "sorted", "sum", "tuple"})
"""Builtins that consume an iterable, or call a key function, before they return."""
_DEPTH = 5


def loop_runs(tree: Tree, names: Names, path: Path, depth: int = 0) -> bool:
    """True in coroutines, and in nested functions and lambdas that are only called inside one.

    A function that is handed on may run in a thread, so it only counts where it goes to the loop
    itself (`call_soon` and its kind) or to a builtin that calls it at once.
    """
    place = place_of(path)
    if place.obstacle is Obstacle.ANNOTATION or depth > _DEPTH:
        return False
    if place.obstacle is Obstacle.GENERATOR and not _consumed_at_once(names, path, len(place.path)):
        return False
    if place.unit is Unit.COROUTINE:
        return True
    if place.unit is Unit.LAMBDA:
        return _handed_to_loop(names, place.path) and loop_runs(tree, names, place.path, depth + 1)
    if place.unit is Unit.FUNCTION:
        return _only_called_inside(tree, names, place, depth)
    return False


def _only_called_inside(tree: Tree, names: Names, place: Place, depth: int) -> bool:
    function = place.function
    if not isinstance(function, ast.FunctionDef) or outer_place(place).unit is Unit.MODULE:
        return False
    if function.decorator_list or any(isinstance(node, (ast.Yield, ast.YieldFrom)) for node in own_nodes(function)):
        return False
    scope = names.scopes(place.path)[-1]
    if not scope.is_function or len(scope.bindings.get(function.name, ())) != 1:
        return False
    called = False
    for path in tree.paths(function.name):
        last = path[-1].node
        if not isinstance(last, ast.Name) or names.meaning(path).scope is not scope:
            if isinstance(last, (ast.Global, ast.Nonlocal, ast.JoinedStr)):
                return False
            continue
        if any(step.node is function for step in path):
            continue  # recursion: it runs where it was first called
        if not _is_called(path) and not _handed_to_loop(names, path):
            return False
        if not loop_runs(tree, names, path, depth + 1):
            return False
        called = True
    return called


def _is_called(path: Path) -> bool:
    parent = path[-2].node
    return isinstance(parent, ast.Call) and path[-1].field == "func"


def _handed_to_loop(names: Names, path: Path) -> bool:
    """True for a function or lambda that is called at once, or is an argument of what calls it on the loop."""
    if _is_called(path):
        return True
    call = path[-2].node
    if isinstance(call, ast.keyword):
        if call.arg != "key":
            return False
        call = path[-3].node
        return isinstance(call, ast.Call) and (_is_eager(names, call, path[:-2]) or _is_sort(call))
    if not isinstance(call, ast.Call) or path[-1].field != "args":
        return False
    return isinstance(call.func, ast.Attribute) and call.func.attr in _CALLBACKS


def _is_sort(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr == "sort"


def _consumed_at_once(names: Names, path: Path, start: int) -> bool:
    """True where the generator expression around the path is an argument of a builtin that consumes it."""
    for index in range(start, len(path)):
        if isinstance(path[index].node, ast.GeneratorExp):
            call = path[index - 1].node
            return isinstance(call, ast.Call) and path[index].field == "args" and _is_eager(names, call, path[:index])
    return False


def _is_eager(names: Names, call: ast.Call, path: Path) -> bool:
    """True for a call of one of the eager builtins that means the builtin here, and for `str.join`."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr == "join" and isinstance(call.func.value, ast.Constant)
    if not isinstance(call.func, ast.Name) or call.func.id not in _EAGER or not hasattr(builtins, call.func.id):
        return False
    found = names.lookup(call.func.id, names.scopes(path))
    return found.scope is None


def in_main_block(path: Path) -> bool:
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


def is_coroutine_call(names: Names, path: Path, argument: ast.expr) -> bool:
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


def is_offloaded(names: Names, path: Path, offloaders: frozenset[str]) -> bool:
    """True where the end of the path is inside the arguments of a call that runs functions elsewhere.

    `offloaders` are qualified names, and names of methods with a dot in front.
    """
    start = max(i for i, step in enumerate(path) if isinstance(step.node, (ast.Module, *FUNCTIONS)))
    for index in range(start + 1, len(path)):
        call = path[index - 1].node
        if isinstance(call, ast.Call) and path[index].field in ("args", "keywords"):
            if isinstance(call.func, ast.Attribute) and "." + call.func.attr in offloaders:
                return True
            meaning = names.meaning((*path[:index], Step(call.func, "func")))
            if meaning.targets & offloaders:
                return True
    return False
