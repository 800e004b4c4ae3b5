import asyncio
import queue


def _take_sync(items: queue.Queue):
	if items:
		# the first
		return items.get(
			timeout=1,
		)
	return None


async def take(items: queue.Queue):
	return await asyncio.to_thread(_take_sync, items)
