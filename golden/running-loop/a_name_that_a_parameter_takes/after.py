import asyncio as asyncio_
from asyncio import Event


async def start(app, asyncio=False):
    app.stopped = Event()
    app.loop = asyncio_.get_running_loop()
    get_running_loop = app.loop.get_running_loop
    return get_running_loop() if asyncio else app.loop
