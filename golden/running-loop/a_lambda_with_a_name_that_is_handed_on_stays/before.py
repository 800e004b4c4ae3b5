import asyncio


async def connect(client):
    clock = lambda: asyncio.get_event_loop().time()  # noqa: E731
    client.clock = clock
    client.connected_at = clock()
