from contextlib import asynccontextmanager

import requests
from fastapi import FastAPI

STATE = {}


@asynccontextmanager
async def lifespan(app):
    STATE["ready"] = True
    yield
    STATE.clear()


app = FastAPI(lifespan=lifespan)


@app.get("/rates")
async def rates(url: str):
    return requests.get(url, timeout=5).json()
