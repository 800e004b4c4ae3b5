import asyncio
import queue


class Closed(Exception):
    pass


async def take(items: queue.Queue, tell):
    try:
        item = await asyncio.to_thread(items.get, timeout=0.01)
        if isinstance(item, Exception):
            raise item
    except queue.Empty:
        await tell("empty")
        raise Closed from None
    finally:
        await tell("done")
    return item
