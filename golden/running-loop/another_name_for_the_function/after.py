import asyncio

current_loop = asyncio.get_event_loop


async def stamp(event):
    event["at"] = asyncio.get_running_loop().time()
    return event
