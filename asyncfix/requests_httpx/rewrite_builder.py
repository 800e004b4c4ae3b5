"""The parts of the rewrite of a request."""

from __future__ import annotations

from asyncfix.recipe import Call, Change, Definition, GivenArgument, Goes, HttpStyle, Span, Use, named

VERBS = ("delete", "get", "head", "options", "patch", "post", "put")
_ORDER = {"get": ("url", "params"), "post": ("url", "data", "json"), "put": ("url", "data"), "patch": ("url", "data")}
CONTEXT = "SSL_CONTEXT"
DEFAULTS = ["timeout=None", "follow_redirects=True", "max_redirects=30"]
SEND = "http_request"
STREAM = "http_stream"


class Left(Exception):
    """The call stays as it is, for the reason that it carries."""


class RewriteBuilder:
    """The changes that a rewrite is put together from."""

    def __init__(self, call: Call, session: RewriteBuilder | None = None) -> None:
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
        self.remark = ""  # what is left to a person
        self.covers: list[Span] = []  # uses that no longer stop the loop

    def waits(self, use: Use) -> bool:
        """True where a use may be awaited: in a coroutine, or in the function that the fix makes one."""
        return not use.no_await or (self.call.wrapper is not None and use.no_await == self.call.no_await)

    def name(self, of: str) -> str:
        return named(f"{self.http}.{of}")

    def cover(self, use: Use) -> None:
        """A use of the response or the session stops the loop no longer."""
        if use.goes in (Goes.CALL, Goes.READ):
            self.covers.append(use.span)
        elif use.goes is Goes.WITH:
            self.covers.append(use.base)

    def change(self, start: int, end: int, text: str | None, use: Use | None = None) -> None:
        """New text for a place; that of a use of the response is shared with all calls that it may come from."""
        others = tuple(span for span in use.sources if span not in self.members) if use else ()
        if use and (use.mixed or not self.call.alike.issuperset(others)):
            raise Left(f"in line {use.line} the name of the response may also stand for something else")
        self.changes.append(Change(Span(start, end), text, others, verbatim=True))


SESSIONS = ("requests.Session", "requests.session")
URLOPEN = "urllib.request.urlopen"


def bound(call: Call) -> dict[str, GivenArgument]:
    """The arguments by the names of requests' parameters."""
    verb = call.name.rpartition(".")[2]
    order = ("method", "url") if verb == "request" else _ORDER.get(verb, ("url",))
    found: dict[str, GivenArgument] = {}
    for index, given in enumerate(call.given):
        if given.name in ("*", "**"):
            raise Left(f"`{given.value.text}` may carry arguments that httpx does not have or reads in another way")
        if not given.name and index >= len(order):
            raise Left("the call has more positional arguments than requests takes")
        found[given.name or order[index]] = given
    if "url" not in found:
        raise Left("the call gives no URL, so it raises TypeError")
    return found


def separator(call: Call) -> str:
    """The text between two arguments: a line end where each has a line of its own."""
    lines = [given.lead for given in call.given if "\n" in given.lead]
    return f",{lines[0]}" if len(lines) > 1 and len(lines) == len(call.given) else ", "
