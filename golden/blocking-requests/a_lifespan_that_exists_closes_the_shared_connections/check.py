import asyncio

import httpx
from loopback import Server


async def _ask(case, url):
    async with case.app.router.lifespan_context(case.app):
        transport = httpx.ASGITransport(app=case.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://app") as client:
            answers = await asyncio.gather(*(client.get("/rates", params={"url": url}) for _ in range(3)))
            return [answer.json() for answer in answers]


def check(case):
    with Server() as server:
        found = [asyncio.run(_ask(case, server.url + "/echo")) for _ in range(2)]
        return server.shown([found, len(getattr(case, "HTTP_POOLS", ()))])
