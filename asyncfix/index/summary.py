"""What one file says about its functions, classes and variables, small enough to send home and to keep."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from asyncfix.semantics.flow import Event, FileFlow, Kind
from asyncfix.semantics.needs import called_word, needs_of
from asyncfix.semantics.values import UNKNOWN, Given, Literal, Member, Name, Value

LOOP_METHODS = frozenset(
    ["call_at", "call_later", "call_soon", "create_future", "create_task", "ensure_future", "get_running_loop",
     "run_in_executor", "run_until_complete", "set_exception", "set_result", "start_soon"]
)  # fmt: skip
"""Methods of loops, futures and groups of tasks: where the receiver is not known, it is taken for one of those."""


class Use(NamedTuple):
    """One event of a function, without its syntax tree. A named tuple, because there are so many to send."""

    kind: Kind
    value: Value
    given: Given
    line: int  # from 1
    awaited: bool


class FunctionSummary(NamedTuple):
    """One function, method or lambda; the module itself under the name ""."""

    name: str  # qualified inside the module
    line: int
    owner: str = ""  # the class whose method it is
    is_async: bool = False
    is_generator: bool = False
    decorators: tuple[Value, ...] = ()
    returns: Value = UNKNOWN
    yields: Value = UNKNOWN
    uses: tuple[Use, ...] = ()
    needs: tuple[str, ...] = ()  # of the place that it is called from


@dataclass(frozen=True, slots=True)
class ClassSummary:
    """One class."""

    name: str
    bases: tuple[Value, ...]
    attributes: dict[str, Value]
    methods: dict[str, str]  # name -> qualified name


@dataclass(frozen=True, slots=True)
class FileSummary:
    """One file."""

    path: str
    functions: dict[str, FunctionSummary]
    classes: dict[str, ClassSummary]
    variables: dict[str, Value]
    aliases: dict[str, Value]
    imports: dict[str, Value]
    stars: tuple[str, ...]


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
            uses=tuple(_uses(one.events)),
            needs=needs_of(one),
        )
    classes = {name: ClassSummary(name, one.bases, one.attributes, one.methods) for name, one in flow.classes.items()}
    return FileSummary(path, functions, classes, flow.variables, flow.aliases, flow.imports, tuple(flow.stars))


def summary_of(module: ast.Module, path: str) -> FileSummary:
    """The summary of a parsed file."""
    return summarised(FileFlow(module), path)


def _uses(events: Iterable[Event]) -> Iterable[Use]:
    for event in events:
        value = event.value
        if value == UNKNOWN and event.kind is Kind.CALL and _word(event.node) in LOOP_METHODS:
            value = Member(UNKNOWN, _word(event.node))
        if value == UNKNOWN or isinstance(value, Literal) or (event.kind is Kind.READ and _is_plain(value)):
            continue
        yield Use(event.kind, value, event.given, event.node.lineno, event.awaited)


def _word(node: ast.expr) -> str:
    return called_word(node) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) else ""


def _is_plain(value: Value) -> bool:
    """True for an attribute that can't be a property: of a module, say."""
    return isinstance(value, Name)
