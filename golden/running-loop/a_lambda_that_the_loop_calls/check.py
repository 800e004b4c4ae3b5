import asyncio


def check(case):
    log = []

    async def stop():
        log.append("stop")

    async def restart(why):
        log.append(why)

    async def main():
        await case.serve(stop, restart, log)
        await asyncio.sleep(0.05)

    asyncio.run(main())
    return log
