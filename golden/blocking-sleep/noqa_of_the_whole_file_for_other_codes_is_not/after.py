# ruff: noqa: E501, F401
# flake8: noqa: ASYNC910
import asyncio


async def block():
    await asyncio.sleep(0.001)
