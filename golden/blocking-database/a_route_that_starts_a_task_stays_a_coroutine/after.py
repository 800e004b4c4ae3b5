import asyncio
import sqlite3

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool

app = FastAPI()
running: set[asyncio.Task] = set()


async def reindex() -> None:
    await asyncio.sleep(0)


def _insert_documents(title: str) -> None:
    con = sqlite3.connect("documents.db")
    con.execute("INSERT INTO documents VALUES (?)", (title,))
    con.commit()
    con.close()


@app.post("/documents")
async def add_document(title: str):
    await run_in_threadpool(_insert_documents, title)
    task = asyncio.create_task(reindex())
    running.add(task)
    task.add_done_callback(running.discard)
    return {"title": title}
