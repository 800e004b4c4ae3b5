# -*- coding: latin-1 -*-
import asyncio


async def grüße(names):
    größe = len(names)
    return f"{größe} Grüße: {[asyncio.get_event_loop().is_running() for ß in names]}"
