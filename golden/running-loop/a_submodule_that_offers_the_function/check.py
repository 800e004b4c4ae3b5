import asyncio
import threading


def check(case):
    thread = threading.Thread(target=lambda: None)
    asyncio.run(case.adopt(thread))
    thread.join()
    return thread.loop.is_closed()
