import asyncio
import os
import sqlite3
import tempfile


def check(case):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "ledger.db")
        with sqlite3.connect(path) as con:
            con.execute("CREATE TABLE bookings (account TEXT, cents INTEGER, currency TEXT)")
            con.executemany("INSERT INTO bookings VALUES (?, ?, 'EUR')", [("a", 1), ("b", 5), ("a", 3)])
        con.close()
        ledger = case.Ledger(path)
        return asyncio.run(ledger.balances()), asyncio.run(ledger.balances("USD"))
