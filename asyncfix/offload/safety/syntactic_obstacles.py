"""The code that can't run in a thread, or not in a function of its own."""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Iterable, Iterator

from asyncfix.binding.qualified_names import Names
from asyncfix.binding.scopes import opens_scope
from asyncfix.catalogue.event_loops import LOOP_METHODS, belongs_to_loop
from asyncfix.catalogue.state_effects import CONTEXT_VARIABLE, THREAD_LOCAL, StateEffect, effects_of
from asyncfix.dataflow.free_variables import is_named
from asyncfix.dataflow.region import Region
from asyncfix.effects.of_syntax import catches_stop, counts_callers
from asyncfix.effects.table import Effect, sentence
from asyncfix.syntax.node_id import NodeId, node_id
from asyncfix.syntax.node_path import COMPREHENSIONS, FUNCTIONS, NodePath, Step, below, dotted, fields

_FRAME_READERS = {
    "breakpoint": "it stops at a place of the debugger",
    "dir": "it asks for the names of the function with `dir()`",
    "eval": "it runs code in the names of the function with `eval`",
    "exec": "it runs code in the names of the function with `exec`",
    "locals": "it asks for the names of the function with `locals()`",
    "vars": "it asks for the names of the function with `vars()`",
}
_OF_THE_THREAD = {
    StateEffect.NUMBERS: "each thread has a decimal context of its own",
    StateEffect.SIGNALS: "signals are set up in the main thread alone",
    StateEffect.IDENTITY: "it asks which thread it runs in",
}


def obstacle_in(region: Region, names: Names, is_builtin: Callable[[str], bool], known: Collection[NodeId] = ()) -> str:
    """The reason for which the region can't run as a function of its own in a thread; "" where it can.

    `known` are the ids of calls of which it is known what they call, whatever that is named, and of each `next` that
    surely gives something.
    """
    for root in region.roots:
        field = region.path[-1].field
        path = (*region.path[:-1], Step(root, field))
        for found in _own_paths(path):
            if _is_cleared(found[-1].node, known):
                continue
            reason = _obstacle(found, len(region.path), names, is_builtin)
            if reason:
                return reason
    return ""


def call_obstacle(
    region: Region, names: Names, is_builtin: Callable[[str], bool], known: Collection[NodeId] = ()
) -> str:
    """The reason for which the call that is the region can't be made in a thread; "" where it can."""
    call = region.node
    assert isinstance(call, ast.Call)
    if _is_cleared(call, known):
        return ""
    path = region.path
    return _of_call(call, path, len(path), names, is_builtin) or _of_name((*path, Step(call.func, "func")), names)


def _has_loop_word(node: ast.AST) -> bool:
    """True for `crud.create_task(...)`, which has the name of a method of event loops."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in LOOP_METHODS


def _is_cleared(node: ast.AST, known: Collection[NodeId]) -> bool:
    return isinstance(node, ast.Call) and (
        node_id(node.func) in known or (node_id(node) in known and _has_loop_word(node))
    )


def _own_paths(path: NodePath) -> Iterator[NodePath]:
    """Paths to all that runs when the end of the path does, parents first; bodies of functions are left out."""
    yield path
    node = path[-1].node
    for name, child in fields(node):
        inner = isinstance(node, (*FUNCTIONS, ast.Lambda)) and opens_scope(node, name)
        if not inner:
            yield from _own_paths((*path, Step(child, name)))


def _obstacle(path: NodePath, start: int, names: Names, is_builtin: Callable[[str], bool]) -> str:
    node = path[-1].node
    match node:
        case ast.Await() | ast.AsyncFor() | ast.AsyncWith():
            return "it waits on the event loop"
        case ast.comprehension(is_async=1):
            return "it waits on the event loop"
        case ast.Yield() | ast.YieldFrom():
            return "it yields"
        case ast.Nonlocal() | ast.Global():
            return "it declares names for the whole function"
        case ast.Break() | ast.Continue():
            return _leaves_loop(path, start)
        case ast.Raise(exc=None):
            return "" if _in_handler(path, start) else "it raises the error that a handler around it has caught"
        case ast.Raise(exc=error) if _is_stop(error):
            return "" if _stop_is_caught(path, start) else sentence(Effect.STOP_LEAVES)
        case ast.Call():
            return _of_call(node, path, start, names, is_builtin)
        case ast.Name() | ast.Attribute():
            return _of_name(path, names)
    return ""


def _leaves_loop(path: NodePath, start: int) -> str:
    for index in range(len(path) - 1, start - 1, -1):
        if isinstance(path[index - 1].node, (ast.For, ast.While)) and path[index].field == "body":
            return ""
    return "it breaks off or goes on with a loop around it"


def _in_handler(path: NodePath, start: int) -> bool:
    """True inside an `except` clause that the region holds."""
    return any(isinstance(step.node, ast.ExceptHandler) for step in path[start - 1 :])


def _is_stop(error: ast.expr | None) -> bool:
    named = error.func if isinstance(error, ast.Call) else error
    return named is not None and is_named(named, "StopIteration")


def _stop_is_caught(path: NodePath, start: int) -> bool:
    for index in range(start, len(path)):
        node = path[index - 1].node
        if isinstance(node, ast.Try) and path[index].field == "body" and catches_stop(node):
            return True
    return False


def _of_call(call: ast.Call, path: NodePath, start: int, names: Names, is_builtin: Callable[[str], bool]) -> str:
    function = call.func
    if isinstance(function, ast.Name) and is_builtin(function.id):
        name = function.id
        if name in ("dir", "vars") and (call.args or call.keywords):
            return ""
        if name in _FRAME_READERS:
            return _FRAME_READERS[name]
        if name == "next" and len(call.args) < 2 and not _stop_is_caught(path, start):
            return sentence(Effect.STOP_AT_FIRST)
    target = names.meaning((*path, Step(function, "func"))).certain
    effects = effects_of(target)
    if StateEffect.FRAME in effects:
        return f"`{target}` looks at the function that it is called in"
    if counts_callers(call):
        return "`stacklevel` counts the functions that have called it"
    for effect, reason in _OF_THE_THREAD.items():
        if effect in effects:
            return reason
    if not _in_handler(path, start) and _wants_error(call, effects):
        return sentence(Effect.HANDLED_ERROR)
    if isinstance(function, ast.Attribute):
        return _of_method(function, path, names)
    return ""


def _wants_error(call: ast.Call, effects: frozenset[StateEffect]) -> bool:
    if StateEffect.ERROR in effects or _is_log_of_error(call):
        return True
    given = next((keyword.value for keyword in call.keywords if keyword.arg == "exc_info"), None)
    return given is not None and not (isinstance(given, ast.Constant) and not given.value)


def _is_log_of_error(call: ast.Call) -> bool:
    """True for `log.exception("...")`; `future.exception()` says nothing, and takes no text."""
    function = call.func
    return isinstance(function, ast.Attribute) and function.attr == "exception" and bool(call.args)


def _of_method(function: ast.Attribute, path: NodePath, names: Names) -> str:
    if function.attr in LOOP_METHODS:
        return sentence(Effect.LOOP, name=function.attr)
    if function.attr in ("set", "reset"):
        for binding in names.meaning((*path, Step(function, "func"), Step(function.value, "value"))).bindings:
            if isinstance(binding.value, ast.Call) and _made_by(binding.value, names, path) == CONTEXT_VARIABLE:
                return "a context variable that is set in a thread keeps its value outside"
    return ""


def _made_by(call: ast.Call, names: Names, path: NodePath) -> str:
    return names.meaning((*path[:1], Step(call.func, "value"))).certain


def _of_name(path: NodePath, names: Names) -> str:
    parts = dotted(path[-1].node)
    if parts is None or (isinstance(path[-2].node, ast.Attribute) and dotted(path[-2].node) is not None):
        return ""
    meaning = names.meaning(path)
    for target in meaning.targets:
        if belongs_to_loop(target):
            return sentence(Effect.LOOP, name=target)
    for binding in meaning.bindings:
        if isinstance(binding.value, ast.Call) and _made_by(binding.value, names, path) == THREAD_LOCAL:
            return "each thread has its own values of `threading.local`"
    return ""


def frame_reader(nodes: Iterable[ast.AST], is_builtin: Callable[[str], bool]) -> str:
    """The function among the nodes that looks at the names of the function: "locals"; "" for none."""
    for node in nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and is_builtin(node.func.id):
            name = node.func.id
            if name in ("locals", "eval", "exec") or (name in ("dir", "vars") and not (node.args or node.keywords)):
                return name
    return ""


def mangled_name(region: Region) -> str:
    """A private name (`__x`) in the region, which only means itself inside its class; "" for none."""
    for root in region.roots:
        for node in below(root):
            for name in _identifiers(node):
                if name.startswith("__") and not name.endswith("__"):
                    return name
    return ""


def _identifiers(node: ast.AST) -> Iterator[str]:
    for field in ("id", "attr", "arg", "name", "asname", "rest"):
        value = getattr(node, field, None)
        if isinstance(value, str):
            yield value
    for field in ("names", "kwd_attrs"):
        for value in getattr(node, field, ()):
            if isinstance(value, str):
                yield value


def class_parameter(region: Region) -> str:
    """A type parameter of a class around that the region uses; "" for none."""
    classes = (step.node for step in region.path if isinstance(step.node, ast.ClassDef))
    names = {getattr(one, "name", "") for node in classes for one in getattr(node, "type_params", ())}
    nodes = (node for root in region.roots for node in below(root)) if names else ()
    return next((node.id for node in nodes if isinstance(node, ast.Name) and node.id in names), "")


def needs_class(region: Region) -> bool:
    """True where the region uses `super()` without arguments, or `__class__`."""
    for root in region.roots:
        for node in below(root):
            if is_named(node, "__class__"):
                return True
            if isinstance(node, ast.Call) and is_named(node.func, "super") and not node.args:
                return True
    return False


def is_inside_comprehension(region: Region) -> bool:
    """True for an expression that is evaluated once for each item of a comprehension."""
    path = region.path
    return any(
        isinstance(path[index].node, COMPREHENSIONS) and not _is_first_iterable(path[index:])
        for index in range(len(region.function_path), len(path) - 1)
    )


def _is_first_iterable(path: NodePath) -> bool:
    """True where the path leads from a comprehension into what is evaluated once, before it begins."""
    first = path[0].node.generators[0]  # type: ignore[attr-defined]
    return path[1].node is first and path[2].field == "iter"
