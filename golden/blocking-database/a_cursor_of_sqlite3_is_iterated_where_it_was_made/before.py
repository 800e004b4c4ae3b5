import sqlite3


class Ledger:
    def __init__(self, path):
        self.path = path

    async def balances(self, currency="EUR"):
        totals = {}
        con = sqlite3.connect(self.path)
        cursor = con.cursor()
        cursor.execute("SELECT account, cents FROM bookings WHERE currency = ?", (currency,))
        for account, cents in cursor:
            totals[account] = totals.get(account, 0) + cents
        cursor.close()
        con.close()
        return totals
