import asyncio
import sqlite3

from fastapi import FastAPI

app = FastAPI()
running: set[asyncio.Task] = set()


async def reindex() -> None:
    await asyncio.sleep(0)


@app.post("/documents")
async def add_document(title: str):
    con = sqlite3.connect("documents.db")
    con.execute("INSERT INTO documents VALUES (?)", (title,))
    con.commit()
    con.close()
    task = asyncio.create_task(reindex())
    running.add(task)
    task.add_done_callback(running.discard)
    return {"title": title}
