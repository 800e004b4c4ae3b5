import asyncio
import threading

guard = threading.Lock()
seats = {"free": 1}


async def tell():
    await asyncio.sleep(0.01)


async def note():
    await asyncio.sleep(0.01)


async def greet():
    await asyncio.sleep(0.01)


async def book():
    if seats["free"]:
        await tell()
        seats["free"] -= 1


async def write_down():
    with guard:
        await note()


async def welcome():
    await asyncio.sleep(0)
    await greet()
