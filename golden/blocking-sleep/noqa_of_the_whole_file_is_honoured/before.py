# ruff: noqa: E501, ASYNC251
import time


async def block():
    time.sleep(1)
