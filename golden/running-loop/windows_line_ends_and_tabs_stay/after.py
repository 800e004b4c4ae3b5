from asyncio import get_running_loop  	# Schleife

async def zeit(	start = 0 ):
	"""Zeit seit `start`."""
	if start :
		return get_running_loop( ).time() - start	# s
	return  get_running_loop().time()