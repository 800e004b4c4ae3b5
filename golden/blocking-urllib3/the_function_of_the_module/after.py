import asyncio
import io
import socket
import ssl
from typing import Any
from urllib.parse import urljoin

import httpx
import urllib3


class AsyncPoolManager(urllib3.PoolManager):
    """A PoolManager whose requests are awaited; the whole body of an answer is in memory."""

    tls = ssl.create_default_context()

    async def request(self, *arguments: Any, **options: Any) -> urllib3.HTTPResponse:  # type: ignore[override]
        """Send a request: urllib3 prepares it and hands it to `urlopen`."""
        sending: Any = super().request(*arguments, **options)
        answer: urllib3.HTTPResponse = await sending
        return answer

    async def urlopen(  # type: ignore[override]
        self, method: str, url: str, redirect: bool = True, **options: Any
    ) -> urllib3.HTTPResponse:
        """Send a request, and again where urllib3 would: after failures, for redirects, as `retries` says."""
        is_given, retries = "retries" in options, options.pop("retries", None)
        pool = self.connection_from_url(url)
        if not isinstance(retries, urllib3.Retry):
            retries = urllib3.Retry.from_int(retries, redirect=redirect, default=pool.retries)
        given = retries
        headers = [*options.pop("headers", self.headers).items()]
        while True:
            answer: urllib3.HTTPResponse | None = None
            problem, place, target = None, None, urllib3.util.parse_url(url).request_uri
            try:
                answer = await self._exchange(pool, method, url, headers, retries, **options)
            except urllib3.exceptions.HTTPError as error:
                problem = error
            else:
                place = redirect and answer.get_redirect_location()
                if not place and not retries.is_retry(method, answer.status, "Retry-After" in answer.headers):
                    return answer
            if answer and place:
                place, target = urljoin(url, place), url
                retries = given if is_given else retries
                dropped = frozenset() if pool.is_same_host(place) else retries.remove_headers_on_redirect
                if answer.status == 303:
                    method, options["body"] = "GET", None
                    dropped |= {"content-encoding", "content-language", "content-length", "content-location"}
                    dropped |= {"content-type", "digest", "last-modified", "transfer-encoding"}
                headers = [(name, value) for name, value in headers if name.lower() not in dropped]
            try:
                retries = retries.increment(method, target, response=answer, error=problem, _pool=pool)
            except urllib3.exceptions.MaxRetryError:
                if not answer or (retries.raise_on_redirect if place else retries.raise_on_status):
                    raise
                return answer
            if place:
                url, pool, given = place, self.connection_from_url(place), retries
            else:
                wait = retries.get_retry_after(answer) if answer and retries.respect_retry_after_header else None
                await asyncio.sleep(wait or retries.get_backoff_time())

    async def _exchange(
        self, pool: Any, method: str, url: str, headers: Any, retries: Any, **options: Any
    ) -> urllib3.HTTPResponse:
        target = urllib3.util.parse_url(url)
        limit = options.get("timeout", pool.timeout)
        limit = limit.clone() if isinstance(limit, urllib3.Timeout) else urllib3.Timeout.from_float(limit)
        limit.start_connect()
        connect, read = (
            socket.getdefaulttimeout() if one is urllib3.Timeout.DEFAULT_TIMEOUT else one
            for one in (limit.connect_timeout, limit.read_timeout)
        )
        version = urllib3.__version__  # type: ignore[attr-defined]
        sent = {"accept-encoding": "identity", "user-agent": f"python-urllib3/{version}"}
        headers = [*headers, *(one for one in sent.items() if one[0] not in {name.lower() for name, _ in headers})]
        request = httpx.Request(
            method,
            f"{pool.scheme}://{target.netloc}",
            headers=[
                (name.encode(), str(value).encode("latin-1"))
                for name, value in headers
                if value != urllib3.util.SKIP_HEADER
            ],
            content=options.get("body"),
            extensions={
                "target": target.request_uri.encode(),
                "timeout": {"connect": connect, "write": connect, "read": read},
            },
        )
        tls = self.connection_pool_kw.get("ssl_context", self.tls)
        try:
            async with httpx.AsyncHTTPTransport(verify=tls) as transport:
                answer = await transport.handle_async_request(request)
                body = b"".join([part async for part in answer.aiter_raw()])
                raw = answer.headers.raw
                received: Any = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in raw]
        except httpx.ConnectTimeout as problem:
            raise urllib3.exceptions.ConnectTimeoutError(pool, f"no connection within {connect} seconds") from problem
        except httpx.ReadTimeout as problem:
            raise urllib3.exceptions.ReadTimeoutError(pool, target.request_uri, "Read timed out.") from problem
        except httpx.ConnectError as problem:
            cause: Any = problem
            while cause and not isinstance(cause, ssl.SSLError):
                cause = cause.__cause__ or cause.__context__
            if cause:
                raise urllib3.exceptions.SSLError(cause) from problem
            raise urllib3.exceptions.NewConnectionError(pool, f"no connection: {problem}") from problem
        except httpx.TransportError as problem:
            raise urllib3.exceptions.ProtocolError("Connection aborted.", problem) from problem
        return urllib3.HTTPResponse(
            io.BytesIO(body),
            received,
            answer.status_code,
            reason=answer.reason_phrase,
            preload_content=options.get("preload_content", True),
            decode_content=options.get("decode_content", True),
            retries=retries,
            request_method=method,
            request_url=target.request_uri,
        )


async def urllib3_request(
    method: str, url: str, *, retries: Any = None, timeout: Any = 3, **options: Any
) -> urllib3.HTTPResponse:
    """What `urllib3.request` gives or raises, without stopping the event loop."""
    manager = AsyncPoolManager()
    return await manager.request(method, url, retries=retries, timeout=timeout, **options)


async def run(url):
    answer = await urllib3_request("GET", url)
    return answer.status, answer.json()
