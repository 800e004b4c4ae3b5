"""What runs where a task is cancelled: anyio, on which FastAPI stands, ends each await of such a task at once."""

import asyncio

from fastapi import FastAPI

app = FastAPI()
LEFT: list[str] = []


@app.get("/rows")
async def rows(name: str) -> list[str]:
    try:
        await asyncio.sleep(0)
        await asyncio.sleep(0.01)
    except asyncio.CancelledError:
        await asyncio.sleep(0.02)
        raise
    except ValueError:
        await asyncio.sleep(0.03)
    finally:
        await asyncio.sleep(0.04)
        LEFT.append(name)
    return LEFT
