import asyncio


def check(case):
    session = asyncio.run(case.session("ada"))
    return session.owner, session.opened > 0
