import asyncio


async def main():
    await asyncio.sleep(0)


def cli():
    asyncio.get_event_loop().run_until_complete(main())


if __name__ == "__main__":
    cli()
