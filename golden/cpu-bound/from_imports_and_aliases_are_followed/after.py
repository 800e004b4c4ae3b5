import asyncio
import lzma as xz
from hashlib import pbkdf2_hmac as derive, scrypt


def _both_sync(password, salt):
    return derive("sha1", password, salt, 2), scrypt(password, salt=salt, n=2, r=1, p=1)


async def both(password, salt):
    return await asyncio.to_thread(_both_sync, password, salt)


async def small(data):
    return len(await asyncio.to_thread(xz.compress, data, preset=0))
