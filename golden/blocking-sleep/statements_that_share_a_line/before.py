import time

async def blink(led, times = 2):
    for _ in range(times): led.on(); time.sleep(.001); led.off()
    if times > 1: time.sleep(.001)
    while times: times -= 1; time.sleep(.001)
    return led.log

async def nap(): time.sleep(.001)
