import sqlite3

from fastapi import BackgroundTasks, FastAPI

app = FastAPI()


async def note_visit(page: str) -> None:
    with sqlite3.connect("visits.db") as con:
        con.execute("CREATE TABLE IF NOT EXISTS visits (page TEXT)")
        con.execute("INSERT INTO visits VALUES (?)", (page,))


@app.get("/pages/{page}")
async def show(page: str, background_tasks: BackgroundTasks):
    background_tasks.add_task(note_visit, page)
    return {"page": page}
