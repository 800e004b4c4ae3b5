import asyncio


async def stamped(lines):
    return ((asyncio.get_running_loop().is_running(), line) async for line in lines)
