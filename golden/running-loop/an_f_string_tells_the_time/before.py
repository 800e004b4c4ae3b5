import asyncio


async def progress(name, start, total):
    print(f"[{asyncio.get_event_loop().time() - start:8.1f}] «{name}» started")
    await asyncio.sleep(0)
    return f"""{name}: {'late' if asyncio.get_event_loop().time() > start + total else "in time"}
        after {(asyncio.get_event_loop().time() - start) / total:>{len(name)}.0%}, {{loop}}""" f' {total!r}'
