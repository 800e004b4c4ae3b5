import json
from os import environ

CLIENTS = {}
SUFFIXES = [".json", ".txt"]


def register(name, path):
    CLIENTS[name] = path


class Room:
    def __init__(self):
        self.members = set()
        self.waiting = []
        self.journal = []

    async def join(self, name, path):
        if name in self.members:
            return None
        with open(path) as f:
            profile = json.load(f)
        self.members.add(name)
        return profile

    async def next_profile(self, path):
        if not self.waiting:
            return None
        with open(path) as f:
            profile = json.load(f)
        return self.waiting.pop(), profile

    async def note(self, path):
        self.journal.append("reading")
        with open(path) as f:
            profile = json.load(f)
        self.journal.append("read")
        return profile


async def tell_all(text):
    for path in CLIENTS.values():
        with open(path, "a") as f:
            f.write(text)


async def tell_copy(text):
    for path in list(CLIENTS.values()):
        with open(path, "a") as f:
            f.write(text)


async def read_all(stem):
    found = []
    for suffix in SUFFIXES:
        with open(stem + suffix) as f:
            found.append(f.read())
    return found


async def pay(account, amount, path):
    if account.balance < amount:
        return False
    with open(path, "a") as f:
        f.write(f"{amount}\n")
    account.balance -= amount
    return True


async def own(paths):
    found = {}
    for path in paths:
        if path not in found:
            with open(path) as f:
                found[path] = f.read()
    return found


async def remember(path):
    if "LAST_PROFILE" not in environ:
        with open(path) as f:
            profile = f.read()
        environ["LAST_PROFILE"] = profile
