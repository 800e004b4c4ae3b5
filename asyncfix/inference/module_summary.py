"""The summary of a file: its functions, classes and variables, small enough to send home and to keep."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple, Protocol

from asyncfix.catalogue.event_loops import LOOP_METHODS
from asyncfix.catalogue.package_index import WHERE
from asyncfix.effects.assumed_harmless import is_quiet, written
from asyncfix.effects.of_syntax import called_word, needs_of
from asyncfix.effects.table import Effect
from asyncfix.effects.touches import NOTHING_TOUCHED, Touches, touches_of
from asyncfix.inference.eval_functions import FileFlow
from asyncfix.inference.events import EventKind, ValueEvent
from asyncfix.inference.module_env import BUILTINS
from asyncfix.inference.record import record_id
from asyncfix.inference.symbolic import NOTHING_GIVEN, OWN, UNKNOWN, CallArguments, Literal, Member, Name, Symbolic


class ValueUse(NamedTuple):
    """One event of a function, without its syntax tree. A named tuple, because there are so many to send."""

    kind: EventKind
    value: Symbolic
    given: CallArguments
    line: int  # from 1
    awaited: bool


new_use: Callable[[tuple[EventKind, Symbolic, CallArguments, int, bool]], ValueUse] = partial(tuple.__new__, ValueUse)
"""A use of all its parts, in half the time."""


class FunctionSummary(NamedTuple):
    """One function, method or lambda; the module itself under the name ""."""

    name: str  # qualified inside the module
    line: int
    owner: str = ""  # the class whose method it is
    is_async: bool = False
    is_generator: bool = False
    decorators: tuple[Symbolic, ...] = ()
    returns: Symbolic = UNKNOWN
    yields: Symbolic = UNKNOWN
    unseen: str = ""  # the first call of which the file knows nothing, as it is written
    needs: tuple[Effect, ...] = ()  # of the place that it is called from
    touches: Touches = NOTHING_TOUCHED


Bodies = Mapping[str, Sequence[ValueUse]]
"""What functions do, by their names."""


class Packed(Protocol):
    """The bodies of a file as bytes: two thirds of all that it says, and most of them are asked for once or never."""

    def unpacked(self) -> Bodies:
        """The bodies. Never fails."""


@dataclass(frozen=True, slots=True)
class ClassSummary:
    """One class."""

    name: str
    bases: tuple[Symbolic, ...]
    attributes: dict[str, Symbolic]
    methods: dict[str, str]  # name -> qualified name


@dataclass(frozen=True, slots=True)
class FileSummary:
    """One file."""

    path: str
    functions: dict[str, FunctionSummary]
    classes: dict[str, ClassSummary]
    variables: dict[str, Symbolic]  # without the names of functions and classes that stand for nothing else
    aliases: dict[str, Symbolic]
    imports: dict[str, Symbolic]
    stars: tuple[str, ...]
    bodies: Bodies | Packed


def summarised(flow: FileFlow, path: str) -> FileSummary:
    """The summary of a file."""
    functions: dict[str, FunctionSummary] = {}
    for one in flow.functions:
        functions[one.name] = FunctionSummary(
            name=one.name,
            line=getattr(one.node, "lineno", 1),
            owner=one.owner,
            is_async=one.is_async,
            is_generator=one.is_generator,
            decorators=one.decorators,
            returns=one.returns,
            yields=one.yields,
            unseen=_unseen(one.events),
            needs=needs_of(one),
            touches=touches_of(one),
        )
    classes = {name: ClassSummary(name, one.bases, one.attributes, one.methods) for name, one in flow.classes.items()}
    bodies = {one.name: [*_uses(one.events)] for one in flow.functions}
    variables = {
        name: value
        for name, value in flow.variables.items()
        if not (isinstance(value, Name) and value.target == OWN + name and (name in functions or name in classes))
    }
    return FileSummary(path, functions, classes, variables, flow.aliases, flow.imports, tuple(flow.stars), bodies)


def outward(summary: FileSummary) -> object:
    """The part of a file that the rest of a project can tell: all but its lines and the insides of its coroutines."""
    bodies = bodies_of(summary)
    functions = [
        (
            one.name,
            one.owner,
            one.is_async,
            one.is_generator,
            one.decorators,
            one.returns,
            one.yields,
            () if one.is_async else (one.unseen, one.needs),
            one.touches._replace(links=()) if one.is_async else one.touches,
            () if one.is_async else [(use.kind, use.value, use.given, use.awaited) for use in bodies[one.name]],
        )
        for one in summary.functions.values()
    ]
    classes = [(one.name, one.bases, one.attributes, one.methods) for one in summary.classes.values()]
    return functions, classes, summary.variables, summary.aliases, summary.imports, summary.stars


def bodies_of(summary: FileSummary) -> Bodies:
    """The uses of values in the functions of a file, by name."""
    return summary.bodies if isinstance(summary.bodies, Mapping) else summary.bodies.unpacked()


def _uses(events: Iterable[ValueEvent]) -> Iterable[ValueUse]:
    seen: set[tuple[EventKind, int, bool]] = set()
    for kind, value, node, given, awaited, _ in events:
        if value is UNKNOWN and kind is EventKind.CALL and (word := _word(node)) in LOOP_METHODS:
            value = Member(UNKNOWN, word)
        if value is UNKNOWN or isinstance(value, Literal):
            continue
        if isinstance(value, Name) and (
            kind is EventKind.READ or (kind is EventKind.CALL and _is_harmless(value, given))
        ):
            continue  # an attribute of a module is no property
        if given is NOTHING_GIVEN:
            key = (kind, record_id(value), awaited)
            if key in seen:
                continue
            seen.add(key)
        yield new_use((kind, value, given, node.lineno, awaited))


def _unseen(events: Iterable[ValueEvent]) -> str:
    for event in events:
        if event.kind is EventKind.CALL and event.value is UNKNOWN and not event.awaited and not is_quiet(event.node):
            return written(event.node)
    return ""


def _is_harmless(called: Name, given: CallArguments) -> bool:
    """True for a call of a builtin that does nothing, with nothing that could matter: `len(...)` of what is unknown."""
    if not _is_builtin(called):
        return False
    return all(
        value is UNKNOWN or isinstance(value, Literal) or _is_builtin(value)
        for value in (*given.positional, *(value for _, value in given.keywords))
    )


def _is_builtin(value: Symbolic) -> bool:
    return isinstance(value, Name) and value.target in BUILTINS and value.target not in WHERE


def _word(node: ast.expr) -> str:
    return called_word(node) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) else ""
