import zlib

import anyio
import trio


async def pack(data: bytes) -> bytes:
    await trio.sleep(0)
    return await anyio.to_thread.run_sync(zlib.compress, data)
