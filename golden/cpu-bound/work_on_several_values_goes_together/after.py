import asyncio
import hashlib


def _keys_sync(passwords, salt):
    found = {}
    for password in passwords:
        found[password] = hashlib.pbkdf2_hmac("sha1", password.encode(), salt, 10).hex()
    return found


async def keys(passwords, salt):
    return await asyncio.to_thread(_keys_sync, passwords, salt)


def _listed_sync(passwords, salt):
    return [hashlib.pbkdf2_hmac("sha1", password.encode(), salt, 10).hex() for password in passwords]


async def listed(passwords, salt):
    return await asyncio.to_thread(_listed_sync, passwords, salt)


async def told(passwords, salt, tell):
    for password in passwords:
        await tell((await asyncio.to_thread(hashlib.pbkdf2_hmac, "sha1", password.encode(), salt, 10)).hex())
