import queue

from fastapi import FastAPI

app = FastAPI()
jobs: queue.Queue = queue.Queue()


@app.get("/next")
async def take():
    return {"job": jobs.get(timeout=1)}


@app.websocket("/ws")
async def stream(websocket):
    await websocket.accept()
    await websocket.send_json(jobs.get(timeout=1))
