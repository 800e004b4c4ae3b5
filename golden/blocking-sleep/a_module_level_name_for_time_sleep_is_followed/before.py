import time

PAUSE = 0.001
nap = time.sleep
doze: object = nap


async def rest(log):
    nap(PAUSE)
    doze(PAUSE)
    log.append("rested")
    return log
