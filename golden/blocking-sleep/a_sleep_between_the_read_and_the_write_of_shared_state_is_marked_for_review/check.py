import asyncio


def check(case):
    limiter = case.Limiter(5)
    for step in (limiter.take(), limiter.take_then_count(), limiter.take_safely(), limiter.first_of("ada")):
        asyncio.run(step)
    return limiter.tokens, limiter.by_user, asyncio.run(case.serve())
