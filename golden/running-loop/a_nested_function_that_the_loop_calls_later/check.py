import asyncio


def check(case):
    seen = []

    async def refresh(token):
        seen.append(dict(token))

    async def main():
        await case.rotate({"key": "secret"}, refresh, 0.001)
        await asyncio.sleep(0.02)

    asyncio.run(main())
    return seen
