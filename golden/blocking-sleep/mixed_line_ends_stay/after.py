"""Notes."""

import asyncio
import os
import uuid


async def save(note):
    await asyncio.sleep(0.001)
    return note, os.sep in note

async def name():
    import asyncio
    await asyncio.sleep(0.001)
    return len(str(uuid.uuid4()))
