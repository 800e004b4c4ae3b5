import asyncio.events
from asyncio.events import TimerHandle


async def remind(text, delay, notes) -> TimerHandle:
    assert asyncio.get_running_loop() is asyncio.get_running_loop()
    return asyncio.get_running_loop().call_later(delay, notes.append, text)
