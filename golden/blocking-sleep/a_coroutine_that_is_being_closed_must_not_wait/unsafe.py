import asyncio


async def events(source, close):
    try:
        for event in source:
            yield event
    except GeneratorExit:
        await asyncio.sleep(0.001)
        close()
        raise
