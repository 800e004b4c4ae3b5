"""The coroutines get from the client what they got from the session."""

import asyncio

from loopback import Server


def check(case):
    with Server() as server:
        found = [asyncio.run(case.orders(server.url)), asyncio.run(case.one(server.url))]
        asked = sorted(server.asked, key=lambda one: one["target"])
        return server.shown([found, asked])
