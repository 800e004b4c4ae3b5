import asyncio
import subprocess


async def quick():
    subprocess.run(["true"])  # noqa: ASYNC221
    return subprocess.call(["true"])  # asyncfix: skip[blocking-process]


async def slow():
    return await asyncio.to_thread(subprocess.call, ["false"])
