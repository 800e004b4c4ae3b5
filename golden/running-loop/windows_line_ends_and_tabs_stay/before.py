from asyncio import get_event_loop  	# Schleife

async def zeit(	start = 0 ):
	"""Zeit seit `start`."""
	if start :
		return get_event_loop( ).time() - start	# s
	return  get_event_loop().time()