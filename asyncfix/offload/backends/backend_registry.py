"""The ways to a thread that there are: each module of `threads` is one, and nothing else names them."""

from __future__ import annotations

import pkgutil
from collections.abc import Collection
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from asyncfix.offload.backends import threads

if TYPE_CHECKING:  # the names alone are asked for when the program starts
    from asyncfix.offload.backends.base import Backend, Surroundings

AUTO = "auto"
ONLY_IMPORTED = "imported"
"""As `AUTO`, in a project that declares what it needs and no package of a way among it: files have to import that."""


def choices() -> tuple[str, ...]:
    """The values of `--offload`, `AUTO` first."""
    return AUTO, *sorted(module.name for module in pkgutil.iter_modules(threads.__path__))


@cache
def backend_named(name: str) -> Backend:
    """The way of that name."""
    found: Backend = import_module(f"{threads.__name__}.{name}").BACKEND
    return found


def is_declared(needed: Collection[str]) -> bool:
    """True where what a project needs holds a requirement of a way."""
    return any(word in name for backend in _all() for word in backend.requirements for name in needed)


def choose(asked: str, around: Surroundings) -> Backend:
    """The way that was asked for, where it can run there; else the one that suits best."""
    if asked not in (AUTO, ONLY_IMPORTED):
        backend = backend_named(asked)
        if around.library in backend.loops:
            return backend
    return max(_all(), key=lambda backend: backend.suits(around))


def _all() -> list[Backend]:
    return [backend_named(name) for name in choices() if name != AUTO]
