import asyncio


def check(case):
    seen = []
    return (
        asyncio.run(case.run(seen.append, 1)),
        asyncio.run(case.run_all([lambda: seen.append(2), lambda: seen.append(3)])),
        sorted(seen),
    )
