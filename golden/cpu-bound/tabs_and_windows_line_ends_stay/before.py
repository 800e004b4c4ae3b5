import zlib


async def pack(data):
	if data:
		# as small as can be
		packed = zlib.compress(
			data,
			9,
		)
		return packed
	return b""
