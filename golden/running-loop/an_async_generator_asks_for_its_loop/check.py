import asyncio


def check(case):
    async def main():
        return [number async for number, elapsed in case.heartbeats(0.001, 3) if elapsed > 0]

    return asyncio.run(main())
