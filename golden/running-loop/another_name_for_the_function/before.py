import asyncio

current_loop = asyncio.get_event_loop


async def stamp(event):
    event["at"] = current_loop().time()
    return event
