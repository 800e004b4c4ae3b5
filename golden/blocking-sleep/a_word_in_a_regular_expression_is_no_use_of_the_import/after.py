import asyncio
import re

CODE = re.compile(r"(?:one[\s-]+)?time password (\d{6})")


async def read_code(inbox, attempts=3):
    for _ in range(attempts):
        for message in inbox:
            if found := CODE.search(message):
                return found[1]
        await asyncio.sleep(0.01)
    return None
