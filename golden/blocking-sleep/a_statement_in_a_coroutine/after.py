"""Retry a call with a growing delay."""

import asyncio
import logging

log = logging.getLogger(__name__)


async def retry(call, attempts=3):
    for attempt in range(attempts):
        try:
            return call()
        except ConnectionError:
            log.info("attempt %d failed", attempt)
            await asyncio.sleep(0.01 * 2**attempt)
    raise TimeoutError
