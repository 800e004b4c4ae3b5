import sqlite3

from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool

app = FastAPI()
app.state.settings = {}


def _open_settings():
    with sqlite3.connect("settings.db") as con:
        return con.execute("SELECT name, value FROM settings").fetchall()


@app.post("/settings")
async def reload(request: Request):
    rows = await run_in_threadpool(_open_settings)
    request.app.state.settings = dict(rows)
    return request.app.state.settings
