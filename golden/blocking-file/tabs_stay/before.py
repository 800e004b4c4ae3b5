async def read(path):
	if path:
		with open(path) as f:
			text = f.read()
		return text
	return None
