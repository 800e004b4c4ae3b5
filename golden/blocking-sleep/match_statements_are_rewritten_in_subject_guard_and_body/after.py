import asyncio


async def handle(event):
    match await asyncio.sleep(0.001) or event:
        case {"type": "ping", "wait": wait} if await asyncio.sleep(wait) is None:
            return "pong"
        case ["retry", *rest]:
            await asyncio.sleep(0.001 * len(rest))
            return rest
        case _ if not event:
            await asyncio.sleep(0.001)
