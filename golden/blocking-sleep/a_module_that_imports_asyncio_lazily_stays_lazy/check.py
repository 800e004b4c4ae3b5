import asyncio


def check(case):
    return case.main(["a", "b"]), asyncio.run(case.once("c"))
