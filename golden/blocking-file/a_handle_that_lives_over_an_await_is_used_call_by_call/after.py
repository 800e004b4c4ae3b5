import asyncio


async def send_in_pieces(path, send):
    with await asyncio.to_thread(open, path, "rb") as f:
        while chunk := await asyncio.to_thread(f.read, 4):
            await send(chunk)


def _write_target(target, data):
    with open(target, "wb") as out:
        out.write(data)


async def relay(source, target, ask):
    f = await asyncio.to_thread(open, source, "rb")
    try:
        size = await ask()
        data = await asyncio.to_thread(f.read, size)
    finally:
        await asyncio.to_thread(f.close)
    await asyncio.to_thread(_write_target, target, data)
    return len(data)
