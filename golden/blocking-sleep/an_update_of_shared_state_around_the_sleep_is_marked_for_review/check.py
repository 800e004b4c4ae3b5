import asyncio


def check(case):
    meter = case.Meter()
    for step in (case.visit("/"), case.count(2), meter.add(3), meter.add_slowly(4), meter.in_flight()):
        asyncio.run(step)
    get, get_from = case.make_cache(str.upper)
    return case.visits, case.total, meter.total, asyncio.run(get("a")), asyncio.run(get_from({}, "b"))
