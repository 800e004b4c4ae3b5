from asyncio import Event, get_event_loop


async def start(app, asyncio=False):
    app.stopped = Event()
    app.loop = get_event_loop()
    get_running_loop = app.loop.get_running_loop
    return get_running_loop() if asyncio else app.loop
