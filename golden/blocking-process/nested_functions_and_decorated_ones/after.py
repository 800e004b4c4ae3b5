import asyncio
import functools
import subprocess


def retried(function):
    @functools.wraps(function)
    async def again(*args):
        for _ in range(2):
            found = await function(*args)
            if found is not None:
                return found

    return again


@retried
async def ask(command):
    done = await asyncio.to_thread(subprocess.run, command, capture_output=True)
    return done.stdout if done.returncode == 0 else None


class Builder:
    @classmethod
    @retried
    async def build(cls, target):
        """Build a target."""
        code = await asyncio.to_thread(subprocess.call, ["test", target, "=", "x"])
        return f"{cls.__name__} {code}"

    @staticmethod
    async def clean():
        async def inner(name):
            return await asyncio.to_thread(subprocess.check_output, ["echo", name])

        return await inner("a"), await inner("b")
