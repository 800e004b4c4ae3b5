# ruff: noqa: E501, F401
# flake8: noqa: ASYNC910
import time


async def block():
    time.sleep(0.001)
