import asyncio

from app.testing import FakeLoop


async def test_deadline(monkeypatch):
    monkeypatch.setattr(asyncio, "get_event_loop", lambda: FakeLoop(now=42))
    assert asyncio.get_event_loop().time() == 42
