import sqlite3

from fastapi import FastAPI, Request

app = FastAPI()
app.state.settings = {}


@app.post("/settings")
async def reload(request: Request):
    with sqlite3.connect("settings.db") as con:
        rows = con.execute("SELECT name, value FROM settings").fetchall()
    request.app.state.settings = dict(rows)
    return request.app.state.settings
