import subprocess


async def quick():
    subprocess.run(["true"])  # noqa: ASYNC221
    return subprocess.call(["true"])  # asyncfix: skip[blocking-process]


async def slow():
    return subprocess.call(["false"])
