import asyncio


def check(case):
    async def lines():
        yield b"one"

    async def main():
        asyncio.get_running_loop().relay_was_here = True
        seen = []
        yielded = [item async for item in case.relay(lines(), [seen], asyncio.Lock(), "stamp")]
        return seen, yielded

    return asyncio.run(main())
