import asyncio
import subprocess


def _upper_sync(text):
    process = subprocess.Popen(["tr", "a-z", "A-Z"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    out, _ = process.communicate(text)
    return process, out


async def upper(text):
    process, out = await asyncio.to_thread(_upper_sync, text)
    if process.returncode != 0:
        raise RuntimeError("tr failed")
    return out


def _killed_sync(command):
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    try:
        out, _ = process.communicate(timeout=0.05)
    except subprocess.TimeoutExpired:
        process.kill()
        out, _ = process.communicate()
        return "killed", out
    return "done", out


async def killed(command):
    return await asyncio.to_thread(_killed_sync, command)
