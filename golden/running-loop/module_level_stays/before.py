import asyncio
import atexit

from prisma import Prisma

db = Prisma()
loop = asyncio.get_event_loop()
loop.set_debug(True)
asyncio.get_event_loop().run_until_complete(db.connect())
atexit.register(lambda: asyncio.get_event_loop().run_until_complete(db.disconnect()))


class Settings:
    loop = asyncio.get_event_loop()
    debug = asyncio.get_event_loop().get_debug()
