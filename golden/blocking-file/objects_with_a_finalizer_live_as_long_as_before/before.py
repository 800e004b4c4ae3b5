class Guard:
    def __init__(self, name, events):
        self.name = name
        self.events = events

    def __del__(self):
        self.events.append(f"{self.name} goes")


async def read(path):
    events = []
    with open(path) as f:
        text = f.read()
        guard = Guard(text, events)
    events.append("read")
    return text, list(events)
