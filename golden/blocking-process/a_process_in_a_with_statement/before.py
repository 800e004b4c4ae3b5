import subprocess


async def lines(command):
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        found = [line.strip() for line in process.stdout]
    return found, process.returncode


async def first_line(command, send):
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        await send(process.stdout.readline())
