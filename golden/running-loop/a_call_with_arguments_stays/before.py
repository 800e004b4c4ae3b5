import asyncio


async def start(policy, options):
    loop = asyncio.get_event_loop(policy)
    other = asyncio.get_event_loop(**options)
    return loop, other
