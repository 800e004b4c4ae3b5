"""Exceptions of a request that something else than a clause of the rewrite may see: they are httpx's then."""

from __future__ import annotations

from collections.abc import Iterator

from asyncfix.recipe import Call, Goes, RaisedClasses, Span
from asyncfix.requests_httpx.rewrite_builder import SESSIONS, VERBS

_MODULES = ("requests", "requests.exceptions")
_BASES = frozenset(f"{module}.RequestException" for module in _MODULES) | {"EnvironmentError", "IOError", "OSError"}
_ALIKE = frozenset(
    f"{module}.{name}"
    for module in _MODULES
    for name in ("HTTPError", "InvalidJSONError", "JSONDecodeError", "TooManyRedirects")
)  # of which httpx has the same, or which a request of a known URL never raises
_OTHER = frozenset(
    {"ArithmeticError", "AssertionError", "AttributeError", "EOFError", "ImportError", "IndexError", "KeyError"}
    | {"LookupError", "NameError", "NotImplementedError", "StopAsyncIteration", "StopIteration", "TypeError"}
    | {
        "ValueError",
        "ZeroDivisionError",
        "asyncio.CancelledError",
        "json.JSONDecodeError",
        "json.decoder.JSONDecodeError",
    }
)
_MANAGERS = frozenset({*SESSIONS, *(f"requests.{verb}" for verb in (*VERBS, "request"))})
_READABLE = frozenset({"response.status_code", "response.content"})
_RAISING = frozenset({"iter_content", "iter_lines", "json", "raise_for_status"})
_READERS = ("exc_info", "format_exc", "print_exc")


_RAISED = RaisedClasses(_BASES, _ALIKE | _OTHER | _MANAGERS, _READABLE)
_READ = RaisedClasses(_BASES, _ALIKE | _OTHER | _MANAGERS, _READABLE, is_read_elsewhere=True)


def escaping(call: Call) -> Iterator[str]:
    """What may see an exception of httpx in the place of one of requests, in sentences."""
    places: list[Span | None] = [None]
    places += [use.span for use in call.uses if use.goes is Goes.CALL and use.name in _RAISING]
    for at in places:
        observer = call.exception_observer(_RAISED, at)
        if observer is None and any(map(call.named_in_project, _READERS)):
            observer = call.exception_observer(_READ, at)
        if observer is None:
            continue
        line, text = observer
        if line:
            yield f"exceptions of httpx meet `{text}` in line {line}, which may tell them from those of requests"
        else:
            yield f"exceptions of httpx leave {call.function}, in the place of those of requests"
        return
