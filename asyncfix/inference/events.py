"""The events in a function, and the functions and classes of a file."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from functools import partial
from typing import NamedTuple

from asyncfix.inference.symbolic import NOTHING_GIVEN, UNKNOWN, CallArguments, Symbolic

SLICE = "[:]"
"""What stands for the method that gives a part of a container."""
STOP_ITERATION = "StopIteration"
FACTORIES = "default factories"
"""The attribute of a class under which the functions stand that make the values of its fields."""


class EventKind(Enum):
    """The events that may happen to a value."""

    CALL = "call"
    READ = "read"  # of an attribute, which may be a property
    ENTER = "enter"
    LEAVE = "leave"
    ITERATE = "iterate"
    WRITE = "write"  # of an attribute of what a module keeps
    RAISE = "raise"  # an exception, or an object of its class


class ValueEvent(NamedTuple):
    """One thing that a function does. A named tuple, because there are so many."""

    kind: EventKind
    value: Symbolic  # what is called, read, entered or iterated
    node: ast.expr
    given: CallArguments = NOTHING_GIVEN
    awaited: bool = False  # it is the operand of an `await`, or of `async with` or `async for`
    lazy: bool = False  # in a generator expression, which runs it later


new_event: Callable[[tuple[EventKind, Symbolic, ast.expr, CallArguments, bool, bool]], ValueEvent] = partial(
    tuple.__new__, ValueEvent
)
"""An event of all its parts, in half the time."""


@dataclass(slots=True)
class FunctionFacts:
    """One function, method or lambda, or the module."""

    name: str  # qualified inside the module; "" for the module
    node: ast.AST
    owner: str = ""  # the qualified name of the class whose method it is
    decorators: tuple[Symbolic, ...] = ()
    events: list[ValueEvent] = field(default_factory=list)
    returns: Symbolic = UNKNOWN
    yields: Symbolic = UNKNOWN
    is_generator: bool = False
    changes: bool = False  # it may change something that has no name of its own: `self.x = 1`, `_cache.clear()`
    inner: list[FunctionFacts] = field(default_factory=list)

    @property
    def is_async(self) -> bool:
        return isinstance(self.node, ast.AsyncFunctionDef)


@dataclass(slots=True)
class ClassFacts:
    """One class."""

    name: str  # qualified inside the module
    bases: tuple[Symbolic, ...]
    attributes: dict[str, Symbolic] = field(default_factory=dict)
    declared: set[str] = field(default_factory=set)  # attributes whose annotation says what they are
    methods: dict[str, str] = field(default_factory=dict)  # name -> qualified name
