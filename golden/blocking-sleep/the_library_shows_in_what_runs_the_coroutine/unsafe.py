import asyncio

import pytest
import trio


def test_workers_on_trio():
    async def worker(log):
        await trio.sleep(0.001)
        log.append("done")

    log = []
    trio.run(worker, log)
    assert log == ["done"]


async def main():
    def in_a_thread():
        async def nested():
            await trio.sleep(0.001)

        trio.run(nested)

    await asyncio.sleep(0.001)
    await asyncio.to_thread(in_a_thread)


@pytest.mark.trio
async def test_with_a_mark():
    await trio.sleep(0.001)


async def serve(nursery: trio.Nursery):
    await trio.sleep(0.001)


async def either(library):
    await trio.sleep(0.001)
    await (trio if library == "trio" else asyncio).sleep(0)
