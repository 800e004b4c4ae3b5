import threading

_loops = {}


def get_event_loop():
    return _loops[threading.get_ident()]


async def submit(function):
    return await get_event_loop().run_in_executor(None, function)


class Pool:
    def get_event_loop(self):
        return _loops[self]

    async def start(self):
        return self.get_event_loop().is_running()
