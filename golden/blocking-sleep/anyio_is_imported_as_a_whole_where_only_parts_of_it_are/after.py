from typing import Any

import anyio
from anyio.streams.memory import MemoryObjectSendStream
from anyio import create_memory_object_stream


async def produce(stream: MemoryObjectSendStream[Any]) -> None:
    for n in range(3):
        await anyio.sleep(0.01)
        await stream.send(n)


async def open_pair() -> Any:
    await anyio.sleep(0.01)
    return create_memory_object_stream(3)
