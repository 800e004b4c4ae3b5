"""A handler of which one call can't go to a thread by itself, and another can."""

import os

from fastapi import APIRouter
from fastapi.concurrency import run_in_threadpool

router = APIRouter()


def newest(folder: str) -> str:
    """The name of any file; StopIteration where there is none."""
    return next(iter(os.scandir(folder))).name


@router.post("/inbox/clear")
async def clear(folder: str, receipt: str) -> dict[str, str]:
    name = newest(folder)
    await run_in_threadpool(os.remove, receipt)
    return {"cleared": name}


ACTIONS = {"clear": clear}
