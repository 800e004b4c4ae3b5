import asyncio


def check(case):
    response = asyncio.run(case.uptime(None))
    return response.body, response.status_code
