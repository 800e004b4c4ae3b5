"""What the rewrite of a request is put together from."""

from __future__ import annotations

from asyncfix.recipe import Call, Change, Definition, Given, HttpStyle, Span, Use, named

VERBS = ("delete", "get", "head", "options", "patch", "post", "put")
_ORDER = {"get": ("url", "params"), "post": ("url", "data", "json"), "put": ("url", "data"), "patch": ("url", "data")}
CONTEXT = "SSL_CONTEXT"
DEFAULTS = ["timeout=None", "follow_redirects=True", "max_redirects=30"]
SEND = "http_request"
STREAM = "http_stream"


class Left(Exception):
    """The call stays as it is, for the reason that it carries."""


class Plan:
    """The changes that a rewrite is put together from."""

    def __init__(self, call: Call, session: Plan | None = None) -> None:
        self.call = call
        self.session = session  # the plan of the session that sends the request
        self.members: frozenset[Span] = session.members if session else frozenset({call.span})  # changed by this fix
        self.exact = call.options.http_style is HttpStyle.EXACT
        self.http = call.options.http_library.value
        self.changes: list[Change] = []
        self.defines: list[Definition] = []
        self.hazards: list[str] = list(call.await_hazards)
        self.parentheses = call.tight
        self.read_first = False  # the response is entered by `with`, and not streamed
        self.sent = SEND
        self.extra: list[str] = []  # arguments to add

    def name(self, of: str) -> str:
        return named(f"{self.http}.{of}")

    def change(self, start: int, end: int, text: str | None, use: Use | None = None) -> None:
        """New text for a place; that of a use of the response is shared with all calls that it may come from."""
        others = tuple(span for span in use.sources if span not in self.members) if use else ()
        if use and (use.mixed or not self.call.alike.issuperset(others)):
            raise Left(f"in line {use.line} the name of the response may also stand for something else")
        self.changes.append(Change(Span(start, end), text, others, verbatim=True))


SESSIONS = ("requests.Session", "requests.session")


def bound(call: Call) -> dict[str, Given]:
    """The arguments by the names of requests' parameters."""
    verb = call.name.rpartition(".")[2]
    order = ("method", "url") if verb == "request" else _ORDER.get(verb, ("url",))
    found: dict[str, Given] = {}
    for index, given in enumerate(call.given):
        if given.name in ("*", "**"):
            raise Left(f"`{given.value.text}` may carry arguments that httpx does not have or reads in another way")
        if not given.name and index >= len(order):
            raise Left("the call has more positional arguments than requests takes")
        found[given.name or order[index]] = given
    if "url" not in found:
        raise Left("the call gives no URL, so it raises TypeError")
    return found
