import functools
import time
from time import sleep as block


async def fetch(client, url, retry):
    wait = functools.partial(time.sleep, 1)
    for attempt in retry(sleep=time.sleep, attempts=3):
        with attempt:
            client.backoff = time.sleep
            return client.get(url, hooks=[block], wait=wait)
    return [time.sleep, block][0]


retry_in_the_worker = functools.partial(time.sleep, 1)
