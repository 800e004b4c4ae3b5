import logging
import sqlite3

logger = logging.getLogger(__name__)


async def claim(path: str, worker: str):
    """Take the oldest free job; None where there is none."""
    with sqlite3.connect(path) as con:
        row = con.execute("SELECT id FROM jobs WHERE worker IS NULL ORDER BY id LIMIT 1").fetchone()
        if row is None:
            return None
        con.execute("UPDATE jobs SET worker = ? WHERE id = ?", (worker, row[0]))
    logger.info("%s takes job %d", worker, row[0])
    return row[0]
