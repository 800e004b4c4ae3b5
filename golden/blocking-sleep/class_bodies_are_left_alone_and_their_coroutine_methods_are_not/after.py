import asyncio
import time


async def make_session(names):
    class Session:
        time.sleep(0.2)
        tokens = [time.sleep(0.2) or name for name in names]

        def close(self):
            time.sleep(0.2)

        async def renew(self):
            await asyncio.sleep(0.2)
            return self.tokens

    await asyncio.sleep(0.2)
    return Session()
