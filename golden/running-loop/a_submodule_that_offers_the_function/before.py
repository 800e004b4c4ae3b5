from asyncio import events


async def adopt(thread):
    thread.loop = events.get_event_loop()
    await events.get_event_loop().run_in_executor(None, thread.start)


def close(thread):
    events.get_event_loop().call_soon(thread.join)
