import zlib

import trio


async def pack(data: bytes) -> bytes:
    await trio.sleep(0)
    return await trio.to_thread.run_sync(zlib.compress, data)
