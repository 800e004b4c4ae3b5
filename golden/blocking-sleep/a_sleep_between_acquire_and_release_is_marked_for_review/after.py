import asyncio
import time


async def transfer(account_lock, sem, amount, ledger):
    await asyncio.sleep(0.001)
    account_lock.acquire()
    try:
        time.sleep(0.001)
        ledger.append(amount)
    finally:
        account_lock.release()
    await sem.acquire()
    await asyncio.sleep(0.001)
    sem.release()
    return ledger
