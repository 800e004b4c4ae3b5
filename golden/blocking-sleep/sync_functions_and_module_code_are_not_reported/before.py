import asyncio
import time

time.sleep(0)


def wait_for_server(probe):
    while not probe():
        time.sleep(0.001)
    return [time.sleep(0.001) for _ in range(2)]


class Clock:
    time.sleep(0)
    pause = staticmethod(time.sleep)

    def tick(self, seconds: time.sleep(0) = time.sleep(0)):
        (lambda: time.sleep(seconds or 0))()
        return f"{time.sleep(0)}"


async def main():
    await asyncio.sleep(0)
    return "up"


if __name__ == "__main__":
    time.sleep(1)
    asyncio.run(main())
