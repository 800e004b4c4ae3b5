import asyncio

from app.tasks import serve


async def tick():
    await asyncio.sleep(1)


if __name__ == "__main__":
    asyncio.get_event_loop().run_until_complete(asyncio.gather(tick(), tick()))
    asyncio.get_event_loop().run_until_complete(serve())
    asyncio.get_event_loop().run_forever()
