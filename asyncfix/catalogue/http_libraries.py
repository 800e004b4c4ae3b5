"""Libraries for HTTP, by their names. Source: the documentation of requests."""

from __future__ import annotations

_REQUESTS = "requests."


def is_of_requests(name: str) -> bool:
    """True for a qualified name of requests."""
    return name.startswith(_REQUESTS)


def of_requests(word: str) -> str:
    """`requests.get` for `get`, and for itself."""
    return word if is_of_requests(word) else _REQUESTS + word
