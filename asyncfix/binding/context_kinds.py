"""The kinds of code, and the libraries that run it. The words that recipes share with the semantic model."""

from __future__ import annotations

from enum import StrEnum


class Unit(StrEnum):
    """The kind of code that a place belongs to."""

    MODULE = "module"  # at import time; class bodies of the module count as the module
    COROUTINE = "coroutine"  # async def, an asynchronous generator included: on the event loop
    FUNCTION = "function"  # def: wherever its caller is
    LAMBDA = "lambda"


class Library(StrEnum):
    """Something that runs coroutines."""

    ASYNCIO = "asyncio"
    TRIO = "trio"
    ANYIO = "anyio"  # on top of either of the two
    OTHER = "other"  # an event loop of its own: curio, Twisted, gevent
