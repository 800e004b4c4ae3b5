import asyncio
import fcntl
import signal


async def lock(file):
    await asyncio.to_thread(fcntl.flock, file, fcntl.LOCK_EX)
    return file


async def try_lock(file):
    await asyncio.to_thread(fcntl.flock, file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return file


async def interrupted():
    signal.pause()
    return signal.sigwait({signal.SIGINT})
