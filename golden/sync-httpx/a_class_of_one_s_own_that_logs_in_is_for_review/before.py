"""A token for each request."""

import httpx


class Token(httpx.Auth):
    def sync_auth_flow(self, request):
        request.headers["X-Token"] = "secret"
        yield request


async def load(url):
    return httpx.get(url, auth=Token()).json()


async def login(url):
    return httpx.get(url, auth=("user", "pass")).status_code
