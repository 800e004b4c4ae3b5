"""Handlers that await nothing: as `def`, FastAPI and Starlette run them in a thread by themselves."""

from __future__ import annotations

import ast
import re

from asyncfix.fixes import Fix, Form, Safety
from asyncfix.index import things as t
from asyncfix.plan.barriers import own, waits
from asyncfix.plan.company import company
from asyncfix.plan.sites import Coroutine, FileSites
from asyncfix.plan.threads import Bound
from asyncfix.semantics.scopes import Scope
from asyncfix.semantics.values import Member, Result, Value
from asyncfix.spans import Edit, Span

_ROUTERS = frozenset(
    [
        "fastapi.FastAPI",
        "fastapi.APIRouter",
        "fastapi.applications.FastAPI",
        "fastapi.routing.APIRouter",
        "starlette.applications.Starlette",
        "starlette.routing.Router",
    ]
)
_ROUTES = frozenset(
    ["api_route", "delete", "exception_handler", "get", "head", "options", "patch", "post", "put", "route", "trace"]
)
_TOKEN = re.compile(r"async[ \t]+(?=def\b)")


def handler_fix(files: FileSites, coroutine: Coroutine, recipe: str) -> Fix | None:
    """The fix that makes a handler `def`; None where it is no handler, or needs the loop."""
    node = coroutine.node
    if coroutine.function.owner or "." in coroutine.function.name or not node.decorator_list:
        return None
    if not all(_is_route(files, value) for value in coroutine.function.decorators):
        return None
    if any(waits(statement) for statement in node.body) or Bound(files, coroutine).crossing(node.body):
        return None
    blocking = files.index.blocking
    helpers = [site.cause.function for site in coroutine.sites if site.cause.function is not None]
    if any(blocking.uses_loop(helper) or blocking.uses_kept(helper) for helper in helpers):
        return None
    beside = company(files, coroutine.function.events)
    if beside.loop:
        return None
    start = files.tree.span(node).start
    token = _TOKEN.match(files.tree.source.text, start)
    hazards = _hazards(files, coroutine, beside.unseen)
    if token is None or hazards is None:
        return None
    return Fix(
        recipe=recipe,
        title=f"make `{node.name}` a plain `def`, which runs in a thread",
        edits=(Edit(Span(start, token.end()), ""),),
        safety=Safety.REVIEW if hazards else Safety.SAFE,
        hazards=hazards,
        form=Form.HANDLER,
    )


def _is_route(files: FileSites, value: Value) -> bool:
    """True for `@app.get(...)`, where `app` is an application or a router."""
    if not isinstance(value, Result) or not isinstance(value.of, Member) or value.of.name not in _ROUTES:
        return False
    things = files.index.project.resolve(value.of.of, files.file)
    return bool(things) and all(isinstance(thing, t.Instance) and thing.type in _ROUTERS for thing in things)


def _hazards(files: FileSites, coroutine: Coroutine, unseen: tuple[str, ...]) -> tuple[str, ...] | None:
    """Why a person should look first; None where something else calls the handler, which then has to await it."""
    name = coroutine.node.name
    hazards = []
    inside = {id(step.node) for step in coroutine.path}
    for path in files.tree.paths(name):
        last, above = path[-1].node, path[-2].node
        if id(last) in inside or not isinstance(last, (ast.Name, ast.Attribute)):
            continue
        if isinstance(above, (ast.Call, ast.Await)) and path[-1].field in ("func", "value"):
            return None
        hazards.append(f"`{name}` is named elsewhere in this file (line {last.lineno})")
    called, named = files.index.mentions(name, files.file)
    if called:
        return None
    if named:
        hazards.append(f"`{name}` is named in {named}")
    if unseen:
        hazards.append(f"`{unseen[0]}` will run in the thread as well, and what it does there is not known")
    if _changes_shared(coroutine):
        hazards.append("it changes what other requests see, and several of them may now run at the same time")
    return tuple(hazards[:3])


def _changes_shared(coroutine: Coroutine) -> bool:
    """True where the handler assigns to something that is not its own."""
    scope = Scope(coroutine.path)
    for statement in coroutine.node.body:
        for node in own(statement):
            if isinstance(node, ast.Global):
                return True
            if isinstance(node, (ast.Attribute, ast.Subscript)) and not isinstance(node.ctx, ast.Load):
                root: ast.expr = node
                while isinstance(root, (ast.Attribute, ast.Subscript)):
                    root = root.value
                if isinstance(root, ast.Name) and not scope.binds(root.id):
                    return True
    return False
