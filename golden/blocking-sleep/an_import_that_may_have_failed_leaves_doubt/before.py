try:
    import utime as time
except ImportError:
    import time

try:
    from trio import sleep
except ImportError:
    from time import sleep


async def blink(pin):
    while True:
        pin.toggle()
        time.sleep(0.5)


async def fade(pin):
    sleep(0.5)
    pin.off()
