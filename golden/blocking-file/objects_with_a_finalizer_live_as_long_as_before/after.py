import asyncio


class Guard:
    def __init__(self, name, events):
        self.name = name
        self.events = events

    def __del__(self):
        self.events.append(f"{self.name} goes")


def _read_text(path):
    events = []
    with open(path) as f:
        text = f.read()
        guard = Guard(text, events)
    return events, text, guard


async def read(path):
    events, text, guard = await asyncio.to_thread(_read_text, path)
    events.append("read")
    return text, list(events)
