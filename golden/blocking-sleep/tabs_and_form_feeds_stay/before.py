import sys

import time
import uuid



async def blink(led):
	for state in (1, 0):
		led.append(state);	time.sleep(	0.001	)	# settle
		time.sleep(0.001)
	return led

async def name():
	import	time
	time.sleep(0.001)
	return sys.flags and uuid.NAMESPACE_DNS
