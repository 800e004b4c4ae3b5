import asyncio

import psycopg


def _open_dsn(dsn: str, account: int):
    with psycopg.connect(dsn) as conn:
        with conn.cursor() as cur:
            cur.execute("SELECT cents FROM accounts WHERE id = %s", (account,))
            return cur.fetchone()


async def balance(dsn: str, account: int) -> int:
    row = await asyncio.to_thread(_open_dsn, dsn, account)
    if row is None:
        raise LookupError(account)
    return row[0]
