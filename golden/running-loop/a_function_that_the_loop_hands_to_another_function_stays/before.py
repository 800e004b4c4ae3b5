import asyncio


async def publish(executor, client, payload):
    loop = asyncio.get_running_loop()

    def send():
        client.send(payload, at=asyncio.get_event_loop().time())

    loop.call_soon(executor.submit, send)
    loop.call_later(1, client.retry, lambda: asyncio.get_event_loop().stop())
