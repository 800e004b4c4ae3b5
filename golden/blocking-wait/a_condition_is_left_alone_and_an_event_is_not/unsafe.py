import asyncio
import threading


async def ready(event: threading.Event):
    if not await asyncio.to_thread(event.wait, timeout=1):
        raise TimeoutError
    return event.is_set()


async def changed(condition: threading.Condition, state):
    with condition:
        condition.wait_for(lambda: state)
    return state


async def met(barrier: threading.Barrier):
    return await asyncio.to_thread(barrier.wait)
