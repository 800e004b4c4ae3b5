"""What runs where a task is cancelled: anyio, on which FastAPI stands, ends each await of such a task at once."""

import asyncio
import time

from fastapi import FastAPI

app = FastAPI()
LEFT: list[str] = []


@app.get("/rows")
async def rows(name: str) -> list[str]:
    try:
        await asyncio.sleep(0)
        time.sleep(0.01)
    except asyncio.CancelledError:
        time.sleep(0.02)
        raise
    except ValueError:
        time.sleep(0.03)
    finally:
        time.sleep(0.04)
        LEFT.append(name)
    return LEFT
