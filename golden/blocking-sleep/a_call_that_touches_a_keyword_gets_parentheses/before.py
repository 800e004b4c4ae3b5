import time


async def settle(readings):
    readings.append(1)
    if(time.sleep)(0.001)is None:
        readings.append(2)
    return(time.sleep)(0.001)
