import asyncio
import multiprocessing
import os


def _start_sync(processes):
    for process in processes:
        process.start()


async def start(function, count):
    processes = [multiprocessing.Process(target=function) for _ in range(count)]
    await asyncio.to_thread(_start_sync, processes)
    return processes


async def replace(program):
    os.execv(program, [program])
