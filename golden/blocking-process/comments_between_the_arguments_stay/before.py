import subprocess


async def build(target):
    # Build first.
    subprocess.run(
        [
            "echo",  # the program
            target,
        ],
        check=True,  # stop here
        stdout=subprocess.DEVNULL,
    )  # built
    return target
