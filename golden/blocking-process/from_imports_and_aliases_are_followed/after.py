import asyncio
import subprocess as sp
from subprocess import PIPE, check_output as capture, run


async def one(text):
    return (await asyncio.to_thread(run, ["echo", text], stdout=PIPE)).stdout


def _two_sync(text):
    return sp.getoutput(f"echo {text}"), sp.getstatusoutput("exit 1")[0]


async def two(text):
    return await asyncio.to_thread(_two_sync, text)


async def three(text):
    return await asyncio.to_thread(capture, ["echo", text], text=True)
