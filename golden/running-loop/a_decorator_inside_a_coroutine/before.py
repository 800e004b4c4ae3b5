import asyncio


def bound_to(loop):
    def decorate(function):
        function.loop_is_running = loop.is_running()
        return function

    return decorate


async def register(routes):
    @bound_to(asyncio.get_event_loop())
    def index():
        return "index"

    routes["/"] = index
