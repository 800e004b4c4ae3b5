def test_reconnects(monkeypatch):
    pass


async def reconnect(socket, tries=2):
    """Open the socket again."""
    import asyncio
    from random import random

    for _ in range(tries):
        await asyncio.sleep(random() / 1000)
        socket.append("open")
    return socket


async def poll(socket):
    import asyncio
    await asyncio.sleep(0.001)
    return socket


async def close(socket):
    import asyncio
    await asyncio.sleep(0.001)
    if socket: await asyncio.sleep(0.001)
    return socket
