import queue


async def take(items: queue.Queue):
	if items:
		# the first
		return items.get(
			timeout=1,
		)
	return None
