import asyncio
from types import SimpleNamespace


def check(case):
    report = SimpleNamespace(title="Sales", body="42", footer="end")
    return asyncio.run(case.render(report, 0.001))
