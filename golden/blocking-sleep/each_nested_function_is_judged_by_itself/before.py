import time


def make_poller(interval):
    time.sleep(0.001)

    async def poll(read):
        def settle():
            time.sleep(0.2)  # may run in a thread: the caller decides

        async def look(times):
            time.sleep(interval)
            return [read() for _ in range(times)]

        time.sleep(interval)
        return settle, await look(2)

    return poll


class Watcher:
    def start(self):
        time.sleep(0.001)

    async def run(self):
        time.sleep(0.001)
        return "ran"
