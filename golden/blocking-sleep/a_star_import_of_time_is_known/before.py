from time import *
from tkinter import *


async def animate(canvas):
    for x in range(3):
        canvas.append((x, time() > 0))
        sleep(0.001)
    return canvas
