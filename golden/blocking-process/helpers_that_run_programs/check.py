import asyncio


def check(case):
    repo = case.Repo("x")
    return asyncio.run(repo.describe()), asyncio.run(repo.branch()), asyncio.run(case.tag("v1"))
