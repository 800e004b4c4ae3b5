import time


async def with_retries(call, pause=lambda: time.sleep(0.2)):
    for wait in sorted([3, 1], key=lambda seconds: time.sleep(0.2) or seconds):
        call(on_error=lambda error: time.sleep(wait))
    nested = lambda: [lambda: time.sleep(0.2)]
    return nested


def in_a_worker(call, pause=lambda: time.sleep(0.2)):
    call(on_error=lambda error: time.sleep(0.2))
