import asyncio
from types import SimpleNamespace


def check(case):
    app = SimpleNamespace()
    try:
        asyncio.run(case.start(app))
    except AttributeError:
        return app.loop.is_closed()
