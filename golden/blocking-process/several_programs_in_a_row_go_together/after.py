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


class Tools:
    def __init__(self, touch="touch"):
        self.touch = touch

    def _create_sync(self, paths):
        subprocess.run([self.touch, "-c", paths[0]], check=True)
        subprocess.run([self.touch, *paths], check=True)

    async def create(self, *paths):
        await asyncio.to_thread(self._create_sync, paths)
