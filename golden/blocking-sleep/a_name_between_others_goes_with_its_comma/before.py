from time import (gmtime,
                  sleep,   # noqa: I001
                  strftime)
from time import ctime, sleep as pause, \
    time


async def stamp(log):
    sleep(0.001)
    pause(0.001)
    return [strftime("%Y", gmtime(0)), ctime(0)[-4:], time() > 0, *log]
