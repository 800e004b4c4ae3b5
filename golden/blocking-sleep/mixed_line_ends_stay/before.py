"""Notes."""

import os
import time
import uuid


async def save(note):
    time.sleep(0.001)
    return note, os.sep in note

async def name():
    import time
    time.sleep(0.001)
    return len(str(uuid.uuid4()))
