"""The uses of requests' responses, as uses of those of httpx."""

from __future__ import annotations

from asyncfix.recipe import Goes, Use, named
from asyncfix.requests_httpx.rewrite_builder import STREAM, Left, RewriteBuilder
from asyncfix.requests_httpx.snippets import byte_lines

ANY = {"", "[]", ".clear()", ".get()", ".items()", ".set()", ".update()", "dict()", "in", "len()"}
UNDECODED = "httpx reads a text without a charset as UTF-8, requests guesses (Latin-1 for text/*)"
_SAME = frozenset({"status_code", "content", "history", "links", "cookies"})
_RENAMED = {"reason": "reason_phrase", "is_redirect": "has_redirect_location", "next": "next_request"}
_HEADERS = frozenset({"[]", ".get()", "in", "shown", ".update()"})
_COOKIES = frozenset({"[]", ".get()", "in", ".items()", ".keys()", "dict()", "len()"})


def response_use(plan: RewriteBuilder, use: Use) -> None:
    """The text that takes the place of one use of the response."""
    if use.goes is Goes.READ:
        _attribute(plan, use)
    elif use.goes is Goes.CALL:
        _method(plan, use)
    elif use.goes is Goes.TEST:
        _truth(plan, use)
    elif use.goes is Goes.FORMAT:
        plan.hazards.append("the response is shown as `<Response [200 OK]>`, by requests as `<Response [200]>`")
    elif use.goes is Goes.WITH:
        _entered(plan, use)
    elif use.goes is Goes.SET and use.name == "encoding":
        plan.hazards.append("httpx raises ValueError where the encoding is set after the text was read")
    elif use.goes not in (Goes.DROP, Goes.NONE_TEST):
        taker = f" to `{use.name}`" if use.name else ""
        raise Left(
            f"in line {use.line} {use.goes}{taker}, where more of requests' response may be used than is seen here"
        )


def _attribute(plan: RewriteBuilder, use: Use) -> None:
    name = use.name
    if name == "ok":
        good = "is_error" if plan.exact else "is_success"
        _negate(plan, use, f".{good}", flip=plan.exact)
    elif name == "headers":
        if use.then not in _HEADERS:
            plan.hazards.append("the names of httpx's headers are in lower case where they are taken out")
    elif name == "cookies" and use.then not in _COOKIES:
        raise Left(f"in line {use.line} the cookies are used in a way that httpx's do not know")
    elif name == "text":
        plan.hazards.append(UNDECODED)
    elif name == "url":
        _around(plan, use, "str(", ")")
        plan.hazards.append("httpx leaves out the path `/` and default ports in the URL of the response")
    elif name in _RENAMED:
        _after(plan, use, f".{_RENAMED[name]}")
        if name == "reason":
            plan.hazards.append("httpx leaves out what is not ASCII in the reason")
        elif name == "next" and use.then != "==":
            if use.then:
                raise Left(f"in line {use.line} more of the next request is used, which httpx has in another form")
            plan.hazards.append("the next request is one of httpx, whose `url` is no text")
    elif name == "is_permanent_redirect" and not use.direct:
        test = f"{use.text}.has_redirect_location and {use.text}.status_code in (301, 308)"
        plan.change(use.base.start, use.base.end + len(".is_permanent_redirect"), f"({test})", use)
    elif name == "elapsed":
        plan.hazards.append("httpx's `elapsed` includes the time that the body took")
    elif name == "encoding":
        plan.hazards.append("httpx's `encoding` is never None")
    elif name == "request" and use.then in (".method", ".headers"):
        return
    elif name not in _SAME:
        raise Left(f"in line {use.line} the response's `{name}` is used, which httpx does not have")


def _negate(plan: RewriteBuilder, use: Use, attribute: str, flip: bool) -> None:
    """`r.ok` by an attribute that says the same, or with `flip` the contrary."""
    _after(plan, use, attribute)
    if use.negated and flip:
        plan.change(use.span.start, use.base.start, "", use)
    elif flip:
        plan.change(use.base.start, use.base.start, "(not " if use.tight else "not ", use)
        if use.tight:
            plan.change(use.span.end, use.span.end, ")", use)


def _after(plan: RewriteBuilder, use: Use, text: str) -> None:
    """New text for what follows the response itself."""
    plan.change(use.base.end, use.span.end, text, use)


def _around(plan: RewriteBuilder, use: Use, before: str, after: str) -> None:
    plan.change(use.base.start, use.base.start, before, use)
    plan.change(use.span.end, use.span.end, after, use)


def _truth(plan: RewriteBuilder, use: Use) -> None:
    """The truth of a response, which httpx has for any."""
    base = use.base
    if use.direct:
        plan.parentheses = True
    if use.may_be_none and not use.text.isidentifier():
        raise Left(f"in line {use.line} the truth of an expression is asked that may be None")
    if use.may_be_none:
        test = f"{use.text} is None or {use.text}.is_error"
        if not use.negated:
            test = f"{use.text} is not None and not {use.text}.is_error"
        plan.change(use.span.start, use.span.end, f"({test})" if use.tight else test, use)
        return
    before, after = ("(", ").is_error") if ":=" in use.text else ("", ".is_error")
    if use.negated:
        plan.change(use.span.start, base.start, before, use)
        plan.change(base.end, use.span.end, after, use)
        return
    plan.change(base.start, base.start, f"(not {before}" if use.tight else f"not {before}", use)
    plan.change(base.end, base.end, f"{after})" if use.tight else after, use)


def _method(plan: RewriteBuilder, use: Use) -> None:
    streamed = plan.sent == STREAM and not plan.read_first
    name = use.name
    if name == "raise_for_status":
        _guarded(plan, use)
    elif name == "close":
        if use.statement is None or not plan.waits(use):
            raise Left(f"in line {use.line} the response is closed where no await can stand")
        plan.change(use.base.start, use.base.start, "await ", use)
        _after(plan, use, ".aclose()")
    elif name == "iter_content":
        _pieces(plan, use, streamed)
    elif name == "iter_lines" and not streamed and not use.arguments and not use.keywords:
        _after(plan, use, ".content.splitlines()")
    elif name == "iter_lines" and streamed and not use.arguments and not use.keywords:
        _iterated(plan, use)
        _around(plan, use, f"{named('byte_lines')}(", ")")
        plan.change(use.base.end, use.span.end, "", use)
        plan.defines.append(byte_lines(plan))
    elif name != "json":
        raise Left(f"in line {use.line} the response's `{name}` is called, which httpx does not have")


def _guarded(plan: RewriteBuilder, use: Use) -> None:
    """httpx raises for 3xx, too: ask first, where the call is a statement."""
    if not plan.exact:
        plan.hazards.append("httpx raises for 3xx responses as well, and so for redirects that are not followed")
        return
    line = use.statement
    if line is None or line.indent is None or use.direct or "\n" in use.text:
        plan.hazards.append("httpx raises for responses that are neither 2xx nor 4xx nor 5xx as well, such as 304")
        return
    plan.change(use.span.start, use.span.start, f"if {use.text}.is_error:\n{line.indent}{line.unit}", use)


def _pieces(plan: RewriteBuilder, use: Use, streamed: bool) -> None:
    size = [value.text for value in use.arguments] + [
        value.text for word, value in use.keywords if word == "chunk_size"
    ]
    if use.starred or len(size) != len(use.arguments) + len(use.keywords) or len(size) > 1:
        raise Left(f"in line {use.line} iter_content gets arguments that httpx has no counterpart for")
    if streamed:
        _iterated(plan, use)
        if use.loop and not use.loop.joined:
            plan.hazards.append("the pieces of a body without a length may be of other sizes")
    word = "aiter_bytes" if streamed else "iter_bytes"
    _after(plan, use, f".{word}({size[0] if size else '1'})")


def _iterated(plan: RewriteBuilder, use: Use) -> None:
    if use.loop is None or not use.loop.plain or not plan.waits(use):
        raise Left(f"in line {use.line} the pieces of the response go where only a plain iterator can")
    keyword = use.loop.keyword
    plan.change(keyword.start, keyword.start, "async ", use)


def _entered(plan: RewriteBuilder, use: Use) -> None:
    suite = use.suite
    if plan.sent != STREAM:
        raise Left("a response of httpx that is not streamed can't be entered by `with`")
    if suite is None or not suite.alone:
        raise Left("the `with` statement enters other things as well")
    if not use.direct:
        raise Left("the response is entered under a name")
    plan.change(suite.keyword.start, suite.keyword.start, "async ")
    for other in plan.call.uses:
        inside = suite.body.start <= other.span.start < suite.body.end
        lazy = other.name in ("content", "text", "json")
        if lazy and not inside and not plan.read_first:
            raise Left(f"in line {other.line} the body is read when the response is closed")
    if plan.read_first or any(other.name in ("content", "text", "json") for other in plan.call.uses):
        if suite.first is None or suite.first.indent is None or not suite.name:
            raise Left("the body is read where no statement can be added")
        start = suite.first.span.start
        plan.change(start, start, f"await {suite.name}.aread()\n{suite.first.indent}")
