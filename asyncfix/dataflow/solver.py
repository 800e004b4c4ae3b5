"""Facts that flow along the edges of a graph: which names are bound at a node, and which are read after it.

Sets of names are numbers, one bit a name.
"""

from __future__ import annotations

from collections.abc import Sequence

from asyncfix.dataflow.cfg import NOWHERE, Graph, Node, NodeKind

Mask = int


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
        writes, reads = self._bits_of(NodeKind.WRITE), self._bits_of(NodeKind.READ)
        unbinds = self._bits_of(NodeKind.DELETE, NodeKind.UNBIND)
        self._touched = [one | other for one, other in zip(writes, unbinds, strict=True)]
        self._used = self._bits_of(NodeKind.READ, NodeKind.CAPTURE, NodeKind.DELETE)
        self._bound = [one | other for one, other in zip(writes, reads, strict=True)]  # what was read was bound
        self._unbound = unbinds
        self._live_inside: list[Mask] | None = None

    def _bits_of(self, *kinds: NodeKind) -> list[Mask]:
        """By node: its bit where it is of one of the kinds."""
        return [bit if node.kind in kinds else 0 for node, bit in zip(self.nodes, self.bits, strict=True)]

    def surely_bound(self, at_entry: Mask) -> list[Mask]:
        """By node: the names that are bound whenever control comes there. All of them where it never does."""
        return self._forward({self.entry: at_entry}, self._bound, self._unbound, every=True)

    def maybe_bound(self, at_entry: Mask) -> list[Mask]:
        """By node: the names that are bound on some way there."""
        return self._forward({self.entry: at_entry}, self._bound, self._unbound, every=False)

    def surely_written(self, starts: Sequence[int]) -> list[Mask]:
        """By node: the names that the region has bound for certain, and not deleted since it started."""
        return self._forward(dict.fromkeys(starts, 0), self._bound, self._unbound, every=True, inside=True)

    def maybe_touched(self, starts: Sequence[int]) -> list[Mask]:
        """By node: the names that the region may have bound or deleted since it started."""
        none = [0] * len(self.nodes)
        return self._forward(dict.fromkeys(starts, 0), self._touched, none, every=False, inside=True)

    def live_inside(self) -> list[Mask]:
        """The same as `live`, for the region by itself."""
        if self._live_inside is None:
            self._live_inside = self.live(inside=True)
        return self._live_inside

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
            new = after & ~self._touched[index] | self._used[index] | thrown
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
            if node.kind is NodeKind.READ and mask & bit:
                node.fails = NOWHERE

    def _forward(
        self, starts: dict[int, Mask], gained: Sequence[Mask], lost: Sequence[Mask], every: bool, inside: bool = False
    ) -> list[Mask]:
        """By node: the names at its begin, which gains and loses some on the way to those that follow it.

        Nodes are visited in their order, which is nearly that of control: few are visited more than once or twice.
        """
        found: list[Mask] = [self.masks.all if every else 0] * len(self.nodes)
        seen, waiting = bytearray(len(self.nodes)), bytearray(len(self.nodes))
        for index, mask in starts.items():
            found[index] = mask
            seen[index] = waiting[index] = 1
        index = waiting.find(1)
        while index >= 0:
            waiting[index] = 0
            node, mask = self.nodes[index], found[index]
            if not inside or node.inside or index in starts:
                done = mask & ~lost[index] | gained[index]
                for follower in self._followers(node):
                    given = done
                    if follower == node.fails:
                        given = mask if follower not in node.next else mask & done if every else mask | done
                    new = (found[follower] & given) if every else (found[follower] | given)
                    if inside and follower in starts:
                        new = starts[follower]
                    if new != found[follower] or not seen[follower]:
                        found[follower] = new
                        seen[follower] = waiting[follower] = 1
            following = waiting.find(1, index)
            index = following if following >= 0 else waiting.find(1)
        return found

    def _followers(self, node: Node) -> list[int]:
        return node.next if node.fails == NOWHERE else [*node.next, node.fails]

    def _predecessors(self) -> list[list[int]]:
        found: list[list[int]] = [[] for _ in self.nodes]
        for index, node in enumerate(self.nodes):
            for follower in self._followers(node):
                found[follower].append(index)
        return found
