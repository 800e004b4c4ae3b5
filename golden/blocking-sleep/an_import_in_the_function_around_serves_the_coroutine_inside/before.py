def make_handler(delay):
    import time

    async def handler(request):
        time.sleep(delay)
        return request["body"]

    return handler
