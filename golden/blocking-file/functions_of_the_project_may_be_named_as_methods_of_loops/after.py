import asyncio


class Tracker:
    def __init__(self, path):
        self.path = path

    def create_task(self, title):
        with open(self.path, "a") as f:
            f.write(title)


def _read_file(tracker, title, path):
    tracker.create_task(title)
    with open(path) as f:
        tracker.create_task(f.read())


async def add(path, title):
    tracker = Tracker(path)
    await asyncio.to_thread(_read_file, tracker, title, path)
