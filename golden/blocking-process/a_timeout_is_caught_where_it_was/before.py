import subprocess


async def bounded(command, seconds):
    try:
        done = subprocess.run(command, capture_output=True, timeout=seconds)
    except subprocess.TimeoutExpired as error:
        return f"timeout after {error.timeout}"
    except FileNotFoundError:
        return "missing"
    return done.returncode


async def reported(command, tell):
    try:
        subprocess.run(command, check=True, capture_output=True)
    except subprocess.CalledProcessError as error:
        await tell(error.returncode)
        raise
