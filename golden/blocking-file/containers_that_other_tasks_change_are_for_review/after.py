import asyncio
import json
from os import environ

CLIENTS = {}
SUFFIXES = [".json", ".txt"]


def register(name, path):
    CLIENTS[name] = path


def _load_profile_for_note(path):
    with open(path) as f:
        return json.load(f)


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
        profile = await asyncio.to_thread(_load_profile_for_note, path)
        self.journal.append("read")
        return profile


async def tell_all(text):
    for path in CLIENTS.values():
        with open(path, "a") as f:
            f.write(text)


def _tell_copy_sync(text):
    for path in list(CLIENTS.values()):
        with open(path, "a") as f:
            f.write(text)


async def tell_copy(text):
    await asyncio.to_thread(_tell_copy_sync, text)


def _read_all_sync(stem):
    found = []
    for suffix in SUFFIXES:
        with open(stem + suffix) as f:
            found.append(f.read())
    return found


async def read_all(stem):
    return await asyncio.to_thread(_read_all_sync, stem)


async def pay(account, amount, path):
    if account.balance < amount:
        return False
    with open(path, "a") as f:
        f.write(f"{amount}\n")
    account.balance -= amount
    return True


def _own_sync(paths):
    found = {}
    for path in paths:
        if path not in found:
            with open(path) as f:
                found[path] = f.read()
    return found


async def own(paths):
    return await asyncio.to_thread(_own_sync, paths)


async def remember(path):
    if "LAST_PROFILE" not in environ:
        with open(path) as f:
            profile = f.read()
        environ["LAST_PROFILE"] = profile
