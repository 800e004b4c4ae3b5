import asyncio


async def pump(source, sink):
    async def copy(chunk, loop=asyncio.get_event_loop()):
        await loop.run_in_executor(None, sink.write, chunk)

    def age(now=asyncio.get_event_loop().time()):
        return now > 0

    for chunk in source:
        await copy(chunk)
    return age
