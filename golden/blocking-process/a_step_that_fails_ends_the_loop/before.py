import subprocess


async def all_of(commands):
    outputs = []
    for command in commands:
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            break
        outputs.append(done.stdout)
    return outputs


async def each(commands, tell):
    for command in commands:
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            continue
        await tell(done.stdout)
    else:
        await tell("end")
