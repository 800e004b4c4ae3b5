import queue

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool

app = FastAPI()
jobs: queue.Queue = queue.Queue()


@app.get("/next")
def take():
    return {"job": jobs.get(timeout=1)}


@app.websocket("/ws")
async def stream(websocket):
    await websocket.accept()
    await websocket.send_json(await run_in_threadpool(jobs.get, timeout=1))
