import os
import subprocess


async def release(folder, name):
    path = os.path.join(folder, name)
    subprocess.run(["touch", path], check=True)
    subprocess.run(["chmod", "600", path], check=True)
    size = subprocess.check_output(["wc", "-c", path], text=True)
    return int(size.split()[0])


class Tools:
    def __init__(self, touch="touch"):
        self.touch = touch

    async def create(self, *paths):
        subprocess.run([self.touch, "-c", paths[0]], check=True)
        subprocess.run([self.touch, *paths], check=True)
