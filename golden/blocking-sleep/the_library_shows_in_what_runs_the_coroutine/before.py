import asyncio
import time

import pytest
import trio


def test_workers_on_trio():
    async def worker(log):
        time.sleep(0.001)
        log.append("done")

    log = []
    trio.run(worker, log)
    assert log == ["done"]


async def main():
    def in_a_thread():
        async def nested():
            time.sleep(0.001)

        trio.run(nested)

    time.sleep(0.001)
    await asyncio.to_thread(in_a_thread)


@pytest.mark.trio
async def test_with_a_mark():
    time.sleep(0.001)


async def serve(nursery: trio.Nursery):
    time.sleep(0.001)


async def either(library):
    time.sleep(0.001)
    await (trio if library == "trio" else asyncio).sleep(0)
