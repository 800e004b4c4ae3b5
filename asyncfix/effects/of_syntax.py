"""The effects of a function, as far as its own text can tell.

A function that reports "the error that was caught" finds none in another thread, and StopIteration
can't leave one.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from asyncfix.binding.scopes import own_nodes
from asyncfix.catalogue.event_loops import ASKING_WORDS
from asyncfix.catalogue.state_effects import UNDONE_WORDS
from asyncfix.dataflow.endless_loops import endless_loop
from asyncfix.effects.container_access import container_accesses
from asyncfix.effects.table import Effect
from asyncfix.inference.events import EventKind, FunctionFacts
from asyncfix.syntax.node_path import FUNCTIONS, TRIES, children, dotted

_FRAMES = frozenset({"_getframe", "currentframe", "stack"})
_READERS = frozenset({"exc_info", "format_exc", "print_exc"})
_UNDOING = frozenset(UNDONE_WORDS.values())
_SUSPECTS = _READERS | _FRAMES | ASKING_WORDS | _UNDOING | {"exception", "next", "__next__"}
_ASKING = frozenset({"exc_info", "stacklevel"})
_CATCHES_ALL = frozenset({"BaseException", "Exception"})
_CATCHES_STOP = _CATCHES_ALL | {"StopIteration"}
_CATCHES_NO_LOOP = _CATCHES_ALL | {"RuntimeError"}
_MAKERS = frozenset({"__init__", "__new__", "__post_init__"})


@dataclass(frozen=True, slots=True)
class Guarded:
    """A call, and what is around it."""

    call: ast.Call
    handled: bool  # it stands in an `except` clause
    stopped: bool  # a StopIteration that it raises is caught
    answered: bool  # a RuntimeError that it raises is caught, and not raised again


def needs_of(function: FunctionFacts) -> tuple[Effect, ...]:
    """The effects of a function that is no coroutine."""
    node = function.node
    if not isinstance(node, (ast.FunctionDef, ast.Lambda)):
        return ()
    found: list[Effect] = []
    if any(event.kind is EventKind.CALL and _is_suspect(event.node) for event in function.events):
        body = node.body if isinstance(node.body, list) else [node.body]
        below = [one for part in body for one in calls_below(part)]
        if any(not one.handled and reads_caught_error(one.call) for one in below):
            found.append(Effect.ERROR)
        if any(_asks_caller(one.call) for one in below):
            found.append(Effect.CALLER)
        questions = [one for one in below if called_word(one.call) in ASKING_WORDS]
        if questions and all(one.answered for one in questions):
            found.append(Effect.ASKS)
        if isinstance(node, ast.FunctionDef) and any(called_word(one.call) in _UNDOING for one in below):
            found.extend([Effect.RESETS] if _takes_back(node) else [])
        open_ends = [one.call for one in below if not one.stopped and _may_stop(one.call)]
        if open_ends and not function.is_generator:
            asks_calls = all(call.args and isinstance(call.args[0], ast.Call) for call in open_ends)
            found.append(Effect.STOP_AT_FIRST if asks_calls else Effect.STOP)
    if isinstance(node, ast.FunctionDef) and not function.is_generator and endless_loop(node.body) is not None:
        found.append(Effect.ENDLESS)
    if function.is_generator and isinstance(node, ast.FunctionDef) and _yields_at_once(node.body):
        found.append(Effect.YIELDS)
    if isinstance(node, ast.FunctionDef) and function.changes:
        found.extend(_updates(node, bool(function.owner)))
    return tuple(found)


def _updates(function: ast.FunctionDef, is_method: bool) -> Iterator[Effect]:
    """WRITES, OWN and SHARED, where the function changes what it did not make; the last two where it reads it, too."""
    nodes = own_nodes(function)
    arguments = [*function.args.posonlyargs, *function.args.args]
    own = arguments[0].arg if is_method and arguments and function.name not in _MAKERS else ""
    declared = {name for node in nodes if isinstance(node, ast.Global) for name in node.names}
    bound = {node.id for node in nodes if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)}
    bound |= {
        one.arg for one in (*arguments, *function.args.kwonlyargs, function.args.vararg, function.args.kwarg) if one
    }
    bound -= declared

    def key(node: ast.AST) -> str | None:
        parts = dotted(node)
        if parts is None or (parts[0].id in bound and not (parts[0].id == own and parts[1])):
            return None
        return parts[0].id + parts[1]

    reads, writes = set(), set()
    for node in nodes:
        if isinstance(node, ast.AugAssign):
            target = node.target.value if isinstance(node.target, ast.Subscript) else node.target
            reads.add(key(target))
            writes.add(key(target))
        elif isinstance(node, (ast.Attribute, ast.Name)):
            (reads if isinstance(node.ctx, ast.Load) else writes).add(key(node))
    updated = {name for name in reads & writes if name is not None}
    containers = container_accesses(nodes, key, lambda node: 0)
    containers.gets = {name: at for name, at in containers.gets.items() if own and name.startswith(f"{own}.")}
    updated |= {name for name, _, _ in containers.updates()}
    if own and any(name and name.startswith(f"{own}.") for name in (*writes, *containers.changes)):
        yield Effect.WRITES
    mine = {name for name in updated if own and name.startswith(f"{own}.")}
    if mine:
        yield Effect.OWN
    if updated - mine:
        yield Effect.SHARED


def _takes_back(function: ast.FunctionDef) -> bool:
    """True where a `finally` begins with taking back what the statement before the `try` has done, once and alone."""
    nodes = own_nodes(function)
    calls = [
        node for node in nodes if isinstance(node, ast.Call) and called_word(node) in _UNDOING | UNDONE_WORDS.keys()
    ]
    if len(calls) != 2:
        return False
    for node in (function, *nodes):
        for field in ("body", "orelse", "finalbody"):
            block = getattr(node, field, None)
            for first, second in pairwise(block) if isinstance(block, list) else ():
                match first, second:
                    case (
                        ast.Assign(targets=[ast.Name(id=token)], value=ast.Call(func=done) as doing),
                        ast.Try(finalbody=[ast.Expr(value=ast.Call(func=undone, args=args, keywords=words)), *_]),
                    ):
                        given = [*args, *(word.value for word in words)]
                        return (
                            [ast.unparse(one) for one in given] == [token]
                            and ast.unparse(undone) == _undoing(ast.unparse(done))
                            and called_word(doing) in UNDONE_WORDS
                            and sum(isinstance(one, ast.Name) and one.id == token for one in nodes) == 2
                        )
    return False


def _undoing(done: str) -> str:
    """`user.reset` for `user.set`."""
    of, dot, word = done.rpartition(".")
    return f"{of}{dot}{UNDONE_WORDS.get(word, '')}"


def _yields_at_once(body: Sequence[ast.stmt]) -> bool:
    """True where a yield comes before anything that may leave it out, such as an error that is caught."""
    for statement in body:
        match statement:
            case ast.Expr(value=ast.Yield()) | ast.Assign(value=ast.Yield()):
                return True
            case ast.Try(body=inner, handlers=[]):
                return _yields_at_once(inner)
            case ast.With(body=[first, *_]) | ast.Try(body=[first, *_]):  # which may catch what comes before
                return not isinstance(first, ast.With | ast.Try) and _yields_at_once([first])
            case ast.Expr() | ast.Assign() | ast.AnnAssign() | ast.Import() | ast.ImportFrom():
                continue
        return False
    return False


def _may_stop(call: ast.Call) -> bool:
    if isinstance(call.func, ast.Attribute):
        return call.func.attr == "__next__" and not call.args
    return isinstance(call.func, ast.Name) and call.func.id == "next" and len(call.args) == 1


def _is_suspect(call: ast.expr) -> bool:
    if not isinstance(call, ast.Call):
        return False
    if called_word(call) in _SUSPECTS:
        return True
    return bool(call.keywords) and not _ASKING.isdisjoint([keyword.arg for keyword in call.keywords])


def _asks_caller(call: ast.Call) -> bool:
    return called_word(call) in _FRAMES or counts_callers(call)


def counts_callers(call: ast.Call) -> bool:
    """True for what tells of a function further up: `warnings.warn(text, stacklevel=2)`."""
    given = next((keyword.value for keyword in call.keywords if keyword.arg == "stacklevel"), None)
    return given is not None and not (isinstance(given, ast.Constant) and given.value == 1)


def called_word(call: ast.Call) -> str:
    """The last word of what is called: `exc_info` of `sys.exc_info()`."""
    function = call.func
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def reads_caught_error(call: ast.Call) -> bool:
    """True for what tells of the error that an `except` clause around it has caught."""
    word = called_word(call)
    if word in _READERS or (word == "exception" and isinstance(call.func, ast.Attribute) and bool(call.args)):
        return True
    given = next((keyword.value for keyword in call.keywords if keyword.arg == "exc_info"), None)
    return given is not None and not (isinstance(given, ast.Constant) and not given.value)


def calls_below(node: ast.AST, around: Guarded | None = None) -> Iterator[Guarded]:
    """The calls at and below a node, without those of functions, lambdas and classes inside.

    `around` tells what is around the node itself.
    """
    if isinstance(node, (*FUNCTIONS, ast.Lambda, ast.ClassDef)):
        return
    around = around or _NOTHING_AROUND
    if isinstance(node, ast.ExceptHandler):
        around = replace(around, handled=True)
    elif isinstance(node, ast.Call):
        yield replace(around, call=node)
    elif isinstance(node, TRIES):
        within = replace(
            around,
            stopped=around.stopped or catches_stop(node),
            answered=around.answered or _goes_on(_handler_of(node, _CATCHES_NO_LOOP)),
        )
        for statement in node.body:
            yield from calls_below(statement, within)
        for other in (*node.handlers, *node.orelse, *node.finalbody):
            yield from calls_below(other, around)
        return
    for child in children(node):
        yield from calls_below(child, around)


_NOTHING_AROUND = Guarded(ast.Call(ast.Name(""), [], []), handled=False, stopped=False, answered=False)


def catches_stop(node: ast.Try | ast.TryStar) -> bool:
    """True where a StopIteration that the body raises is caught."""
    handler = _handler_of(node, _CATCHES_STOP)
    return handler is not None and not _raises_again(handler)


def _raises_again(handler: ast.ExceptHandler) -> bool:
    """True for a handler that may raise what it has caught."""
    return any(
        isinstance(node, ast.Raise)
        and (node.exc is None or (isinstance(node.exc, ast.Name) and node.exc.id == handler.name))
        for node in ast.walk(handler)
    )


def _handler_of(node: ast.Try | ast.TryStar, names: Collection[str]) -> ast.ExceptHandler | None:
    """The first handler that catches one of these errors."""
    for handler in node.handlers:
        caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
        if any(one is None or (isinstance(one, ast.Name) and one.id in names) for one in caught):
            return handler
    return None


def _goes_on(handler: ast.ExceptHandler | None) -> bool:
    """True for a handler that raises nothing by itself."""
    return handler is not None and not any(isinstance(node, ast.Raise) for node in ast.walk(handler))
