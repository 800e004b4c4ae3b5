import asyncio


async def pump(source, sink):
    async def copy(chunk, loop=asyncio.get_running_loop()):
        await loop.run_in_executor(None, sink.write, chunk)

    def age(now=asyncio.get_running_loop().time()):
        return now > 0

    for chunk in source:
        await copy(chunk)
    return age
