import asyncio


def check(case):
    bucket = case.TokenBucket(1000)
    bucket.next_at += 0.002
    return asyncio.run(bucket.acquire()) >= bucket.next_at
