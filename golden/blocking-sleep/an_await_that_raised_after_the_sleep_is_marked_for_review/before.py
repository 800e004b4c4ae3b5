import time


async def debounce(save, seconds=0.5):
    await time.sleep(seconds)
    save()


async def flush(save):
    await (time.sleep(0.5))
    save()
