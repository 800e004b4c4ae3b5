import asyncio
from datetime import time


def check(case):
    row = {"{": 1, "}": 2, "day": time(12, 30), "width": 3.14159}
    return asyncio.run(case.report(row))
