import asyncio
import threading


async def keep_alive(send, interval):
    def ping():
        asyncio.get_event_loop().create_task(send(b"ping"))
        timer = threading.Timer(interval, ping)
        timer.daemon = True
        timer.start()

    ping()
