import asyncio
import time


async def register(app, route):
    def with_delay(seconds, started=time.sleep(0.2)):
        return seconds, started

    async def on_start(*, warm=time.sleep(0.2)):
        await asyncio.sleep(0.2)

    @route("/health", ready=time.sleep(0.2))
    async def health():
        return "ok"

    @route("/model")
    class Model:
        pass

    app.add(with_delay, on_start, health, Model)


async def outer_default(seconds=time.sleep(0)):
    return seconds
