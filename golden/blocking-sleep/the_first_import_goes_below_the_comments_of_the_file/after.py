#!/usr/bin/env python3
# Keeps the display awake.
# Run it with `python keep_awake.py`.

import asyncio

# X11 wins over Wayland
if True:
    BACKEND = "x11"


async def keep_awake(poke):
    poke(BACKEND)
    await asyncio.sleep(0.001)
    return BACKEND
