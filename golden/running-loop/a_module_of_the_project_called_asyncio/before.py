from . import asyncio
from .asyncio import get_event_loop
from .compat import get_event_loop as compat_loop


async def start(app):
    app.loop = asyncio.get_event_loop()
    app.other = get_event_loop()
    app.third = compat_loop()
