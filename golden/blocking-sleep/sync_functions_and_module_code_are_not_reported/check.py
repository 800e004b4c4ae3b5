import asyncio


def check(case):
    answers = iter([False, True])
    return asyncio.run(case.main()), case.wait_for_server(lambda: next(answers)), case.Clock().tick()
