"""What a function does to locations that others may reach, small enough to be kept: accesses, and calls that lead on.

A location is a field of the objects of a class, or a name of a module. Which object it is, is told by the root alone.
"""

from __future__ import annotations

import ast
from typing import NamedTuple

from asyncfix.catalogue.harmless_words import is_harmless_word
from asyncfix.effects.access_paths import OBJECT, AccessPath, Root
from asyncfix.effects.segments import How, Step, StepGraph
from asyncfix.inference.events import EventKind, FunctionFacts
from asyncfix.inference.symbolic import UNKNOWN, Member, Name, Symbolic
from asyncfix.syntax.node_id import NodeId, node_id

MODULE = "@"
"""In the place of a class: names of modules."""
PARAMETER = "="
"""In the place of a class: what a function was given, as a whole. Its name has its position in front."""


class Access(NamedTuple):
    """Something that is done to a location."""

    how: How
    root: Root
    owner: str  # the class; MODULE, PARAMETER; "" for one that is not known
    name: str
    called: Symbolic | None = None  # what has the name of a container's method, and may be another one


class Link(NamedTuple):
    """A call that may lead to a function of the project."""

    value: Symbolic  # what is called, entered, read or iterated
    receiver: Root
    given: Root  # of what is given, the one that most others have
    awaited: bool  # at once


class Touches(NamedTuple):
    """The accesses of one function."""

    accesses: tuple[Access, ...] = ()
    links: tuple[Link, ...] = ()
    suspends: bool = False  # it awaits something of which the file knows nothing
    gives: Root = Root.FRESH  # what it returns


NOTHING_TOUCHED = Touches()
_RANK = {Root.FRESH: 0, Root.CALLED: 1, Root.GIVEN: 2, Root.OBJECT: 3, Root.SHARED: 4}


def widest(roots: list[Root]) -> Root:
    """The root that most others have."""
    return max(roots, key=_RANK.__getitem__, default=Root.FRESH)


def location(path: AccessPath, owner: str) -> tuple[str, str] | None:
    """The class and the field of a path, or MODULE and the name; None for an object as a whole."""
    names = path.names
    if path.fields[0] == OBJECT:
        if len(names) == 1:
            return None
        return (owner if len(names) == 2 else ""), names[-1]
    if len(names) == 1:
        return (PARAMETER if path.root is Root.GIVEN else MODULE), names[0]
    return "", names[-1]


def touches_of(facts: FunctionFacts) -> Touches:
    """The accesses of a function; nothing for the module itself, which runs before all tasks."""
    node = facts.node
    if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
        return NOTHING_TOUCHED
    graph = StepGraph(node, facts.owner)
    owner = facts.owner.rpartition(".")[2]
    accesses: dict[Access, None] = {}
    called = {node_id(event.node): event.value for event in facts.events if event.kind is EventKind.CALL}
    for step in graph.steps:
        if step.how is None or step.path is None or step.path.root is Root.CALLED:
            continue
        found = location(step.path, owner)
        if found is not None and (found[0] != PARAMETER or step.how is not How.READ or step.tests):
            where, name = found
            if where == PARAMETER:
                name = f"{graph.names.positions.get(name, -1)} {name}"
            value = called.get(node_id(step.node)) if step.how is How.UPDATE else None
            value = None if value is UNKNOWN else value
            accesses[Access(step.how, step.path.root, where, name, value)] = None
    return Touches(
        tuple(accesses),
        tuple(dict.fromkeys(_links(facts, graph))),
        _suspends(facts, graph.steps),
        widest([graph.names.path(one).root for one in graph.returned]),
    )


def _links(facts: FunctionFacts, graph: StepGraph) -> list[Link]:
    found = []
    for event in facts.events:
        if event.kind is EventKind.READ:
            continue
        value, node = event.value, event.node
        receiver, given = Root.FRESH, Root.FRESH
        if isinstance(node, ast.Call) and event.kind is EventKind.CALL:
            if isinstance(node.func, ast.Attribute):
                receiver = graph.names.path(node.func.value).root
                if value is UNKNOWN and not is_harmless_word(node.func.attr):
                    value = Member(UNKNOWN, node.func.attr)
            arguments = [*node.args, *(keyword.value for keyword in node.keywords)]
            given = widest([graph.names.path(one).root for one in arguments])
        if value is UNKNOWN or (isinstance(value, Name) and "." not in value.target and ":" not in value.target):
            continue  # nothing that is known, or a builtin
        found.append(Link(value, receiver, given, event.awaited))
    return found


def _suspends(facts: FunctionFacts, steps: list[Step]) -> bool:
    """True where something is awaited that is no call, or of which nothing is known."""
    known: set[NodeId] = {node_id(event.node) for event in facts.events if event.awaited and event.value is not UNKNOWN}
    return any(step.waits and not _is_known(step.node, known) for step in steps)


def _is_known(node: ast.AST, known: set[NodeId]) -> bool:
    match node:
        case ast.Await(value=value) | ast.withitem(context_expr=value):
            return node_id(value) in known
        case ast.Yield():
            return True  # whoever goes on with the generator runs in the same task
    return node_id(node) in known
