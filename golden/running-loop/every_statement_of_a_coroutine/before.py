import asyncio


async def relay(reader, writers, lock, command):
    async with lock, asyncio.timeout_at(asyncio.get_event_loop().time() + 60):
        async for line in reader:
            match command, asyncio.get_event_loop().time():
                case "stamp", now if now < asyncio.get_event_loop().time() + 1:
                    line = b"stamped " + line
            for writer in writers:
                try:
                    writer.append((line, asyncio.get_event_loop().is_running()))
                except* ValueError:
                    asyncio.get_event_loop().stop()
                finally:
                    assert asyncio.get_event_loop().is_running(), asyncio.get_event_loop()
    del lock, asyncio.get_event_loop().relay_was_here
    yield asyncio.get_event_loop().is_running()
