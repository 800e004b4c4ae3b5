"""Decorators that change what a call of the function does, and what they make of it.

Sources: the documentation of functools, contextlib, Django, cachetools, Streamlit and joblib.
"""

from __future__ import annotations

_MEMOISING = frozenset({
    "cachetools.cached", "cachetools.cachedmethod", "cachetools.func.lfu_cache", "cachetools.func.lru_cache",
    "cachetools.func.ttl_cache", "django.utils.functional.cached_property", "functools.cache",
    "functools.cached_property", "functools.lru_cache", "streamlit.cache_data", "streamlit.cache_resource",
})  # fmt: skip
_PROPERTIES = frozenset({"django.utils.functional.cached_property", "functools.cached_property", "property"})
_CONTEXT_MANAGERS = frozenset({"contextlib.asynccontextmanager", "contextlib.contextmanager"})


def is_memoising(name: str) -> bool:
    """True for a decorator that lets a function, or a property, compute once for the same arguments."""
    return name in _MEMOISING


def makes_property(name: str) -> bool:
    """True for a decorator whose function runs where the attribute is read."""
    return name in _PROPERTIES


def makes_context_manager(name: str) -> bool:
    """True for a decorator that makes a context manager of a generator function."""
    return name in _CONTEXT_MANAGERS


TRANSPARENT = frozenset({"classmethod", "contextlib.asynccontextmanager", "staticmethod"})
"""What lets a coroutine be what it is, however it is called."""
