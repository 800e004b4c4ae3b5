"""Functions that iterate their argument, or call a function that they are given, at once or later.

Sources: the documentation of the built-in functions, collections, math, statistics and itertools.
"""

from __future__ import annotations

_FUNCTIONS = frozenset({
    "all", "any", "bytearray", "bytes", "collections.Counter", "collections.OrderedDict", "collections.deque", "dict",
    "frozenset", "list", "math.fsum", "math.prod", "max", "min", "next", "set", "sorted", "statistics.fmean",
    "statistics.mean", "statistics.median", "sum", "tuple",
})  # fmt: skip
_WORDS = frozenset(name.rpartition(".")[2] for name in _FUNCTIONS)
_METHODS = frozenset({"extend", "fromkeys", "intersection", "join", "union", "update", "writelines"})
_KEYED = frozenset({"max", "min", "sorted"})
_LAZY = frozenset({"enumerate", "filter", "iter", "map", "reversed", "zip"})
_CALLING_LATER = frozenset({"filter", "map"})
_COUNTLESS = frozenset({"count", "cycle"})
_SAME_ITEMS = frozenset({"frozenset", "iter", "list", "reversed", "set", "sorted", "tuple"})


def consumes(name: str) -> bool:
    """True for a function, by its qualified name, that iterates its first argument before it returns."""
    return name in _FUNCTIONS


def may_consume(word: str) -> bool:
    """True for the last word of the name of such a function, where it is not known what it means."""
    return word in _WORDS


def method_consumes(word: str) -> bool:
    """True for a method of strings, containers and files that iterates what it is given before it returns."""
    return word in _METHODS


def calls_key(name: str) -> bool:
    """True for a builtin that calls its argument `key` before it returns."""
    return name in _KEYED


def steps_later(name: str) -> bool:
    """True for a builtin that iterates what it is given when its own result is iterated."""
    return name in _LAZY


def calls_later(name: str) -> bool:
    """True for a builtin that calls its first argument when its result is iterated."""
    return name in _CALLING_LATER


def keeps_items(name: str) -> bool:
    """True for a builtin whose result has the items of its argument."""
    return name in _SAME_ITEMS


def never_ends(word: str) -> bool:
    """True for the last word of a function of itertools whose result has no end."""
    return word in _COUNTLESS
