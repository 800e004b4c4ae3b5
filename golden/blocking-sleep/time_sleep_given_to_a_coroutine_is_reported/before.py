import time

from tenacity import retry, wait_fixed


async def poll(job, sleep=time.sleep, *, attempts=3):
    while attempts and not job.done:
        attempts -= 1
        sleep(0.2)


@retry(wait=wait_fixed(1), sleep=time.sleep)
async def fetch(client, url):
    return await client.get(url)


@retry(wait=wait_fixed(1), sleep=time.sleep)
def fetch_now(client, url, sleep=time.sleep):
    return client.get(url)


class Job:
    def __init__(self, sleep=time.sleep):
        self.sleep = sleep
