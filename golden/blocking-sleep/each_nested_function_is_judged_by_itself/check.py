import asyncio


def check(case):
    poll = case.make_poller(0.001)
    return asyncio.run(poll(lambda: 7))[1], asyncio.run(case.Watcher().run())
