import asyncio
import subprocess


def _all_of_sync(commands):
    outputs = []
    for command in commands:
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            break
        outputs.append(done.stdout)
    return outputs


async def all_of(commands):
    return await asyncio.to_thread(_all_of_sync, commands)


async def each(commands, tell):
    for command in commands:
        done = await asyncio.to_thread(subprocess.run, command, capture_output=True, text=True)
        if done.returncode:
            continue
        await tell(done.stdout)
    else:
        await tell("end")
