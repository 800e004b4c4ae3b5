import asyncio
import hashlib


class Hasher:
    def __init__(self, rounds):
        self.rounds = rounds

    def _derive(self, password, salt):
        return hashlib.pbkdf2_hmac("sha256", password, salt, self.rounds)

    def hash(self, password):
        return self._derive(password.encode(), b"salt").hex()

    async def login(self, password, expected):
        return await asyncio.to_thread(self.hash, password) == expected


HASHER = Hasher(10)


async def register(password):
    return await asyncio.to_thread(HASHER.hash, password)
