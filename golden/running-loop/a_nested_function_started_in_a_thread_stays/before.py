import asyncio
import threading


async def watch(path, changed):
    def worker():
        loop = asyncio.get_event_loop()
        loop.call_soon_threadsafe(changed.set)

    threading.Thread(target=worker, name=f"watch {path}", daemon=True).start()
    await changed.wait()
