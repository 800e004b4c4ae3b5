import lzma as xz
from hashlib import pbkdf2_hmac as derive, scrypt


async def both(password, salt):
    return derive("sha1", password, salt, 2), scrypt(password, salt=salt, n=2, r=1, p=1)


async def small(data):
    return len(xz.compress(data, preset=0))
