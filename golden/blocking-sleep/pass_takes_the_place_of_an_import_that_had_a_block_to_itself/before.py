import sys

try:
    import time
except ImportError:
    sys.exit("no clock")

if sys.version_info >= (3, 8):
    from time import sleep as pause


async def hold(seconds=0.001):
    time.sleep(seconds)
    pause(seconds)
    return seconds
