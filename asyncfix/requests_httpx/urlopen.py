"""`urllib.request.urlopen` through an asynchronous client of httpx.

A helper of the module sends the request and gives what `urlopen` gives: an object with the body, the status and the
headers, or urllib's own exceptions. So only the call changes.

Measured against a server on the loopback interface, with Python 3.11 and 3.13:

- `urlopen` sends `Accept-Encoding: identity`, `Connection: close` and no `Accept`, and, with data that has no type,
  `Content-Type: application/x-www-form-urlencoded`; so does the helper, which has the User-Agent of httpx;
- it never decodes the body; the helper reads it raw;
- it keeps no cookies, not even from one redirect to the next; the client's jar refuses all;
- it follows 301, 302, 303, 307 and 308 ten times for GET and HEAD, and the first three for POST, which becomes a GET;
  every other redirect raises HTTPError; httpx sends a POST again that is answered by 307 or 308; before Python 3.13,
  a HEAD that is redirected becomes a GET;
- it raises HTTPError for all else but 2xx (304 as well), with the body of the answer;
- it raises URLError where no connection comes about, TimeoutError where the answer takes too long, and
  RemoteDisconnected where the server hangs up;
- it trusts the certificates of the system, so the helper does not use httpx's.
"""

from __future__ import annotations

from asyncfix.recipe import Call, Change, Definition, GivenArgument, Goes, Span, Use, ValueKind, named
from asyncfix.requests_httpx.rewrite_builder import URLOPEN, Left, RewriteBuilder

_ORDER = ("url", "data", "timeout")
_ABSENT = frozenset({"begin", "chunked", "fp", "getheader", "getheaders", "isclosed", "length", "msg", "peek"}) | {
    "reason",
    "version",
}
_PIECES = frozenset({"read1", "readinto", "readline", "readlines"})
_BROKEN = "an answer that breaks off raises RemoteDisconnected, where urllib tells kinds of broken answers apart"
_WHOLE = "the whole body is in memory before the first piece of it is used"


def opened(plan: RewriteBuilder) -> None:
    """The call of `urlopen`, and what happens to the response."""
    call = plan.call
    if call.named_in_project("install_opener"):
        raise Left("the project calls `install_opener`, and httpx knows nothing of an opener that is installed")
    given = _given(call)
    _hazards(plan, given)
    suites = [use.suite.body for use in call.uses if use.goes is Goes.WITH and use.suite is not None]
    for use in call.uses:
        if suites and use.goes is not Goes.WITH and not any(use.span in body for body in suites):
            raise Left(f"in line {use.line} the response is used when it is closed")
        _use(plan, use)
        plan.cover(use)
    opening = "(await " if call.tight else "await "
    plan.changes.append(Change(call.function_span, opening + named("async_urlopen")))
    if call.tight:
        plan.changes.append(Change(Span(call.span.end, call.span.end), ")"))
    plan.defines += [_CONTEXT, _helper(plan)]


def _given(call: Call) -> dict[str, GivenArgument]:
    """The arguments by name; those that can't be seen, or of which httpx knows nothing, are refused."""
    found: dict[str, GivenArgument] = {}
    for index, given in enumerate(call.given):
        if given.name in ("*", "**") or (not given.name and index >= len(_ORDER)):
            raise Left("arguments that can't be seen may be some that httpx does not know")
        found[given.name or _ORDER[index]] = given
    for name in found:
        if name not in (*_ORDER, "context"):
            raise Left(f"httpx has no counterpart for `{name}`")
    if "url" not in found:
        raise Left("the call gives no URL, so it raises TypeError")
    return found


def _hazards(plan: RewriteBuilder, given: dict[str, GivenArgument]) -> None:
    """What makes a difference, in the arguments and without them."""
    plan.hazards.append(_BROKEN)
    value = given["url"].value
    made = value.called == "urllib.request.Request" and value.text.endswith(")")
    url = value.arguments[0] if made and value.arguments else value
    if not url.literal.startswith(("http://", "https://")):
        plan.hazards.append("urlopen also reads URLs of other schemes (file:, ftp:, data:), for which httpx has none")
    bare = url.kind is ValueKind.TEXT if not made else "data" not in value.text and len(value.arguments) < 2
    body = given["data"].value.kind if "data" in given else ValueKind.NONE
    if not bare or body is not ValueKind.NONE:
        plan.hazards.append(
            "where a body is answered by 307 or 308, httpx sends it again, and urlopen raises HTTPError"
        )
    if not bare or body not in (ValueKind.NONE, ValueKind.BYTES):
        plan.hazards.append("a body that is no bytes, such as a file, makes httpx raise RuntimeError")
    if "HEAD" in value.text or (not made and url.kind is not ValueKind.TEXT):
        plan.hazards.append("before Python 3.13, urllib makes a HEAD that is redirected a GET")
    if "uthorization" in value.text or (not made and url.kind is not ValueKind.TEXT):
        plan.hazards.append("httpx leaves an Authorization header out where it is redirected to another host")


def _use(plan: RewriteBuilder, use: Use) -> None:
    if use.goes in (Goes.READ, Goes.CALL, Goes.SET) and use.name in _ABSENT:
        raise Left(f"in line {use.line} the response's `{use.name}` is used, which the new one does not have")
    part = use.name in _PIECES or (use.name == "read" and (use.arguments or use.starred))
    if use.goes is Goes.ITERATE or (use.goes is Goes.CALL and part):
        plan.hazards.append(_WHOLE)
    elif use.goes is Goes.PASS and use.name not in ("json.load",):
        plan.hazards.append(_WHOLE)
        plan.hazards.append(f"`{use.name}` gets a response that has no `getheader`, `reason` and `version`")
    elif use.goes in (Goes.RETURN, Goes.STORE, Goes.OTHER):
        plan.hazards.append(f"in line {use.line} {use.goes}; the response has no `getheader`, `reason` and `version`")


_CONTEXT = Definition("TLS_CONTEXT", f"{named('TLS_CONTEXT')} = {named('ssl.create_default_context')}()", 1)


def _helper(plan: RewriteBuilder) -> Definition:
    calls = [call for call in plan.call.nearby if call.name == URLOPEN]
    any_, answer = named("typing.Any"), named("urllib.response.addinfourl")
    request, error = named("urllib.request.Request"), named("urllib.error.HTTPError")
    context = any(given.name == "context" for call in calls for given in call.given)
    parameters = f"url: str | {request}, data: {any_} = None, timeout: float | None = None"
    if context:
        parameters += f", *, context: {any_} = None"
    tls = f"context or {named('TLS_CONTEXT')}" if context else named("TLS_CONTEXT")
    code = f'''async def {named("async_urlopen")}(
    {parameters}
) -> {answer}:
    """What `urlopen` gives or raises, without stopping the event loop; the body is in memory."""
    asked = url if isinstance(url, {request}) else {request}(url)
    if data is not None:
        asked.data = data
    headers = {{"Accept-encoding": "identity"}}
    if asked.data is not None:
        headers["Content-type"] = "application/x-www-form-urlencoded"
    headers |= dict(asked.header_items()) | {{"Connection": "close"}}
    no_cookies = {named("http.cookiejar.CookieJar")}({named("http.cookiejar.DefaultCookiePolicy")}(allowed_domains=()))
    try:
        async with {plan.name("AsyncClient")}(
            verify={tls},
            timeout=timeout,
            max_redirects=10,
            cookies=no_cookies,
            follow_redirects=asked.get_method() in ("GET", "HEAD", "POST"),
        ) as client:
            del client.headers["Accept"]
            async with client.stream(
                asked.get_method(), asked.full_url, content=asked.data, headers=headers
            ) as answer:
                body = {named("io.BytesIO")}(b"".join([part async for part in answer.aiter_raw()]))
    except {plan.name("ReadTimeout")} as problem:
        raise TimeoutError("timed out") from problem
    except ({plan.name("ReadError")}, {plan.name("RemoteProtocolError")}) as problem:
        raise {named("http.client.RemoteDisconnected")}(str(problem)) from problem
    except {plan.name("HTTPError")} as problem:
        raise {named("urllib.error.URLError")}(OSError(str(problem))) from problem
    message = {named("http.client.HTTPMessage")}()
    for name, value in answer.headers.raw:
        message[name.decode("latin-1")] = value.decode("latin-1")
    final = str(answer.url) if answer.history else asked.full_url
    if not answer.is_success:
        raise {error}(final, answer.status_code, answer.reason_phrase, message, body)
    return {answer}(body, message, final, answer.status_code)'''
    return Definition("async_urlopen", code, 8)
