import asyncio


def check(case):
    return asyncio.run(case.crawl(["news", "jobs"], str.upper))
