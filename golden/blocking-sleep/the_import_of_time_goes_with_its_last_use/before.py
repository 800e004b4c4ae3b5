import logging
import os
import time

from app.clock import frozen

log = logging.getLogger(__name__)


async def warm_up(cache):
    time.sleep(0.001)
    for key in list(cache):
        time.sleep(0.001)
        log.info("%s %s", os.sep, cache[key], extra={"frozen": frozen})
