import asyncio
import hashlib
import os


async def hash_password(password: str) -> tuple[bytes, bytes]:
    salt = os.urandom(16)
    return salt, await asyncio.to_thread(hashlib.pbkdf2_hmac, "sha256", password.encode(), salt, 1000)


async def verify(password: str, salt: bytes, expected: bytes) -> bool:
    return hashlib.pbkdf2_hmac("sha256", password.encode(), salt, 1000) == expected


async def derive(password: bytes, salt: bytes) -> str:
    return hashlib.scrypt(password, salt=salt, n=16, r=8, p=1).hex()
