import asyncio


async def stamped(lines):
    return ((asyncio.get_event_loop().is_running(), line) async for line in lines)
