import sys; import time; import os


async def dots(out=sys.stdout):
    for _ in range(3):
        out.write("." + os.linesep)
        time.sleep(0.001)
    return out
