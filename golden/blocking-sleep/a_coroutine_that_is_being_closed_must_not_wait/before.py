import time


async def feed(source, close):
    try:
        await source.wait()
    except (GeneratorExit, KeyboardInterrupt):
        time.sleep(0.001)
        close()
        raise


async def events(source, close):
    try:
        for event in source:
            yield event
    except GeneratorExit:
        time.sleep(0.001)
        close("events")
        raise
