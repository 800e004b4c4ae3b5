import asyncio
from unittest.mock import patch


async def test_pool(pool):
    with patch("app.pool.get_event_loop"), patch.object(pool, "get_event_loop"):
        await asyncio.get_event_loop().run_in_executor(None, pool.start)
