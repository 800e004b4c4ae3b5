import time


async def events(source, close):
    try:
        for event in source:
            yield event
    except GeneratorExit:
        time.sleep(0.001)
        close()
        raise
