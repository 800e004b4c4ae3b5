"""Every kind of manager gives what it gave, and asks what it asked."""

import asyncio

from loopback import Server


def check(case):
    with Server() as server:
        found = [
            asyncio.run(case.Shop(server.url + "/echo").price("a b")),
            asyncio.run(case.all_of(server.url)),
            asyncio.run(case.order(server.url, "tea")),
            asyncio.run(case.ping(server.url)),
            asyncio.run(case.save(server.url)),
        ]
        return server.shown([found, server.asked])
