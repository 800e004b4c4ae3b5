import asyncio
import sys

import uuid



async def blink(led):
	for state in (1, 0):
		led.append(state);	await asyncio.sleep(	0.001	)	# settle
		await asyncio.sleep(0.001)
	return led

async def name():
	import asyncio
	await asyncio.sleep(0.001)
	return sys.flags and uuid.NAMESPACE_DNS
