import asyncio


async def export(rows):
    def write():
        loop = asyncio.get_event_loop()
        return loop.run_until_complete(rows.dump())

    return await asyncio.get_event_loop().run_in_executor(None, write)
