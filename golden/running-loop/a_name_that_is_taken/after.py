import asyncio

from app.loops import get_running_loop


async def start(app):
    app.loop = asyncio.get_running_loop()
    app.main_loop = get_running_loop(app)
