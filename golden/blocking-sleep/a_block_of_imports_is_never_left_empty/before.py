import sys

if sys.platform != "emscripten":
    import time
    from time import sleep


async def beat(drum):
    time.sleep(0.001)
    sleep(0.001)
    drum.append("dum")
    return drum
