import io
import ssl
from http.client import HTTPMessage, RemoteDisconnected
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request
from urllib.response import addinfourl

import httpx


TLS_CONTEXT = ssl.create_default_context()


async def async_urlopen(
    url: str | Request, data: Any = None, timeout: float | None = None
) -> addinfourl:
    """What `urlopen` gives or raises, without stopping the event loop; the body is in memory."""
    asked = url if isinstance(url, Request) else Request(url)
    if data is not None:
        asked.data = data
    headers = {"Accept-encoding": "identity"}
    if asked.data is not None:
        headers["Content-type"] = "application/x-www-form-urlencoded"
    headers |= dict(asked.header_items()) | {"Connection": "close"}
    no_cookies = CookieJar(DefaultCookiePolicy(allowed_domains=()))
    try:
        async with httpx.AsyncClient(
            verify=TLS_CONTEXT,
            timeout=timeout,
            max_redirects=10,
            cookies=no_cookies,
            follow_redirects=asked.get_method() in ("GET", "HEAD", "POST"),
        ) as client:
            del client.headers["Accept"]
            async with client.stream(
                asked.get_method(), asked.full_url, content=asked.data, headers=headers
            ) as answer:
                body = io.BytesIO(b"".join([part async for part in answer.aiter_raw()]))
    except httpx.ReadTimeout as problem:
        raise TimeoutError("timed out") from problem
    except (httpx.ReadError, httpx.RemoteProtocolError) as problem:
        raise RemoteDisconnected(str(problem)) from problem
    except httpx.HTTPError as problem:
        raise URLError(OSError(str(problem))) from problem
    message = HTTPMessage()
    for name, value in answer.headers.raw:
        message[name.decode("latin-1")] = value.decode("latin-1")
    final = str(answer.url) if answer.history else asked.full_url
    if not answer.is_success:
        raise HTTPError(final, answer.status_code, answer.reason_phrase, message, body)
    return addinfourl(body, message, final, answer.status_code)


async def fetch(url):
    return (await async_urlopen(f"http://{url.removeprefix('http://')}")).read().decode("utf-8")
