#!/usr/bin/env python3
# Keeps the display awake.
# Run it with `python keep_awake.py`.

# X11 wins over Wayland
if True:
    import time
    BACKEND = "x11"


async def keep_awake(poke):
    poke(BACKEND)
    time.sleep(0.001)
    return BACKEND
