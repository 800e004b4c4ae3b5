def make_handler(delay):
    import asyncio

    async def handler(request):
        await asyncio.sleep(delay)
        return request["body"]

    return handler
