# Polls the thermometer.
import asyncio


async def read(values):
    await asyncio.sleep(0.001)
    return values


if __name__ == '__main__':
    import asyncio
    print(asyncio.run(read([20.5])))
