"""The interface of a region: the names that go in and come out, and whether a helper can stand in for it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from asyncfix.dataflow.cfg import NOWHERE, NodeKind
from asyncfix.dataflow.cfg_statements import Statements
from asyncfix.dataflow.refusal import ExtractionRefused
from asyncfix.dataflow.region import Region
from asyncfix.dataflow.solver import Mask, Masks, Solver


@dataclass(frozen=True, slots=True)
class Flow:
    """The names that come into a region and that leave it.

    Names are told in the order in which the region first uses them. `dropped` are bound in the
    region and read nowhere after it: their values go when the helper returns.
    """

    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    dropped: tuple[str, ...]
    global_writes: tuple[str, ...]  # names of the module that the region binds
    falls_through: bool  # control may come to the end of the region
    returns: bool  # control may leave the region by `return`
    risky_outputs: tuple[str, ...]  # outputs that a handler or `finally` around the region reads as well


class FlowAnalysis:
    """The flow of one region. Raises Refused where a helper would not do the same.

    `outer` are the names of the functions around that are surely bound; `shaky` those that are not,
    or that functions inside rebind. `keep` are names whose values must live on in the coroutine.
    """

    def __init__(
        self,
        region: Region,
        function: ast.FunctionDef | ast.AsyncFunctionDef,
        tracked: Collection[str],
        parameters: Collection[str],
        outer: Collection[str],
        is_builtin: Callable[[str], bool],
        suppresses: Callable[[ast.expr], bool],
        keep: Collection[str] = (),
    ) -> None:
        self.outer = frozenset(outer)
        self.keep = frozenset(keep)
        self.own = frozenset(parameters)
        builder = Statements(frozenset(tracked) | self.outer, region, is_builtin, suppresses)
        builder.body(function.body)
        self.builder = builder
        graph = builder.graph
        graph.lead_to(graph.returned)
        self.nodes = graph.nodes
        self.masks = Masks(sorted(builder.tracked))
        self.solver = Solver(graph, self.masks)
        entry = self.masks.of(*parameters, *self.outer)
        self.solver.settle_reads(self.solver.surely_bound(entry))
        self.bound = self.solver.surely_bound(entry)
        self._entry = entry
        self.inside = [index for index, node in enumerate(self.nodes) if node.inside]
        self.starts = [index for index, node in enumerate(self.nodes) if node.kind is NodeKind.START]
        self.finishes = [index for index, node in enumerate(self.nodes) if node.kind is NodeKind.END]
        self.reached = self.solver.reached_from([graph.entry]) | {graph.entry}
        self.exits = self._exits()

    @cached_property
    def maybe(self) -> list[Mask]:
        """By node: the names that may be bound."""
        return self.solver.maybe_bound(self._entry)

    @cached_property
    def live(self) -> list[Mask]:
        """By node: the names that are read later."""
        return self.solver.live()

    def flow(self) -> Flow:
        """The flow."""
        if not self.reached.intersection(self.starts):
            raise ExtractionRefused("this code is never reached")
        self._check_closures()
        touched = self.solver.maybe_touched(self.starts)
        written = self._of_kind(NodeKind.WRITE)
        finishes = [index for index in self.finishes if index in self.reached]
        live_after = 0
        for index in finishes:
            live_after |= self.live[index]
        kept = [name for name in written if name in self.keep]
        outputs = [name for name in written if self._bit(name) & live_after or (finishes and name in kept)]
        self._check_exits(touched)
        inputs = self._inputs()
        inputs = self._with_returned(inputs, outputs, finishes)
        self._check_deleted(finishes, live_after)
        risky = [name for name in outputs if any(self.live[node] & self._bit(name) for node in self._thrown_to())]
        returns = any(self.nodes[index].kind is NodeKind.RETURN for index in self.inside)
        dropped = tuple(name for name in written if name not in outputs)
        self._check_local(dropped)
        return Flow(
            inputs=tuple(inputs),
            outputs=tuple(outputs),
            dropped=dropped,
            global_writes=tuple(sorted(self.builder.global_writes)),
            falls_through=bool(finishes),
            returns=returns,
            risky_outputs=tuple(risky),
        )

    def _exits(self) -> list[int]:
        """The nodes that follow the region, on whatever way out of it."""
        found: list[int] = []
        for index in self.inside:
            node = self.nodes[index]
            found.extend(after for after in (*node.next, node.fails) if after >= 0 and not self.nodes[after].inside)
        return found

    def _bit(self, name: str) -> Mask:
        return self.masks.of(name)

    def _of_kind(self, *kinds: NodeKind) -> list[str]:
        """The names of the nodes of a kind in the region, in their order."""
        return list(dict.fromkeys(self.nodes[i].name for i in self.inside if self.nodes[i].kind in kinds))

    def _inputs(self) -> list[str]:
        """What the region reads before it has bound it for certain."""
        exposed = 0
        live = self.solver.live_inside()
        for index in self.starts:
            exposed |= live[index]
        used = self._of_kind(NodeKind.READ, NodeKind.CAPTURE, NodeKind.DELETE, NodeKind.WRITE)
        found = []
        captured_only = set(self._of_kind(NodeKind.CAPTURE)) - set(self._of_kind(NodeKind.READ, NodeKind.DELETE))
        for name in used:
            if not self._bit(name) & exposed:
                continue
            if name in captured_only and not self._may_be_bound_before(name) and not self._bound_after(name):
                if name not in self._of_kind(NodeKind.WRITE):
                    raise ExtractionRefused(f"`{name}` may be unbound before it")
                continue
            self._need_bound(name)
            found.append(name)
        return found

    def _with_returned(self, inputs: list[str], outputs: Sequence[str], finishes: Sequence[int]) -> list[str]:
        """The inputs, and the outputs that the region binds on some ways only: it hands back what they were."""
        written = self.solver.surely_written(self.starts)
        wanted = set(inputs)
        for name in outputs:
            for index in finishes:
                if not self.bound[index] & self._bit(name):
                    raise ExtractionRefused(f"`{name}` may be unbound after it")
                if not written[index] & self._bit(name):
                    self._need_bound(name)
                    wanted.add(name)
        used = self._of_kind(NodeKind.READ, NodeKind.CAPTURE, NodeKind.DELETE, NodeKind.WRITE)
        return [name for name in used if name in wanted]

    def _need_bound(self, name: str) -> None:
        for index in self.starts:
            if index in self.reached and not self.bound[index] & self._bit(name):
                raise ExtractionRefused(f"`{name}` may be unbound before it")

    def _may_be_bound_before(self, name: str) -> bool:
        return any(self.maybe[index] & self._bit(name) for index in self.starts)

    def _bound_after(self, name: str) -> bool:
        """True where code that may run after the region binds or deletes the name."""
        later = self.solver.reached_from(self.exits).union(self.exits)
        kinds = (NodeKind.WRITE, NodeKind.DELETE, NodeKind.UNBIND)
        return any(self.nodes[index].kind in kinds and self.nodes[index].name == name for index in later)

    def _check_deleted(self, finishes: Sequence[int], live_after: Mask) -> None:
        """A name that the region deletes must not be read after it, nor be the function's own."""
        for name in self._of_kind(NodeKind.DELETE, NodeKind.UNBIND):
            bit = self._bit(name)
            if bit & live_after and any(not self.bound[index] & bit for index in finishes):
                raise ExtractionRefused(f"it deletes `{name}`, which is read after it")
        exposed = 0
        live = self.solver.live_inside()
        for index in self.starts:
            exposed |= live[index]
        for name in self._of_kind(NodeKind.DELETE):
            if self._bit(name) & exposed:
                raise ExtractionRefused(f"it deletes `{name}`, which was bound before it")

    def _check_exits(self, touched: Sequence[Mask]) -> None:
        """Where an exception or a `return` leaves the region, nothing that it has changed may be read."""
        for index in self.inside:
            if index not in self.reached:
                continue
            node = self.nodes[index]
            changed = touched[index] | (self.solver.bits[index] if node.kind is NodeKind.WRITE else 0)
            for follower in node.next:
                if not self.nodes[follower].inside and self.nodes[follower].kind is not NodeKind.END:
                    self._need_unread(changed & self.live[follower], "is read on the way out of the function")
            if node.fails != NOWHERE and not self.nodes[node.fails].inside:
                self._need_unread(touched[index] & self.live[node.fails], "is read where its errors are handled")

    def _need_unread(self, mask: Mask, how: str) -> None:
        names = self.masks.names_in(mask)
        if names:
            raise ExtractionRefused(f"`{names[0]}` is changed in it and {how}")

    def _check_local(self, dropped: Sequence[str]) -> None:
        """A name that the function still uses must stay one of its own: something outside has to bind it."""
        binds = (NodeKind.WRITE, NodeKind.DELETE, NodeKind.UNBIND)
        outside = [node for node in self.nodes if not node.inside and node.name]
        left = {node.name for node in outside if node.kind in binds} | self.own
        for node in outside:
            if node.name in dropped and node.name not in left:
                raise ExtractionRefused(
                    f"`{node.name}` would no longer be a name of the function, which uses it outside"
                )

    def _thrown_to(self) -> set[int]:
        """Where exceptions go that leave the region."""
        return {
            self.nodes[index].fails
            for index in self.inside
            if self.nodes[index].fails != NOWHERE and not self.nodes[self.nodes[index].fails].inside
        }

    def _check_closures(self) -> None:
        """A function that shares a variable with the region must not see it change, nor change it."""
        used = self._of_kind(NodeKind.READ, NodeKind.CAPTURE, NodeKind.DELETE, NodeKind.WRITE, NodeKind.UNBIND)
        for name in used:
            if name in self.builder.remote_writes:
                raise ExtractionRefused(f"`{name}` is bound by a function inside, which may be called meanwhile")
        changed = self._of_kind(NodeKind.WRITE, NodeKind.DELETE, NodeKind.UNBIND)
        before = [
            index for index, node in enumerate(self.nodes) if node.kind is NodeKind.CAPTURE and node.name in changed
        ]
        inside = set(self.inside)
        for index in before:
            if index not in inside and inside & self.solver.reached_from([index]):
                raise ExtractionRefused(
                    f"`{self.nodes[index].name}` is shared with a function inside that was made before"
                )
        for name in self._of_kind(NodeKind.CAPTURE):
            if self._bound_after(name):
                raise ExtractionRefused(f"a function that it makes shares `{name}`, which is bound anew after it")

    def is_bound_before(self, name: str) -> bool:
        """True where the name is bound whenever the region begins."""
        return all(self.bound[index] & self._bit(name) for index in self.starts if index in self.reached)

    def is_local_and_bound(self, name: str) -> bool:
        """True for a name that is one of the function's and bound whenever the region begins."""
        return name in self.builder.tracked and self.is_bound_before(name)

    @property
    def used_inside(self) -> set[str]:
        """The names that the region reads or deletes, or that functions made in it take along."""
        return set(self._of_kind(NodeKind.READ, NodeKind.CAPTURE, NodeKind.DELETE))

    @property
    def used_outside(self) -> set[str]:
        """The names that the function reads elsewhere."""
        return {one.name for one in self.nodes if not one.inside and one.kind in (NodeKind.READ, NodeKind.CAPTURE)}

    @property
    def captured(self) -> list[str]:
        """The names that functions made in the region take along."""
        return self._of_kind(NodeKind.CAPTURE)

    @property
    def changed(self) -> list[str]:
        """The names that the function binds anew anywhere."""
        kinds = (NodeKind.WRITE, NodeKind.DELETE, NodeKind.UNBIND)
        return list(dict.fromkeys(node.name for node in self.nodes if node.kind in kinds))

    @property
    def changed_outside(self) -> list[str]:
        """Those that it binds anew outside the region."""
        kinds = (NodeKind.WRITE, NodeKind.DELETE, NodeKind.UNBIND)
        return list(dict.fromkeys(node.name for node in self.nodes if node.kind in kinds and not node.inside))

    @property
    def names(self) -> list[str]:
        """Every name of the function that the region uses."""
        return self._of_kind(NodeKind.READ, NodeKind.CAPTURE, NodeKind.DELETE, NodeKind.WRITE, NodeKind.UNBIND)
