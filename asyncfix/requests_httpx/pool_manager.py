"""A `PoolManager` of urllib3 whose requests are awaited: what stands in a module where urllib3's were.

urllib3 itself makes the request and reads the answer: it encodes fields and JSON, counts retries, decides where a
redirect goes and decodes the body. Only the bytes go another way, through a transport of httpx, which adds nothing of
its own. So the response is urllib3's, and so are the exceptions.

Measured against a server on the loopback interface, with urllib3 2.8, httpx 0.28, Python 3.11 to 3.13:

- without `retries`, urllib3 tries three times more where no connection comes about; for what may be sent twice (no POST
  or PATCH) also where the connection ends or the answer is late; then it raises MaxRetryError; for the others, and
  with `retries=False`, it raises the error itself;
- no status is tried again but 413, 429 and 503 with Retry-After and those of `status_forcelist`;
- a redirect counts as a try, so the fourth raises MaxRetryError; 301 and 302 keep the method and send the body again,
  303 makes it a GET; Authorization and Cookie stay behind where another host is meant; `redirect=False` and
  `retries=False` give the redirect itself;
- statuses raise nothing; cookies are not kept; neither proxies nor certificates come from the environment;
- it sends `Accept-Encoding: identity`, `User-Agent: python-urllib3/...` and no `Accept`; the URL as urllib3 writes it;
- `urllib3.request` waits three seconds for each step, a `PoolManager` for ever; writing has the time of connecting;
- fields of GET, HEAD, DELETE and OPTIONS go into the URL, others into a multipart body.

With urllib3 1.26 the same was seen but for `geturl`, `retries=` of a manager and text beyond ASCII as a body, which it
sends as Latin-1; these are for review.

What differs: each request opens a connection of its own, and a body that is streamed is in memory.
"""

from __future__ import annotations

from asyncfix.recipe import Definition, named
from asyncfix.requests_httpx.plan import Plan

MANAGER = "AsyncPoolManager"
REQUEST = "urllib3_request"
_ANY = named("typing.Any")
_ANSWER = named("urllib3.HTTPResponse")
_ERRORS = "urllib3.exceptions"


def _error(name: str) -> str:
    return named(f"{_ERRORS}.{name}")


def manager(plan: Plan) -> Definition:
    """The class."""
    return Definition(MANAGER, _manager(plan), 1, early=True)


def request() -> Definition:
    """The function that takes the place of `urllib3.request`."""
    code = f'''async def {named(REQUEST)}(
    method: str, url: str, *, retries: {_ANY} = None, timeout: {_ANY} = 3, **options: {_ANY}
) -> {_ANSWER}:
    """What `urllib3.request` gives or raises, without stopping the event loop."""
    manager = {named(MANAGER)}()
    return await manager.request(method, url, retries=retries, timeout=timeout, **options)'''
    return Definition(REQUEST, code, 2, early=True)


def _manager(plan: Plan) -> str:
    return f'''class {named(MANAGER)}({named("urllib3.PoolManager")}):
    """A PoolManager whose requests are awaited; the whole body of an answer is in memory."""

    tls = {named("ssl.create_default_context")}()

    async def request(self, *arguments: {_ANY}, **options: {_ANY}) -> {_ANSWER}:  # type: ignore[override]
        """Send a request: urllib3 prepares it and hands it to `urlopen`."""
        sending: {_ANY} = super().request(*arguments, **options)
        answer: {_ANSWER} = await sending
        return answer

{_urlopen()}

{_exchange(plan)}'''


def _urlopen() -> str:
    retry, exhausted = named("urllib3.Retry"), _error("MaxRetryError")
    return f'''    async def urlopen(  # type: ignore[override]
        self, method: str, url: str, redirect: bool = True, **options: {_ANY}
    ) -> {_ANSWER}:
        """Send a request, and again where urllib3 would: after failures, for redirects, as `retries` says."""
        is_given, retries = "retries" in options, options.pop("retries", None)
        pool = self.connection_from_url(url)
        if not isinstance(retries, {retry}):
            retries = {retry}.from_int(retries, redirect=redirect, default=pool.retries)
        given = retries
        headers = [*options.pop("headers", self.headers).items()]
        while True:
            answer: {_ANSWER} | None = None
            problem, place, target = None, None, {named("urllib3.util.parse_url")}(url).request_uri
            try:
                answer = await self._exchange(pool, method, url, headers, retries, **options)
            except {_error("HTTPError")} as error:
                problem = error
            else:
                place = redirect and answer.get_redirect_location()
                if not place and not retries.is_retry(method, answer.status, "Retry-After" in answer.headers):
                    return answer
            if answer and place:
                place, target = {named("urllib.parse.urljoin")}(url, place), url
                retries = given if is_given else retries
                dropped = frozenset() if pool.is_same_host(place) else retries.remove_headers_on_redirect
                if answer.status == 303:
                    method, options["body"] = "GET", None
                    dropped |= {{"content-encoding", "content-language", "content-length", "content-location"}}
                    dropped |= {{"content-type", "digest", "last-modified", "transfer-encoding"}}
                headers = [(name, value) for name, value in headers if name.lower() not in dropped]
            try:
                retries = retries.increment(method, target, response=answer, error=problem, _pool=pool)
            except {exhausted}:
                if not answer or (retries.raise_on_redirect if place else retries.raise_on_status):
                    raise
                return answer
            if place:
                url, pool, given = place, self.connection_from_url(place), retries
            else:
                wait = retries.get_retry_after(answer) if answer and retries.respect_retry_after_header else None
                await {named("asyncio.sleep")}(wait or retries.get_backoff_time())'''


def _exchange(plan: Plan) -> str:
    timeout, skipped = named("urllib3.Timeout"), named("urllib3.util.SKIP_HEADER")
    return f"""    async def _exchange(
        self, pool: {_ANY}, method: str, url: str, headers: {_ANY}, retries: {_ANY}, **options: {_ANY}
    ) -> {_ANSWER}:
        target = {named("urllib3.util.parse_url")}(url)
        limit = options.get("timeout", pool.timeout)
        limit = limit.clone() if isinstance(limit, {timeout}) else {timeout}.from_float(limit)
        limit.start_connect()
        connect, read = (
            {named("socket.getdefaulttimeout")}() if one is {timeout}.DEFAULT_TIMEOUT else one
            for one in (limit.connect_timeout, limit.read_timeout)
        )
        version = {named("urllib3.__version__")}  # type: ignore[attr-defined]
        sent = {{"accept-encoding": "identity", "user-agent": f"python-urllib3/{{version}}"}}
        headers = [*headers, *(one for one in sent.items() if one[0] not in {{name.lower() for name, _ in headers}})]
        request = {plan.name("Request")}(
            method,
            f"{{pool.scheme}}://{{target.netloc}}",
            headers=[
                (name.encode(), str(value).encode("latin-1"))
                for name, value in headers
                if value != {skipped}
            ],
            content=options.get("body"),
            extensions={{
                "target": target.request_uri.encode(),
                "timeout": {{"connect": connect, "write": connect, "read": read}},
            }},
        )
        tls = self.connection_pool_kw.get("ssl_context", self.tls)
        try:
            async with {plan.name("AsyncHTTPTransport")}(verify=tls) as transport:
                answer = await transport.handle_async_request(request)
                body = b"".join([part async for part in answer.aiter_raw()])
                raw = answer.headers.raw
                received: {_ANY} = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in raw]
        except {plan.name("ConnectTimeout")} as problem:
            raise {_error("ConnectTimeoutError")}(pool, f"no connection within {{connect}} seconds") from problem
        except {plan.name("ReadTimeout")} as problem:
            raise {_error("ReadTimeoutError")}(pool, target.request_uri, "Read timed out.") from problem
        except {plan.name("ConnectError")} as problem:
            cause: {_ANY} = problem
            while cause and not isinstance(cause, {named("ssl.SSLError")}):
                cause = cause.__cause__ or cause.__context__
            if cause:
                raise {_error("SSLError")}(cause) from problem
            raise {_error("NewConnectionError")}(pool, f"no connection: {{problem}}") from problem
        except {plan.name("TransportError")} as problem:
            raise {_error("ProtocolError")}("Connection aborted.", problem) from problem
        return {named("urllib3.HTTPResponse")}(
            {named("io.BytesIO")}(body),
            received,
            answer.status_code,
            reason=answer.reason_phrase,
            preload_content=options.get("preload_content", True),
            decode_content=options.get("decode_content", True),
            retries=retries,
            request_method=method,
            request_url=target.request_uri,
        )"""
