import asyncio


def _read_sync(path):
	if path:
		with open(path) as f:
			text = f.read()
		return text
	return None


async def read(path):
	return await asyncio.to_thread(_read_sync, path)
