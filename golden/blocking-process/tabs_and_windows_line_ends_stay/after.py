import asyncio
import subprocess


def _run_sync(command):
	if command:
		process = subprocess.Popen(command, stdout=subprocess.PIPE)
		# wait for it
		out = process.communicate()[0]
		return out
	return b""


async def run(command):
	return await asyncio.to_thread(_run_sync, command)
