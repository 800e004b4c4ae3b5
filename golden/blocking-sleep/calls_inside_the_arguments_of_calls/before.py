import random
import time


async def next_delay(attempt):
    return 0.001 * attempt


async def settle(motor):
    time.sleep(time.sleep(0.001) or 0.002)
    time.sleep(await next_delay(1))
    time.sleep(max(0.001, min(time.sleep(random.random() / 1000) or 0.002, 1)))
    time.sleep(pause := 0.001)
    motor.append(pause)
    return motor
