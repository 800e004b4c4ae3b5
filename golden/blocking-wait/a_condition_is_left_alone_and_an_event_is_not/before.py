import threading


async def ready(event: threading.Event):
    if not event.wait(timeout=1):
        raise TimeoutError
    return event.is_set()


async def changed(condition: threading.Condition, state):
    with condition:
        condition.wait_for(lambda: state)
    return state


async def met(barrier: threading.Barrier):
    return barrier.wait()
