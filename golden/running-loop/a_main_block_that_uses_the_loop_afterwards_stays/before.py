import asyncio


async def main():
    await asyncio.sleep(0)


async def shutdown():
    await asyncio.sleep(0)


if __name__ == "__main__":
    try:
        asyncio.get_event_loop().run_until_complete(main())
    finally:
        asyncio.get_event_loop().run_until_complete(shutdown())
        asyncio.get_event_loop().close()
