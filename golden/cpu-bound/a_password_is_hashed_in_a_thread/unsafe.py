import asyncio
import functools
import hashlib
import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor


@functools.cache
def _process_pool():
    """The worker processes, started on first use."""
    return ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn"))


async def hash_password(password: str) -> tuple[bytes, bytes]:
    salt = os.urandom(16)
    return salt, await asyncio.to_thread(hashlib.pbkdf2_hmac, "sha256", password.encode(), salt, 1000)


def _hash_sha256(password: str, salt: bytes):
    return hashlib.pbkdf2_hmac("sha256", password.encode(), salt, 1000)


async def verify(password: str, salt: bytes, expected: bytes) -> bool:
    return await asyncio.get_running_loop().run_in_executor(_process_pool(), _hash_sha256, password, salt) == expected


def _hash_password(password: bytes, salt: bytes):
    return hashlib.scrypt(password, salt=salt, n=16, r=8, p=1)


async def derive(password: bytes, salt: bytes) -> str:
    return (await asyncio.get_running_loop().run_in_executor(_process_pool(), _hash_password, password, salt)).hex()
