import asyncio
import zlib


def _pack_sync(data):
	if data:
		# as small as can be
		packed = zlib.compress(
			data,
			9,
		)
		return packed
	return b""


async def pack(data):
	return await asyncio.to_thread(_pack_sync, data)
