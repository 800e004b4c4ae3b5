"""The ways that control can take through one function, and what happens to its names on the way.

Every node is one event. An exception leaves a node by its `fails` edge, before the node has had any effect.
A `finally` block stands in the graph once for each way into it, as it does in CPython's own code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum, auto

from asyncfix.dataflow.refusal import ExtractionRefused

_MOST_NODES = 40_000
NOWHERE = -1


class NodeKind(Enum):
    """The kinds of nodes."""

    NOTHING = auto()
    WORK = auto()  # anything that may fail
    READ = auto()  # fails where the name is unbound
    CAPTURE = auto()  # a function comes into being that reads the name whenever it is called
    WRITE = auto()
    DELETE = auto()  # `del`: fails where the name is unbound
    UNBIND = auto()  # the end of `except ... as name`
    RETURN = auto()
    START = auto()  # right before the region
    END = auto()  # right after it, where control comes to its end


@dataclass(slots=True)
class Node:
    """One event."""

    kind: NodeKind
    name: str
    inside: bool  # the region
    fails: int  # where an exception goes; NOWHERE where there is none
    next: list[int] = field(default_factory=list)


@dataclass(slots=True)
class ControlFrame:
    """A loop around the statement that is being added, or something that runs whenever control leaves."""

    cleanup: Callable[[], None] | None
    fails: int  # where exceptions of the cleanup go
    inside: bool
    head: int = NOWHERE  # of a loop
    breaks: list[int] = field(default_factory=list)


class Graph:
    """Nodes and edges, and the place at which the next node is added."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.inside = False
        self.frames: list[ControlFrame] = []
        self.returned = self.apart(NodeKind.NOTHING)
        self.raised = self.apart(NodeKind.NOTHING)
        self.fails = self.raised
        self.ends: list[int] = []  # the nodes that the next one follows
        self.entry = self.add(NodeKind.NOTHING)

    def apart(self, kind: NodeKind, name: str = "") -> int:
        """A node that follows nothing yet."""
        if len(self.nodes) > _MOST_NODES:
            raise ExtractionRefused(
                "the function is too long, or its `finally` blocks are nested too deeply, to be followed"
            )
        self.nodes.append(Node(kind, name, self.inside, NOWHERE))
        return len(self.nodes) - 1

    def add(self, kind: NodeKind, name: str = "", fails: bool = False) -> int:
        """A node after the last ones."""
        node = self.apart(kind, name)
        if fails:
            self.nodes[node].fails = self.fails
        self.lead_to(node)
        self.ends = [node]
        return node

    def work(self) -> int:
        """Something that may raise."""
        return self.add(NodeKind.WORK, fails=True)

    def lead_to(self, node: int) -> None:
        """Edges from the last nodes to another one."""
        for end in self.ends:
            self.nodes[end].next.append(node)

    def fail(self) -> None:
        """An exception for certain."""
        self.work()
        self.ends = []

    @contextmanager
    def maybe(self) -> Iterator[None]:
        """A context manager: the nodes that are added inside may also be left out."""
        before = list(self.ends)
        yield
        self.ends = [*self.ends, *before]

    @contextmanager
    def guarded(self, cleanup: Callable[[], None]) -> Iterator[int]:
        """Exceptions inside go to the node that comes out, and every jump out of it runs the cleanup first."""
        landing = self.apart(NodeKind.NOTHING)
        outer = self.fails
        self.frames.append(ControlFrame(cleanup, outer, self.inside))
        self.fails = landing
        yield landing
        self.fails = outer
        self.frames.pop()

    @contextmanager
    def loop(self, head: int) -> Iterator[ControlFrame]:
        """The body of a loop: `continue` goes to its head, and its breaks are kept in the frame."""
        frame = ControlFrame(None, self.fails, self.inside, head)
        self.frames.append(frame)
        yield frame
        self.frames.pop()
        self.lead_to(head)

    def leave(self, kind: str) -> None:
        """`return`, `break` or `continue`, by way of all that has to run before."""
        frames, fails, inside = list(self.frames), self.fails, self.inside
        if kind == "return":
            self.add(NodeKind.RETURN)
        while self.frames:
            frame = self.frames.pop()
            if frame.cleanup is not None:
                self.fails, self.inside = frame.fails, frame.inside
                frame.cleanup()
            elif kind == "break":
                frame.breaks.extend(self.ends)
                break
            elif kind == "continue":
                self.lead_to(frame.head)
                break
        else:
            self.lead_to(self.returned)
        self.ends = []
        self.frames[:], self.fails, self.inside = frames, fails, inside
