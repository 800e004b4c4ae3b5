import time

import trio


async def worker(results):
    with trio.move_on_after(5):
        time.sleep(0.001)
        results.append("worked")


async def quiet_helper():
    time.sleep(0.001)


async def main(results):
    async with trio.open_nursery() as nursery:
        nursery.start_soon(worker, results)
        await quiet_helper()
    return results
