import subprocess


async def version():
    result = subprocess.run(["echo", "1.2"], capture_output=True, text=True, check=True)
    return result.stdout.strip()


async def status(command):
    return subprocess.call(command, shell=True)


async def output(*args):
    return subprocess.check_output(["echo", *args]).decode()
