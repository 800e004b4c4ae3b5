"""A job queue in a SQLite file. The worker is a process of its own."""

import asyncio
import json
import sqlite3
import time
from dataclasses import dataclass
from typing import Any

from app.settings import settings

SCHEMA = """
CREATE TABLE IF NOT EXISTS jobs (
    id INTEGER PRIMARY KEY, name TEXT, payload TEXT, status TEXT DEFAULT 'waiting', result TEXT
)
"""


@dataclass
class Job:
    id: int
    name: str
    payload: dict[str, Any]
    status: str
    result: str | None = None


def connect() -> sqlite3.Connection:
    con = sqlite3.connect(settings.jobs_db, timeout=5)
    con.row_factory = sqlite3.Row
    con.execute(SCHEMA)
    return con


def enqueue(name: str, **payload: Any) -> int:
    with connect() as con:
        cursor = con.execute("INSERT INTO jobs (name, payload) VALUES (?, ?)", (name, json.dumps(payload)))
        con.commit()
    return int(cursor.lastrowid or 0)


def get(job_id: int) -> Job | None:
    con = connect()
    try:
        row = con.execute("SELECT * FROM jobs WHERE id = ?", (job_id,)).fetchone()
        return None if row is None else Job(**{**row, "payload": json.loads(row["payload"])})
    finally:
        con.close()


def claim() -> Job | None:
    """The oldest waiting job, marked as running."""
    con = connect()
    try:
        con.execute("BEGIN IMMEDIATE")
        row = con.execute("SELECT id FROM jobs WHERE status = 'waiting' ORDER BY id LIMIT 1").fetchone()
        if row is None:
            return None
        con.execute("UPDATE jobs SET status = 'running' WHERE id = ?", (row["id"],))
        con.commit()
    finally:
        con.close()
    return get(row["id"])


def finish(job: Job, status: str, result: str) -> None:
    with connect() as con:
        con.execute("UPDATE jobs SET status = ?, result = ? WHERE id = ?", (status, result, job.id))


async def wait_for(job_id: int, timeout: float) -> Job | None:
    """The job, as soon as it is done, or as it is after `timeout` seconds."""
    deadline = asyncio.get_event_loop().time() + timeout

    def is_late() -> bool:
        return asyncio.get_event_loop().time() > deadline

    job = get(job_id)
    while job and job.status in ("waiting", "running") and not is_late():
        time.sleep(min(settings.poll_interval, 0.1))
        job = get(job_id)
    return job
