"""The code that runs a place: is it the event loop's, and may an `await` stand there?"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from asyncfix.binding.context_kinds import Unit
from asyncfix.binding.scopes import opens_scope
from asyncfix.syntax.node_path import DEFINITIONS, FUNCTIONS, NodePath


class AwaitObstacle(StrEnum):
    """Reasons for which no `await` may stand at a place inside a coroutine."""

    NONE = ""
    LAMBDA = "an await can't stand in a lambda"
    CLASS_BODY = "an await can't stand in a class body"
    GENERATOR = "an await would make the generator expression asynchronous, and what consumes it can't iterate that"
    DEFAULT = "it is a default argument, which runs while the function is being defined"
    DECORATOR = "it is part of a decorator, which runs while the function is being defined"
    ANNOTATION = "it is part of an annotation"
    GENERIC = "an await can't stand in the bases of a class with type parameters"
    DEBUG_FSTRING = "the f-string prints the source of the expression (`=`), so a rewrite would change its text"
    TEMPLATE_STRING = "the template string keeps the source of the expression, so a rewrite would change it"


@dataclass(frozen=True, slots=True)
class ExecutionContext:
    """The code that runs the end of a path."""

    unit: Unit
    function: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | None  # the unit itself; None for the module
    path: NodePath  # to the unit
    name: str  # qualified inside the module: "Service.poll"; of the class around at module level, or ""
    obstacle: AwaitObstacle

    @property
    def on_loop(self) -> bool:
        """True where an event loop runs while this code runs."""
        return self.unit is Unit.COROUTINE


def place_of(path: NodePath) -> ExecutionContext:
    """The place of the last node of the path."""
    obstacle = AwaitObstacle.NONE
    for index in range(len(path) - 1, 0, -1):
        parent, field = path[index - 1].node, path[index].field
        if isinstance(parent, (*FUNCTIONS, ast.Lambda)) and field == "body":
            unit = _unit(parent)
            return ExecutionContext(unit, parent, path[:index], qualified_name(path[:index]), obstacle)
        obstacle = obstacle or _obstacle(path, index)
    classes = tuple(step for step, below in pairwise(path) if below.field == "body")
    return ExecutionContext(Unit.MODULE, None, path[:1], qualified_name(classes), obstacle)


def no_await(place: ExecutionContext) -> str:
    """The reason for which no `await` may stand at the place; "" where it may."""
    if place.obstacle or place.unit is Unit.COROUTINE:
        return place.obstacle.value
    if place.unit is Unit.LAMBDA:
        return AwaitObstacle.LAMBDA.value
    where = "the module" if place.unit is Unit.MODULE else f"`{place.name}`"
    return f"an await can't stand in {where}, which is no coroutine"


def binds_tighter(path: NodePath) -> bool:
    """True where what stands around the expression would take only a part of `await x`."""
    parent, field = path[-2].node, path[-1].field
    if isinstance(parent, (ast.Attribute, ast.Subscript)):
        return field == "value"
    if isinstance(parent, ast.Call):
        return field == "func"
    return isinstance(parent, ast.BinOp) and isinstance(parent.op, ast.Pow) and field == "left"


def outer_place(place: ExecutionContext) -> ExecutionContext:
    """The place at which the place's own function or lambda stands."""
    return place_of(place.path)


def is_given_to_coroutine(path: NodePath) -> bool:
    """True in a default argument or a decorator of an `async def`: the coroutine may call what it gets there."""
    inside = len(place_of(path).path)
    return any(
        isinstance(above.node, ast.AsyncFunctionDef) and step.field in ("args", "decorator_list")
        for above, step in pairwise(path[inside - 1 :])
    )


def is_only_looked_at(path: NodePath) -> bool:
    """True where a function is named and not called by that: it is compared, thrown away, or a default that is not."""
    parent, node = path[-2].node, path[-1].node
    if not isinstance(parent, ast.arguments):
        return isinstance(parent, (ast.Compare, ast.Expr))
    plain = [*parent.posonlyargs, *parent.args]
    pairs = [
        *zip(reversed(plain), reversed(parent.defaults), strict=False),
        *zip(parent.kwonlyargs, parent.kw_defaults, strict=True),
    ]
    name = next((parameter.arg for parameter, default in pairs if default is node), "")
    body = path[-3].node.body  # type: ignore[attr-defined]
    inside = (one for part in (body if isinstance(body, list) else [body]) for one in ast.walk(part))
    return not any(isinstance(one, ast.Name) and one.id == name for one in inside)


def _unit(function: ast.AST) -> Unit:
    if isinstance(function, ast.AsyncFunctionDef):
        return Unit.COROUTINE
    return Unit.LAMBDA if isinstance(function, ast.Lambda) else Unit.FUNCTION


def _obstacle(path: NodePath, index: int) -> AwaitObstacle:
    """What keeps an await from standing in the child `index`, seen from its parent alone."""
    parent, step = path[index - 1].node, path[index]
    below = path[index + 1] if index + 1 < len(path) else None
    match parent:
        case ast.ClassDef() if step.field == "body":
            return AwaitObstacle.CLASS_BODY
        case ast.GeneratorExp() if opens_scope(parent, step.field, below):
            return AwaitObstacle.GENERATOR
        case ast.arguments():
            return AwaitObstacle.ANNOTATION if isinstance(step.node, ast.arg) else AwaitObstacle.DEFAULT
        case ast.AnnAssign() if step.field == "annotation":
            return AwaitObstacle.ANNOTATION
        case ast.FormattedValue() if step.field == "value":
            return AwaitObstacle.NONE
    if isinstance(parent, DEFINITIONS) and step.field == "decorator_list":
        return AwaitObstacle.DECORATOR
    if isinstance(parent, ast.ClassDef) and step.field in ("bases", "keywords"):
        return AwaitObstacle.GENERIC if getattr(parent, "type_params", None) else AwaitObstacle.NONE
    if step.field in ("returns", "type_params") or type(parent).__name__ == "TypeAlias":
        return AwaitObstacle.ANNOTATION
    if type(parent).__name__ == "Interpolation":
        return AwaitObstacle.TEMPLATE_STRING
    return AwaitObstacle.NONE


def qualified_name(path: NodePath) -> str:
    """The names of the definitions on the path, the last one included: "Service.poll.attempt"."""
    return ".".join(
        step.node.name if isinstance(step.node, DEFINITIONS) else "<lambda>"
        for step in path
        if isinstance(step.node, (*DEFINITIONS, ast.Lambda))
    )
