from typing import Any

import httpx


SSL_CONTEXT = httpx.create_ssl_context()


async def http_request(method: str, url: str, **options: Any) -> httpx.Response:
    """Send a request as requests does: no timeout, redirects followed."""
    async with httpx.AsyncClient(
        verify=SSL_CONTEXT, timeout=None, follow_redirects=True, max_redirects=30
    ) as client:
        return await client.request(method, url, **options)


async def load(url):
    try:
        try:
            return (await http_request("GET", url)).json()["method"]
        except Exception as error:
            raise RuntimeError("failed") from error
    except (ValueError, RuntimeError):
        return "stays"


async def load_again(url):
    try:
        try:
            return (await http_request("GET", url)).json()["method"]
        except Exception:
            print("failed")
            raise
    except (httpx.NetworkError, httpx.RemoteProtocolError, httpx.ProxyError):
        return "changes"
