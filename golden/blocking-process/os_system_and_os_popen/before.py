import os


async def run(command):
    return os.waitstatus_to_exitcode(os.system(command))


async def read(command):
    return os.popen(command).read()


async def child(pid):
    _, status = os.waitpid(pid, 0)
    return status
