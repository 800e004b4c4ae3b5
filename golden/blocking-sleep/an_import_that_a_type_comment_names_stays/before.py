import time


async def wait(start):
    # type: (time.struct_time) -> None
    time.sleep(0.001)
