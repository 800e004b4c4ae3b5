"""Handlers, dependencies and background tasks that await nothing: as `def`, FastAPI runs them in a thread by itself."""

from __future__ import annotations

import ast
import os
import re

from asyncfix.binding.scopes import Scope
from asyncfix.catalogue.python_names import is_container
from asyncfix.catalogue.web_frameworks import is_router, makes_route
from asyncfix.effects.container_access import CHANGING, changed_words, iterated
from asyncfix.effects.of_regions import hazards, updates
from asyncfix.effects.table import Effect, sentence
from asyncfix.files.text_edits import Edit, Span
from asyncfix.fixes import Fix, Form, Safety
from asyncfix.inference import types as t
from asyncfix.inference.events import ValueEvent
from asyncfix.inference.symbolic import Member, ResultOf, Symbolic
from asyncfix.offload.candidates.blocking_sites import BlockingSites, CoroutineSites
from asyncfix.offload.planner.barriers import own
from asyncfix.offload.safety import transactions
from asyncfix.offload.safety.affinity_check import AffinityCheck
from asyncfix.offload.safety.co_moved_calls import company
from asyncfix.offload.safety.dependency_context import sets_for_request
from asyncfix.offload.safety.endless_waits import is_endless_wait
from asyncfix.offload.safety.memory_access import memory_hazard
from asyncfix.syntax.node_id import node_id
from asyncfix.syntax.node_path import COMPREHENSIONS, below

_TOKEN = re.compile(r"async[ \t]+(?=def\b)")


def handler_fix(files: BlockingSites, coroutine: CoroutineSites, recipe: str) -> Fix | None:
    """The fix that makes a handler `def`; None where it is no handler, or needs the loop."""
    node = coroutine.node
    if coroutine.function.owner or "." in coroutine.function.name:
        return None
    if not all(_is_route(files, value) for value in coroutine.function.decorators):
        return None
    if any(_awaits(statement) for statement in node.body) or AffinityCheck(files, coroutine).crossing(node.body):
        return None
    blocking = files.index.blocking
    helpers = [one for site in coroutine.sites for one in site.cause.functions]
    if any(blocking.belongs_to_task(helper) or blocking.uses_kept(helper) for helper in helpers):
        return None
    if sets_for_request(files, coroutine):
        return None
    beside = company(files, coroutine.function.events)
    token = _TOKEN.match(files.tree.source.text, files.tree.span(node).start)
    if beside.loop or token is None:
        return None
    hidden = [name for helper in helpers if (name := blocking.needs(helper, Effect.UNSEEN))]
    hazards = _hazards(files, coroutine, (*beside.unseen, *hidden))
    if hazards is None:
        return None
    return Fix(
        recipe=recipe,
        title=f"make `{node.name}` a plain `def`, which runs in a thread",
        edits=(Edit(Span(token.start(), token.end()), ""),),
        safety=Safety.REVIEW if hazards else Safety.SAFE,
        hazards=hazards,
        form=Form.HANDLER,
    )


def _awaits(statement: ast.stmt) -> bool:
    """True where the statement awaits; `yield` alone does not count."""
    return any(
        isinstance(one, (ast.Await, ast.AsyncFor, ast.AsyncWith))
        or (isinstance(one, COMPREHENSIONS) and any(generator.is_async for generator in one.generators))
        for one in own(statement)
    )


def _is_route(files: BlockingSites, value: Symbolic) -> bool:
    """True for `@app.get(...)`, where `app` is an application or a router."""
    if not isinstance(value, ResultOf) or not isinstance(value.of, Member) or not makes_route(value.of.name):
        return False
    things = files.index.project.resolve(value.of.of, files.file)
    return bool(things) and all(isinstance(thing, t.LibraryInstance) and is_router(thing.type) for thing in things)


def _hazards(files: BlockingSites, coroutine: CoroutineSites, unseen: tuple[str, ...]) -> tuple[str, ...] | None:
    """Why a person should look first; None where FastAPI does not run it, or something else awaits it."""
    node, path = coroutine.node, files.file
    here = files.mentioned.of(node.name)
    others = files.index.mentions(node.name, path)
    everywhere = [here, *others.values()]
    if any(one.called for one in everywhere) or not (node.decorator_list or any(one.taken for one in everywhere)):
        return None
    if coroutine.function.is_generator and (node.decorator_list or any(one.task for one in everywhere)):
        return None
    if node.returns is not None and "Async" in ast.unparse(node.returns):
        return None
    found = []
    if here.named:
        found.append(f"`{node.name}` is named elsewhere in this file (line {here.named})")
    for other, one in others.items():
        if one.named:
            where = os.path.relpath(other, os.path.dirname(path))
            found.append(f"`{node.name}` is named in {where} (line {one.named})")
    if unseen:
        found.append(sentence(Effect.UNSEEN, calls=f"`{unseen[0]}` does"))
    if _changes_shared(files, coroutine):
        found.append(sentence(Effect.SEES_OTHER_REQUESTS))
    if any(is_endless_wait(site) for site in coroutine.sites):
        found.append(sentence(Effect.WAITS_ON))
    found.extend(hazards(files, coroutine, coroutine.node.body))
    if shared := transactions.hazard(files, coroutine, coroutine.node.body, coroutine.path):
        found.append(shared)
    if memory := memory_hazard(files, coroutine.sites):
        found.append(memory)
    inside = {node_id(one) for statement in node.body for one in below(statement)}
    if not _changes_shared(files, coroutine):
        found.extend(files.index.interplay.hazards(coroutine.function, path, inside))
    return tuple(dict.fromkeys(found))[:4]


def _changes_shared(files: BlockingSites, coroutine: CoroutineSites) -> bool:
    """True where the handler changes something that is not its own, or goes through what others change."""
    scope, changed = Scope(coroutine.path), changed_words(files.tree.module)
    for node in (node for statement in coroutine.node.body for node in own(statement)):
        if isinstance(node, ast.Global):
            return True
        if any(_is_shared(one, scope) and _word(one) in changed for one in iterated(node)):
            return True
        is_stored = isinstance(node, (ast.Attribute, ast.Subscript)) and not isinstance(node.ctx, ast.Load)
        if is_stored and _is_shared(node, scope):
            return True
    return any(_changes(files, event, scope) for event in coroutine.function.events)


def _changes(files: BlockingSites, event: ValueEvent, scope: Scope) -> bool:
    """True for `cache.update(...)` and for a function of the project that does such a thing."""
    function = event.node.func if isinstance(event.node, ast.Call) else None
    if isinstance(function, ast.Attribute) and function.attr in CHANGING and _is_shared(function.value, scope):
        return not any(_is_known(one) for one in files.things(event))
    return bool(updates(files, event))


def _is_known(thing: t.Type) -> bool:
    """True for a function of the project or of a library that only has the name of a container's method."""
    if isinstance(thing, t.LibraryMethod):
        return not is_container(thing.receiver.type)
    return isinstance(thing, (t.ProjectFunction, t.LibraryName))


def _word(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")


def _is_shared(node: ast.AST, scope: Scope) -> bool:
    """True for what hangs on a name that is not the function's own, or on the application: `request.app.state.x`."""
    root = node
    while isinstance(root, (ast.Attribute, ast.Subscript)):
        if isinstance(root, ast.Attribute) and root.attr == "app":
            return True
        root = root.value
    return isinstance(root, ast.Name) and not scope.binds(root.id)
