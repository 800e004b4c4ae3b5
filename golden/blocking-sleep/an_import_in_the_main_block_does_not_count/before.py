# Polls the thermometer.
import time


async def read(values):
    time.sleep(0.001)
    return values


if __name__ == '__main__':
    import asyncio
    print(asyncio.run(read([20.5])))
