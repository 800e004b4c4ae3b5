import asyncio

events = []


class Guard:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        events.append(f"{self.name} goes")


def _read_text_and_guard(path):
    with open(path) as f:
        text = f.read()
        guard = Guard(text)
    return text, guard


async def read(path):
    events.clear()
    text, guard = await asyncio.to_thread(_read_text_and_guard, path)
    events.append("read")
    return text, list(events)
