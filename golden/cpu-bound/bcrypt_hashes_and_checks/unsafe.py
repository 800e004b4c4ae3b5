import asyncio
import functools
import multiprocessing
from concurrent.futures import ProcessPoolExecutor

import bcrypt


@functools.cache
def _process_pool():
    """The worker processes, started on first use."""
    return ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn"))


def _register_sync(password: str):
    return bcrypt.hashpw(password.encode(), bcrypt.gensalt(rounds=4))


async def register(users: dict, name: str, password: str) -> None:
    users[name] = await asyncio.get_running_loop().run_in_executor(_process_pool(), _register_sync, password)


async def login(users: dict, name: str, password: str) -> bool:
    if name not in users:
        return False
    return await asyncio.to_thread(bcrypt.checkpw, password.encode(), users[name])
