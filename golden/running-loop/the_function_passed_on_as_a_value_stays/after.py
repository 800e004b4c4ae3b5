import asyncio


async def configure(container):
    container.register("loop", factory=asyncio.get_event_loop)
    container.register("clock", asyncio.get_running_loop().time)


def fixtures(request):
    request.getfixturevalue("container").loop = asyncio.get_event_loop
