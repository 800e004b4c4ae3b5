import subprocess


async def run(command):
	if command:
		process = subprocess.Popen(command, stdout=subprocess.PIPE)
		# wait for it
		out = process.communicate()[0]
		return out
	return b""
