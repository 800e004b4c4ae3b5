import psycopg


async def balance(dsn: str, account: int) -> int:
    with psycopg.connect(dsn) as conn:
        with conn.cursor() as cur:
            cur.execute("SELECT cents FROM accounts WHERE id = %s", (account,))
            row = cur.fetchone()
    if row is None:
        raise LookupError(account)
    return row[0]
