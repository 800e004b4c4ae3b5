import asyncio
import sqlite3


async def copy_orders(path: str, queue: asyncio.Queue) -> int:
    con = sqlite3.connect(path)
    try:
        rows = con.execute("SELECT id FROM orders WHERE sent = 0").fetchall()
        for (number,) in rows:
            await queue.put(number)
            con.execute("UPDATE orders SET sent = 1 WHERE id = ?", (number,))
        con.commit()
        return len(rows)
    finally:
        con.close()
