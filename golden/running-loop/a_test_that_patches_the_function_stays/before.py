import asyncio
from unittest.mock import Mock, patch


@patch("app.tasks.asyncio.get_event_loop")
async def test_submit(get_event_loop):
    get_event_loop.return_value = Mock(**{"time.return_value": 42})
    assert asyncio.get_event_loop().time() == 42
