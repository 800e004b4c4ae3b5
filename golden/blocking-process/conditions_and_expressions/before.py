import subprocess


async def works(command):
    if subprocess.call(command) == 0 and not subprocess.call(["false"]) == 0:
        return True
    return False


async def both(command):
    codes = [subprocess.call(one) for one in (command, ["false"])]
    return codes if any(codes) else None


async def text(name):
    return f"{subprocess.check_output(['echo', name], text=True).strip():>5}"


async def lazily(command, known=None):
    return known or subprocess.call(command)
