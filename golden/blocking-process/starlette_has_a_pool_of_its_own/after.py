import subprocess

from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse


async def uptime(request):
    done = await run_in_threadpool(subprocess.run, ["echo", "up"], capture_output=True, text=True)
    return PlainTextResponse(done.stdout, status_code=200 if done.returncode == 0 else 500)
