import subprocess as sp
from subprocess import PIPE, check_output as capture, run


async def one(text):
    return run(["echo", text], stdout=PIPE).stdout


async def two(text):
    return sp.getoutput(f"echo {text}"), sp.getstatusoutput("exit 1")[0]


async def three(text):
    return capture(["echo", text], text=True)
