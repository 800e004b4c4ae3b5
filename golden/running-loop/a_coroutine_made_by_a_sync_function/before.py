import asyncio
from functools import wraps


def in_thread(function):
    """Run a blocking function in the default executor."""

    @wraps(function)
    async def wrapper(*args):
        loop = asyncio.get_event_loop()
        return await loop.run_in_executor(None, function, *args)

    return wrapper


@in_thread
def parse(text):
    return [int(part) for part in text.split(",")]
