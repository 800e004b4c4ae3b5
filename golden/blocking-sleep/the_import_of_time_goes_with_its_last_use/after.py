import asyncio
import logging
import os

from app.clock import frozen

log = logging.getLogger(__name__)


async def warm_up(cache):
    await asyncio.sleep(0.001)
    for key in list(cache):
        await asyncio.sleep(0.001)
        log.info("%s %s", os.sep, cache[key], extra={"frozen": frozen})
