import asyncio
import shlex
import subprocess


async def run(*command):
    process = await asyncio.create_subprocess_exec(*command, stdout=subprocess.PIPE)
    out, _ = await process.communicate()
    await process.wait()
    return out


async def quoted(text):
    process = await asyncio.create_subprocess_shell(f"echo {shlex.quote(text)}", stdout=asyncio.subprocess.PIPE)
    return (await process.communicate())[0]
