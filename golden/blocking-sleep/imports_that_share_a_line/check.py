import asyncio
import io


def check(case):
    return asyncio.run(case.dots(io.StringIO())).getvalue()
