import asyncio
import subprocess


async def supervise(command, tell):
    process = await asyncio.to_thread(subprocess.Popen, command, stdout=subprocess.PIPE, text=True)
    await tell("started")
    code = await asyncio.to_thread(process.wait)
    await tell(code)
    process.stdout.close()
    return code


async def poll(command, pause):
    process = await asyncio.to_thread(subprocess.Popen, command)
    while process.poll() is None:
        await pause(0.01)
    return process.returncode
