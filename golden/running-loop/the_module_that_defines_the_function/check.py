import asyncio


def check(case):
    async def main():
        notes = []
        handle = await case.remind("tea", 0, notes)
        await asyncio.sleep(0.01)
        return notes, handle.cancelled()

    return asyncio.run(main())
