"""Facts that flow along the edges of a graph: which names are bound at a node, and which are read after it.

Sets of names are numbers, one bit a name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from asyncfix.offload.graph import NOWHERE, Graph, Kind, Node

Mask = int
_KILLS = frozenset({Kind.DELETE, Kind.UNBIND})
_USES = frozenset({Kind.READ, Kind.CAPTURE, Kind.DELETE})


class Masks:
    """The names of a graph as bits."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        self._bits = {name: 1 << index for index, name in enumerate(names)}
        self.all = (1 << len(names)) - 1

    def of(self, *names: str) -> Mask:
        mask = 0
        for name in names:
            mask |= self._bits[name]
        return mask

    def names_in(self, mask: Mask) -> list[str]:
        return [name for name in self.names if mask & self._bits[name]]


class Solver:
    """Answers for one graph."""

    def __init__(self, graph: Graph, masks: Masks) -> None:
        self.nodes = graph.nodes
        self.entry = graph.entry
        self.masks = masks
        self.bits = [masks.of(node.name) if node.name else 0 for node in graph.nodes]

    def surely_bound(self, at_entry: Mask) -> list[Mask]:
        """By node: the names that are bound whenever control comes there. All of them where it never does."""
        return self._forward({self.entry: at_entry}, self._bind, every=True)

    def maybe_bound(self, at_entry: Mask) -> list[Mask]:
        """By node: the names that are bound on some way there."""
        return self._forward({self.entry: at_entry}, self._bind, every=False)

    def surely_written(self, starts: Sequence[int]) -> list[Mask]:
        """By node: the names that the region has bound for certain, and not deleted since it started."""
        return self._forward(dict.fromkeys(starts, 0), self._bind, every=True, inside=True)

    def maybe_touched(self, starts: Sequence[int]) -> list[Mask]:
        """By node: the names that the region may have bound or deleted since it started."""
        return self._forward(dict.fromkeys(starts, 0), self._touch, every=False, inside=True)

    def live(self, inside: bool = False) -> list[Mask]:
        """By node: the names that are read at it or later before they are bound anew. `inside`: in the region alone."""
        found = [0] * len(self.nodes)
        before = self._predecessors()
        todo = list(range(len(self.nodes)))
        while todo:
            index = todo.pop()
            node = self.nodes[index]
            after = thrown = 0
            for follower in node.next:
                if not inside or self.nodes[follower].inside:
                    after |= found[follower]
            if node.fails != NOWHERE and (not inside or self.nodes[node.fails].inside):
                thrown = found[node.fails]
            bit = self.bits[index]
            if node.kind is Kind.WRITE or node.kind in _KILLS:
                after &= ~bit
            if node.kind in _USES:
                after |= bit
            new = after | thrown
            if new != found[index]:
                found[index] = new
                todo.extend(before[index])
        return found

    def reached_from(self, starts: Sequence[int]) -> set[int]:
        """The nodes that control may come to after the given ones."""
        found: set[int] = set()
        todo = list(starts)
        while todo:
            for follower in self._followers(self.nodes[todo.pop()]):
                if follower not in found:
                    found.add(follower)
                    todo.append(follower)
        return found

    def settle_reads(self, bound: Sequence[Mask]) -> None:
        """Take away the failures of reads that can't fail."""
        for node, mask, bit in zip(self.nodes, bound, self.bits, strict=True):
            if node.kind is Kind.READ and mask & bit:
                node.fails = NOWHERE

    def _bind(self, index: int, mask: Mask) -> Mask:
        kind = self.nodes[index].kind
        if kind is Kind.WRITE:
            return mask | self.bits[index]
        if kind in _KILLS:
            return mask & ~self.bits[index]
        return mask | self.bits[index] if kind is Kind.READ else mask  # what was read was bound

    def _touch(self, index: int, mask: Mask) -> Mask:
        kind = self.nodes[index].kind
        return mask | self.bits[index] if kind is Kind.WRITE or kind in _KILLS else mask

    def _forward(
        self, starts: dict[int, Mask], change: Callable[[int, Mask], Mask], every: bool, inside: bool = False
    ) -> list[Mask]:
        found: list[Mask] = [self.masks.all if every else 0] * len(self.nodes)
        seen = set(starts)
        for index, mask in starts.items():
            found[index] = mask
        todo = list(starts)
        while todo:
            index = todo.pop()
            node = self.nodes[index]
            for follower in self._followers(node):
                if inside and (not node.inside and index not in starts):
                    continue
                given = found[index] if follower == node.fails and follower not in node.next else None
                mask = change(index, found[index]) if given is None else given
                if follower == node.fails and follower in node.next:
                    mask = mask & found[index] if every else mask | found[index]
                new = (found[follower] & mask) if every else (found[follower] | mask)
                if follower in starts:
                    new = starts[follower] if inside else new
                if new != found[follower] or follower not in seen:
                    seen.add(follower)
                    found[follower] = new
                    todo.append(follower)
        return found

    def _followers(self, node: Node) -> list[int]:
        return node.next if node.fails == NOWHERE else [*node.next, node.fails]

    def _predecessors(self) -> list[list[int]]:
        found: list[list[int]] = [[] for _ in self.nodes]
        for index, node in enumerate(self.nodes):
            for follower in self._followers(node):
                found[follower].append(index)
        return found
