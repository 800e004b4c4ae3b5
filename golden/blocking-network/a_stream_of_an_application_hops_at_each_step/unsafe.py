"""Starlette has a function for it."""

import requests
from fastapi import APIRouter
from fastapi.concurrency import iterate_in_threadpool, run_in_threadpool
from fastapi.responses import StreamingResponse

router = APIRouter()


@router.get("/log")
async def log() -> StreamingResponse:
    async def parts(response: requests.Response):
        async for part in iterate_in_threadpool(response.iter_content(1024)):
            yield part

    return StreamingResponse(parts(await run_in_threadpool(requests.get, "https://example.org/log", stream=True)))
