import subprocess


async def upper(text):
    process = subprocess.Popen(["tr", "a-z", "A-Z"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    out, _ = process.communicate(text)
    if process.returncode != 0:
        raise RuntimeError("tr failed")
    return out


async def killed(command):
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    try:
        out, _ = process.communicate(timeout=0.05)
    except subprocess.TimeoutExpired:
        process.kill()
        out, _ = process.communicate()
        return "killed", out
    return "done", out
