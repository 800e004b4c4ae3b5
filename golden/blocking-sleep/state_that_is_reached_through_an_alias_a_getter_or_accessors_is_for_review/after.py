import asyncio
import time


class Account:
    def __init__(self, balance):
        self._balance = balance

    @property
    def balance(self):
        return self._balance

    def debit(self, amount):
        self._balance -= amount


STATE = {"count": 0}


def state():
    return STATE


async def count_by_alias():
    current = STATE
    count = current["count"]
    time.sleep(0.01)
    current["count"] = count + 1


async def count_by_getter():
    count = state()["count"]
    time.sleep(0.01)
    state()["count"] = count + 1


async def withdraw(account, amount):
    if account.balance >= amount:
        time.sleep(0.01)
        account.debit(amount)


async def count_own():
    current = {"count": 0}
    count = current["count"]
    await asyncio.sleep(0.01)
    current["count"] = count + 1
    return current
