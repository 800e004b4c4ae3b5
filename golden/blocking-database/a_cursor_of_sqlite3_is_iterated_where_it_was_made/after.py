import asyncio
import sqlite3


class Ledger:
    def __init__(self, path):
        self.path = path

    def _balances_sync(self, currency):
        totals = {}
        con = sqlite3.connect(self.path)
        cursor = con.cursor()
        cursor.execute("SELECT account, cents FROM bookings WHERE currency = ?", (currency,))
        for account, cents in cursor:
            totals[account] = totals.get(account, 0) + cents
        cursor.close()
        con.close()
        return totals

    async def balances(self, currency="EUR"):
        return await asyncio.to_thread(self._balances_sync, currency)
