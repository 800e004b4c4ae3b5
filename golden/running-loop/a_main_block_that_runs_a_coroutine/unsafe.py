import asyncio

done = []


async def main():
    await asyncio.sleep(0)
    done.append("main")


if __name__ == "__main__":
    asyncio.run(main())
