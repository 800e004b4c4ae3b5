import asyncio
from types import SimpleNamespace


def check(case):
    lines = []
    asyncio.run(case.dump(SimpleNamespace(debug=lines.append)))
    return lines[0].partition("=")[0], lines[1]
