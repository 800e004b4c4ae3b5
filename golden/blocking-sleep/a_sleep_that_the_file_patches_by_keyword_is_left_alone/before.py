import time
from unittest import mock


async def reconnect(attempts):
    for attempt in range(attempts):
        time.sleep(0.001)
    return attempts


def test_reconnects_at_once(runner):
    with mock.patch(target="time.sleep"):
        assert runner.run(reconnect(3)) == 3
    with mock.patch.multiple(time, sleep=print):
        assert runner.run(reconnect(3)) == 3
