import time


async def trace(log, pause):
    log.debug(f"{time.sleep(pause) = }")
    log.debug(f"{(time.sleep(pause) or 5)=:>4}")
    log.debug(f"{pause == time.sleep(pause)}")
    log.debug(f"{pause=} {time.sleep(pause)}")
