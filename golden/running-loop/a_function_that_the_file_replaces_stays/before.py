import asyncio

import pytest


class FakeLoop:
    def time(self):
        return 42.0


@pytest.fixture
def frozen(monkeypatch):
    original = asyncio.get_event_loop
    asyncio.get_event_loop = FakeLoop
    yield
    asyncio.get_event_loop = original


async def test_time(frozen):
    assert asyncio.get_event_loop().time() == 42.0
