"""What a fake clock has to imitate: `time.sleep` gives back a plain None."""

import asyncio

import pytest


async def test_sleep_gives_none():
    assert (await asyncio.sleep(0)).__class__.__name__ == "NoneType"
    with pytest.raises(TypeError):
        (await asyncio.sleep(0))[0]
    with pytest.raises(TypeError):
        (await asyncio.sleep(0))()
    with pytest.raises(TypeError):
        -(await asyncio.sleep(0)) ** 2
    assert (await asyncio.sleep(0),)[0] is None
    return "passed"
