import asyncio


async def animate(widget, frames, draw):
    for number, frame in enumerate(frames):
        widget.call_later(number / 60, lambda frame=frame: draw(frame, asyncio.get_event_loop().time()))
