from asyncio import get_event_loop

from app.loops import get_running_loop


async def start(app):
    app.loop = get_event_loop()
    app.main_loop = get_running_loop(app)
