import asyncio
import functools
import hashlib
from concurrent.futures import ProcessPoolExecutor
import multiprocessing

from fastapi import Depends, FastAPI, HTTPException

app = FastAPI()


@functools.cache
def _process_pool():
    """The worker processes, started on first use."""
    return ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn"))


async def current_user(token: str) -> str:
    return token


@app.post("/login")
def login(name: str, password: str, user: str = Depends(current_user)) -> dict[str, str]:
    digest = hashlib.pbkdf2_hmac("sha256", password.encode(), name.encode(), 10).hex()
    if not digest:
        raise HTTPException(401)
    return {"digest": digest}


def _hash_sha256_for_check_password(password: str):
    return hashlib.pbkdf2_hmac("sha256", password.encode(), b"", 10)


async def check_password(password: str, digest: str) -> bool:
    return (await asyncio.get_running_loop().run_in_executor(_process_pool(), _hash_sha256_for_check_password, password)).hex() == digest
