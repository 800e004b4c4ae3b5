import functools
import hashlib

import anyio


async def derive(password: bytes, salt: bytes) -> bytes:
    await anyio.sleep(0)
    return await anyio.to_thread.run_sync(functools.partial(hashlib.scrypt, password, salt=salt, n=2, r=1, p=1))


async def shorter(password: bytes, salt: bytes) -> bytes:
    await anyio.sleep(0)
    return await anyio.to_thread.run_sync(hashlib.pbkdf2_hmac, "sha1", password, salt, 2)
