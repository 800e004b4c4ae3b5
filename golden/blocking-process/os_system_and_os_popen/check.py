import asyncio
import os


def check(case):
    pid = os.posix_spawn("/bin/true", ["true"], {})
    return asyncio.run(case.run("exit 2")), asyncio.run(case.read("echo x")), asyncio.run(case.child(pid))
