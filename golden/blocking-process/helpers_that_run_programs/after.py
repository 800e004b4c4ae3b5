import asyncio
import subprocess


def git(*args):
    return subprocess.run(["echo", "git", *args], capture_output=True, text=True, check=True).stdout.strip()


class Repo:
    def __init__(self, folder):
        self.folder = folder

    def _git(self, *args):
        return git("-C", self.folder, *args)

    @property
    def head(self):
        return self._git("rev-parse", "HEAD")

    async def describe(self):
        return await asyncio.to_thread(getattr, self, "head")

    async def branch(self):
        return await asyncio.to_thread(self._git, "branch")


async def tag(name):
    return await asyncio.to_thread(git, "tag", name)
