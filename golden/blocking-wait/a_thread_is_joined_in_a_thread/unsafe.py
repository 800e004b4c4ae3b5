import asyncio
import threading


async def run(function, *args):
    thread = threading.Thread(target=function, args=args, daemon=True)
    thread.start()
    await asyncio.to_thread(thread.join)
    return thread.is_alive()


def _run_all_sync(threads):
    for thread in threads:
        thread.join(timeout=5)


async def run_all(functions):
    threads = [threading.Thread(target=function) for function in functions]
    for thread in threads:
        thread.start()
    await asyncio.to_thread(_run_all_sync, threads)
    return len(threads)
