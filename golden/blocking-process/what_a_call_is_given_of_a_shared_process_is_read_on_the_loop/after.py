import asyncio
import subprocess
import sys


class Server:
    def __init__(self):
        self.process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(30)"])
        self.said = ""

    async def run(self):
        await asyncio.gather(self.look(), self.stop())
        return self.said

    async def look(self):
        await asyncio.sleep(0)
        self.said += f"{self.process.pid > 0}"

    async def stop(self):
        asked = [sys.executable, "-c", "import os, sys; os.kill(int(sys.argv[1]), 9)", str(self.process.pid)]
        await asyncio.to_thread(subprocess.run, [*asked, str(self.process.pid)])
        await asyncio.sleep(0)
        self.process.wait(30)
