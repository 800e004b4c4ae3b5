from typing import Any

import httpx


SSL_CONTEXT = httpx.create_ssl_context()


async def http_request(method: str, url: str, **options: Any) -> httpx.Response:
    """Send a request as requests does: no timeout, redirects followed."""
    async with httpx.AsyncClient(
        verify=SSL_CONTEXT, timeout=None, follow_redirects=True, max_redirects=30
    ) as client:
        return await client.request(method, url, **options)


async def state(url):
    r = None
    try:
        r = await http_request("GET", url)
        if r.is_error:
            r.raise_for_status()
        return r.json()
    except Exception:
        detail = None
        if r is not None:
            try:
                res = r.json()
                if "detail" in res:
                    detail = res["detail"]
            except Exception:
                pass
        return r.status_code if r is not None and not r.is_error else 500, detail, r is None or r.is_error
