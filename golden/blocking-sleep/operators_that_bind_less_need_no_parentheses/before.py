import time


async def drain(queue, pause=0.001):
    """Take messages until the queue was found empty twice."""
    taken = []
    empty = 0
    while empty < 2:
        message = queue.pop(0) if queue else time.sleep(pause)
        empty = 0 if message else empty + 1
        taken += [message] if message is not None else [*taken[:0], time.sleep(pause) or "idle"]
    quiet = time.sleep(pause) is None and not time.sleep(pause)
    return taken, quiet, 2 ** (time.sleep(pause) or 3), {"last": time.sleep(pause)}
