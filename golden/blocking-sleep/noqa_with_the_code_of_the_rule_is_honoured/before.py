import time


async def legacy(bus):
    time.sleep(0.1)  # noqa: ASYNC251
    time.sleep(0.1)  # noqa:ASYNC251,E501
    time.sleep(0.1)  # NOQA: E501 async251
    time.sleep(0.1)  # noqa
    time.sleep(0.1)  # type: ignore  # noqa: ASYNC251 -- the bus is slow
    time.sleep(0.1)  # noqa: ASYNC101
    bus.send(
        time.sleep(0.1),
    )  # noqa: ASYNC251


async def other_codes(bus):
    time.sleep(0.1)  # noqa: E501
    time.sleep(0.1)  # noqa: ASYNC210, ASYNC2
    time.sleep(0.1)  # nosec
    time.sleep(0.1)  # noqa: the bus is slow


async def header_only(bus):  # noqa: ASYNC251
    time.sleep(0.1)
