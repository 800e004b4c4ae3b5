import asyncio


def check(case):
    async def main():
        server = await case.serve(0)
        server.close()
        await server.wait_closed()
        return server.is_serving()

    return asyncio.run(main())
