from asyncio import get_event_loop


class Clock:
    get_event_loop = get_event_loop  # replaced in tests

    async def now(self):
        return get_event_loop().time()

    def started(self):
        return type(self).get_event_loop().time()
