def test_reconnects(monkeypatch):
    pass


async def reconnect(socket, tries=2):
    """Open the socket again."""
    import time
    from random import random

    for _ in range(tries):
        time.sleep(random() / 1000)
        socket.append("open")
    return socket


async def poll(socket):
    from time import sleep as nap
    nap(0.001)
    return socket


async def close(socket):
    import time; time.sleep(0.001)
    if socket: import time as clock; clock.sleep(0.001)
    return socket
