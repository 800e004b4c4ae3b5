"""Which regions objects that belong to one thread allow."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from functools import cached_property

from asyncfix.catalogue.consumers import steps_later
from asyncfix.catalogue.state_effects import REENTRANT_LOCK
from asyncfix.effects.concurrency import shared_type
from asyncfix.effects.table import Effect, sentence
from asyncfix.effects.thread_affinity import (
    affine_type_of,
    bound_type,
    is_bound,
    is_local,
    keeps_bound,
    operands,
    receiver,
    takes_its_own,
)
from asyncfix.inference import types as t
from asyncfix.inference.events import EventKind, ValueEvent
from asyncfix.offload.candidates.blocking_sites import BlockingSite, BlockingSites, CoroutineSites
from asyncfix.syntax.node_id import NodeId, node_id
from asyncfix.syntax.node_path import below, children

_KEEPING = frozenset({"add", "append", "appendleft", "extend", "insert", "put", "put_nowait", "set", "setdefault"})
"""Methods by which a container takes an object in."""


class AffinityCheck:
    """The objects of a coroutine that one thread alone may use."""

    def __init__(self, files: BlockingSites, coroutine: CoroutineSites) -> None:
        self._files = files
        self._project = files.index.project
        self._coroutine = coroutine
        self._events = coroutine.function.events
        self._below: dict[NodeId, list[ast.AST]] = {}

    def _nodes(self, roots: Sequence[ast.AST]) -> list[ast.AST]:
        """The nodes of a part of the coroutine."""
        for root in roots:
            if node_id(root) not in self._below:
                self._below[node_id(root)] = below(root)
        return [node for root in roots for node in self._below[node_id(root)]]

    def _inside(self, roots: Sequence[ast.AST]) -> set[NodeId]:
        return {node_id(node) for node in self._nodes(roots)}

    @cached_property
    def _all(self) -> list[ast.AST]:
        """The nodes of the coroutine."""
        return below(self._coroutine.node)

    @cached_property
    def names(self) -> dict[str, str]:
        """The names that stand for such objects, with their types."""
        found: dict[str, str] = {}
        for node in self._all:
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                for thing in self._files.things_of_name(node):
                    if is_bound(self._project, thing) and isinstance(thing, t.LibraryInstance):
                        found[node.id] = thing.type
                if node.id in self._made_names:
                    found[node.id] = self._made_names[node.id].name
        return found

    @cached_property
    def _made_objects(self) -> dict[NodeId, t.ProjectClass]:
        """The calls that make an object of the project that keeps such an object, by id of the node."""
        return {
            node_id(event.node): thing
            for event in self._events
            if event.kind is EventKind.CALL
            for thing in self._files.things(event)
            if isinstance(thing, t.ProjectClass)
            and keeps_bound(self._project, t.ProjectInstance(thing.path, thing.name))
        }

    @cached_property
    def _made_names(self) -> dict[str, t.ProjectClass]:
        """The names that stand for such an object and for nothing else."""
        stores = [node for node in self._all if isinstance(node, ast.Name) and _is_store(node)]
        found = {}
        for node in stores:
            match self._parents[node_id(node)]:
                case ast.Assign(targets=[_], value=value) | ast.withitem(context_expr=value):
                    made = self._made_objects.get(node_id(value))
                    if made is not None and sum(one.id == node.id for one in stores) == 1:
                        found[node.id] = made
        return found

    @cached_property
    def _makers(self) -> dict[NodeId, str]:
        """The calls that give such objects, by id of the node, with the types."""
        found = {}
        for event in self._events:
            if event.kind is EventKind.CALL:
                made = self._made(event)
                if made:
                    found[node_id(event.node)] = made
        return {**found, **{node: made.name for node, made in self._made_objects.items()}}

    def _made(self, event: ValueEvent) -> str:
        for thing in self._files.in_order(event):
            for made in self._project.result(thing, event.given, self._files.file):
                if is_bound(self._project, made) and isinstance(made, t.LibraryInstance):
                    return made.type
        return ""

    @cached_property
    def _kept(self) -> dict[NodeId, str]:
        """What is done to such objects that are kept outside, or with them, by id of the node, with their types."""
        found = {}
        for event in self._events:
            values = operands(event.kind, event.value, event.given)
            kind = next(
                (kind for value in values if (kind := affine_type_of(self._project, value, self._files.file))), ""
            )
            if kind:
                found[node_id(event.node)] = kind
        return found

    @cached_property
    def _parents(self) -> dict[NodeId, ast.AST]:
        return {node_id(child): node for node in self._all for child in children(node)}

    def crossing(self, roots: Sequence[ast.AST]) -> str:
        """The type of an object that a region would take to another thread, or bring from it; "" for none."""
        inside = self._inside(roots)
        return self._of_others(inside) or self._of_names(roots, inside) or self._brought(roots, inside)

    def _of_others(self, inside: set[NodeId]) -> str:
        """Such an object that is kept outside the coroutine."""
        kept_here = (kind for node, kind in self._kept.items() if node in inside)
        return next((kind for kind in kept_here if not self._is_local(kind)), "")

    def _is_local(self, kind: str) -> bool:
        return is_local(self._project, t.LibraryInstance(kind))

    def _of_names(self, roots: Sequence[ast.AST], inside: set[NodeId]) -> str:
        """Such an object that has a name, and is made or used outside the region as well."""
        if not self.names:
            return ""
        nodes = self._nodes(roots)
        made = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
        made |= {node.arg for node in nodes if isinstance(node, ast.arg)}
        used = {node.id for node in nodes if isinstance(node, ast.Name) and node.id in self.names}
        for name in used - made:
            return self.names[name]
        for node in self._all if used else ():
            name = node.id if isinstance(node, ast.Name) else node.arg if isinstance(node, ast.arg) else ""
            if name in used and node_id(node) not in inside:
                return self.names[name]
        return ""

    def _brought(self, roots: Sequence[ast.AST], inside: set[NodeId]) -> str:
        """Such an object that outlives the region: it is returned, or kept somewhere."""
        ends = {node_id(root) for root in roots if isinstance(root, ast.expr)}
        for node in self._nodes(roots) if self._makers or self.names else ():
            kind = self._makers.get(node_id(node), "")
            if not kind and isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                kind = self.names.get(node.id, "")
            if kind and (node_id(node) in ends or self._outlives(node, self._parents[node_id(node)])):
                return kind
        return ""

    def _lazy_around(self, node: ast.AST) -> ast.GeneratorExp | None:
        """The generator expression that a node belongs to: it reads from what it was made of when it is read."""
        current = self._parents[node_id(node)] if isinstance(node, ast.comprehension) else node
        return current if isinstance(current, ast.GeneratorExp) else None

    def _outlives(self, node: ast.AST, above: ast.AST, *, through: bool = False) -> bool:
        """True where an object may be used after the statements around; `through` something that reads it later."""
        match above:
            case ast.Return() | ast.Yield() | ast.YieldFrom() | ast.Tuple() | ast.List() | ast.Set() | ast.Dict():
                return True
            case ast.GeneratorExp() | ast.comprehension():
                lazy = self._lazy_around(above)
                return lazy is not None and self._outlives(lazy, self._parents[node_id(lazy)], through=True)
            case ast.Call(func=ast.Name(id=word)) if steps_later(word) and node is not above.func:
                return self._outlives(above, self._parents[node_id(above)], through=True)
            case ast.Assign() if through:
                return True
            case ast.Assign(targets=targets):
                return not all(isinstance(target, ast.Name) for target in targets)
            case ast.AnnAssign(target=target):
                return not isinstance(target, ast.Name)
            case ast.keyword():
                return self._keeps(self._parents[node_id(above)])
            case ast.Call(func=function) if function is not node:
                return self._keeps(above)
        return False

    def _keeps(self, call: ast.AST) -> bool:
        """True where a call may keep what it is given: a container's method, or a class of the project."""
        if not isinstance(call, ast.Call):
            return False
        if isinstance(call.func, ast.Attribute) and call.func.attr in _KEEPING:
            return True
        events = [event for event in self._events if event.node is call and event.kind is EventKind.CALL]
        return any(isinstance(thing, t.ProjectClass) for event in events for thing in self._files.things(event))

    def shared_out(self, roots: Sequence[ast.AST]) -> tuple[str, bool]:
        """The type of an object in a region that stands for another one in every thread, or "".

        And whether the coroutine uses it outside the region as well.
        """
        if not self._local_uses:
            return "", False
        inside = self._inside(roots)
        here = next((kind for node, kind in self._local_uses if node in inside), "")
        return here, bool(here) and any(node not in inside for node, _ in self._local_uses)

    @cached_property
    def _local_uses(self) -> list[tuple[int, str]]:
        """The uses of such objects: by id of the node, with the types."""
        return [(node_id(event.node), kind) for event in self._events if (kind := self._local_type(event))]

    def _local_type(self, event: ValueEvent) -> str:
        value = receiver(event.kind, event.value)
        kind = bound_type(self._project, value, self._files.file) if value is not None else ""
        return kind if kind and self._is_local(kind) else ""

    def beside_others(self, roots: Sequence[ast.AST], *, is_alone: bool) -> str:
        """The type of an object in a region that other coroutines use at the same time; "" for none.

        What a call that goes alone is given is made on the loop.
        """
        inside = {node_id(one) for one in roots} if is_alone else self._inside(roots)
        for event in self._events:
            if node_id(event.node) not in inside:
                continue
            for value in operands(event.kind, event.value, event.given):
                kind, is_kept = shared_type(self._project, value, self._files.file)
                if not kind:
                    continue
                shared = self._files.index.together.shared(self._files.file, self._coroutine.function.name)
                if shared.own if is_kept else shared.given:
                    return kind
        return ""

    def holds(self, site: BlockingSite) -> str:
        """The type of the receiver of a call, where it is such an object; "" where not."""
        one = site.cause.receiver
        return one.type if one is not None and is_bound(self._project, one) else ""

    def makes(self, site: BlockingSite) -> str:
        """The type of what a call returns, where it is such an object."""
        return self._makers.get(node_id(site.node), "")

    def refusal(self, roots: Sequence[ast.AST], sites: Sequence[BlockingSite], *, is_alone: bool) -> str:
        """The reason for which a region stays with the thread of what it uses; "" for none. `is_alone`: no helper."""
        kind = self.crossing(roots)
        if kind:
            return sentence(Effect.BOUND, kind=kind)
        kind, elsewhere = self.shared_out(roots)
        if elsewhere:
            return sentence(Effect.OTHER_IN_EACH, kind=kind)
        kind = self.beside_others(roots, is_alone=is_alone)
        if kind:
            return sentence(Effect.USED_BESIDE, kind=kind)
        for site in sites:
            kind = self._kept_by(site)
            if kind == REENTRANT_LOCK:
                return sentence(Effect.RLOCK, called=site.called, kind=kind)
            if kind and not self._is_local(kind) and not self._is_own(site):
                return sentence(Effect.BOUND_KEPT, called=site.called, kind=kind)
        return ""

    def _is_own(self, site: BlockingSite) -> bool:
        """True where a function uses nothing but what an object keeps that the coroutine makes."""
        node = site.node
        if (
            isinstance(node, ast.Call)
            and node_id(node) not in self._made_objects
            and isinstance(node.func, ast.Attribute)
        ):
            node = node.func.value
        made = self._made_names.get(node.id) if isinstance(node, ast.Name) else self._made_objects.get(node_id(node))
        if made is None or site.cause.function is None:
            return False
        reached = self._files.index.blocking.reached
        return all(takes_its_own(self._project, reached(one), made) for one in site.cause.functions)

    def _kept_by(self, site: BlockingSite) -> str:
        """The type of an object bound to a thread that a function of the project uses; "" for none."""
        return next(filter(None, map(self._files.index.blocking.uses_kept, site.cause.functions)), "")

    def other_session(self, roots: Sequence[ast.AST], sites: Sequence[BlockingSite]) -> str:
        """A hazard: the thread will see another object than the loop; "" for none."""
        others = [site for site in sites if not self._is_own(site)]
        kind = self.shared_out(roots)[0] or next((kind for site in others if (kind := self._kept_by(site))), "")
        if not kind:
            return ""
        return sentence(Effect.OTHER_LOCAL, kind=kind)


def _is_store(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Store)
