import asyncio
import signal


async def serve(stop, restart, log):
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, lambda: asyncio.get_event_loop().create_task(stop()))
    loop.call_soon(lambda: log.append(asyncio.get_event_loop().is_running()))
    loop.call_later(0.01, lambda: asyncio.get_event_loop().create_task(restart("timer")))
    loop.call_soon_threadsafe(lambda: asyncio.get_event_loop().create_task(restart("thread")))
