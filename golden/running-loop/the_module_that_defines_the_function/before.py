import asyncio.events
from asyncio import events as loop_events
from asyncio.events import TimerHandle, get_event_loop


async def remind(text, delay, notes) -> TimerHandle:
    assert asyncio.events.get_event_loop() is loop_events.get_event_loop()
    return get_event_loop().call_later(delay, notes.append, text)
