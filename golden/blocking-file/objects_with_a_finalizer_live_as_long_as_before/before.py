events = []


class Guard:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        events.append(f"{self.name} goes")


async def read(path):
    events.clear()
    with open(path) as f:
        text = f.read()
        guard = Guard(text)
    events.append("read")
    return text, list(events)
