"""What went wrong is counted by its class."""

import asyncio
import logging

import requests

COUNTS = {}
log = logging.getLogger(__name__)


class Counted:
    def __enter__(self):
        return self

    def __exit__(self, kind, problem, trace):
        COUNTS[kind] = COUNTS.get(kind, 0) + 1


async def counted():
    try:
        with Counted():
            return (await asyncio.to_thread(requests.get, "https://shop.example.com/")).status_code
    except requests.RequestException:
        return 0


async def logged():
    try:
        return (await asyncio.to_thread(requests.get, "https://shop.example.com/")).status_code
    except Exception:
        log.exception("no answer")
        return 0


async def told():
    try:
        return (await asyncio.to_thread(requests.get, "https://shop.example.com/")).status_code
    except requests.RequestException as problem:
        return type(problem).__name__
