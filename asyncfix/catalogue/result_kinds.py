"""Calls whose results are plain texts, bytes or numbers, by function, and by method where the receiver is not known.

Sources: the documentation of the built-in types, json, urllib.parse, os.path, time and Pydantic.
"""

from __future__ import annotations

_TEXT_CALLS = frozenset({
    "chr", "format", "hex", "json.dumps", "os.path.join", "repr", "str", "urllib.parse.quote",
    "urllib.parse.quote_plus", "urllib.parse.urlencode",
})  # fmt: skip
_TEXT_METHODS = frozenset({
    "decode", "format", "hex", "hexdigest", "isoformat", "join", "lower", "lstrip", "model_dump_json", "removeprefix",
    "removesuffix", "replace", "rstrip", "strftime", "strip", "title", "upper",
})  # fmt: skip
_BYTES_METHODS = frozenset({"encode"})
_NUMBER_CALLS = frozenset({"abs", "float", "int", "len", "round", "time.time"})


def gives_text(name: str) -> bool:
    """True for a function whose result is a string."""
    return name in _TEXT_CALLS


def method_gives_text(word: str) -> bool:
    """True for a method whose result is a string."""
    return word in _TEXT_METHODS


def method_gives_bytes(word: str) -> bool:
    """True for a method whose result is bytes."""
    return word in _BYTES_METHODS


def gives_number(name: str) -> bool:
    """True for a function whose result is a number."""
    return name in _NUMBER_CALLS
