import asyncio
import hashlib
from concurrent.futures import ThreadPoolExecutor
from functools import partial

POOL = ThreadPoolExecutor(1)


async def derive(password, salt):
    loop = asyncio.get_running_loop()
    first = await loop.run_in_executor(POOL, hashlib.pbkdf2_hmac, "sha1", password, salt, 1)
    second = await loop.run_in_executor(None, partial(hashlib.scrypt, password, salt=salt, n=2, r=1, p=1))
    third = await asyncio.to_thread(hashlib.pbkdf2_hmac, "sha1", password, salt, 1)
    return first == third, len(second)
