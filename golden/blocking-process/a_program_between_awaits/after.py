import asyncio
import subprocess


async def deploy(name, tell):
    await tell(f"deploying {name}")
    out = (await asyncio.to_thread(subprocess.run, ["echo", name], capture_output=True, text=True)).stdout
    await tell(out)
    code = await asyncio.to_thread(subprocess.call, ["true"])
    return code, await tell("done")
