import asyncio
import os
import subprocess


def _run_chmod(path):
    subprocess.run(["touch", path], check=True)
    subprocess.run(["chmod", "600", path], check=True)
    return subprocess.check_output(["wc", "-c", path], text=True)


async def release(folder, name):
    path = os.path.join(folder, name)
    size = await asyncio.to_thread(_run_chmod, path)
    return int(size.split()[0])
