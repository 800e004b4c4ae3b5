import asyncio
import os

from fastapi import APIRouter, HTTPException
from fastapi.concurrency import run_in_threadpool

router = APIRouter()
FOLDER = "/srv/files"


def _read_file(path) -> str:
    if not os.path.exists(path):
        raise HTTPException(status_code=404)
    with open(path, encoding="utf-8") as f:
        return f.read()


async def read_file(name: str) -> str:
    path = os.path.join(FOLDER, name)
    return await run_in_threadpool(_read_file, path)


@router.get("/size/{name}")
def size(name: str) -> int:
    return os.path.getsize(os.path.join(FOLDER, name))


@router.get("/text/{name}")
async def text(name: str) -> dict[str, str]:
    return {"text": await read_file(name)}


async def stream(path):
    try:
        for number in range(3):
            yield str(number)
            await asyncio.sleep(0)
    finally:
        await run_in_threadpool(os.unlink, path)
