import asyncio


def check(case):
    return asyncio.run(case.render("<p>{name}</p>", {"name": "Ada"}))
