#!/usr/bin/env python3
# asyncfix: skip
"""A demonstration of what not to do."""

import time


async def block():
    time.sleep(1)
