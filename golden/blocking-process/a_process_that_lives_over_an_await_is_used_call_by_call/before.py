import subprocess


async def supervise(command, tell):
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    await tell("started")
    code = process.wait()
    await tell(code)
    process.stdout.close()
    return code


async def poll(command, pause):
    process = subprocess.Popen(command)
    while process.poll() is None:
        await pause(0.01)
    return process.returncode
