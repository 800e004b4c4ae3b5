"""What rewritten requests cost the event loop: python benchmarks/http_requests.py

A server in a process of its own answers on the loopback interface. For each scope of the client are printed
the longest time for which the loop was not free (the median over sixty requests), and how long twenty requests
of 200 ms take at the same time. The exit code is 1 where a bar is missed.
"""

from __future__ import annotations

import asyncio
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from asyncfix.config.options import HttpClient, Options  # noqa: E402
from tests.support.http_programs import rewritten  # noqa: E402

STALL = 0.002  # seconds
TOGETHER = 0.4  # seconds
PROGRAM = "import requests\n\n\nasync def run(url):\n    return requests.get(url, timeout=5).json()\n"
SERVER = (
    "import loopback, time\nwith loopback.Server() as server:\n    print(server.url, flush=True)\n    time.sleep(120)\n"
)


async def longest_stall(run: Any, url: str) -> float:
    """The longest time in seconds for which the loop was not free while one request was under way."""
    worst = 0.0
    request = asyncio.ensure_future(run(url))
    await asyncio.sleep(0)
    while not request.done():
        started = time.perf_counter()
        await asyncio.sleep(0)
        worst = max(worst, time.perf_counter() - started)
    await request
    return worst


async def measured(run: Any, url: str) -> tuple[float, float]:
    """The median stall, and the time of twenty slow requests, in seconds."""
    await run(f"{url}/echo")
    stalls = [await longest_stall(run, f"{url}/echo") for _ in range(60)]
    started = time.perf_counter()
    await asyncio.gather(*(run(f"{url}/slow/0.2") for _ in range(20)))
    return statistics.median(stalls), time.perf_counter() - started


def main() -> int:
    command = [sys.executable, "-c", SERVER]
    missed = False
    with subprocess.Popen(command, cwd=ROOT / "golden", stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        url = server.stdout.readline().strip()
        for scope in HttpClient:
            space: dict[str, Any] = {"__name__": "program"}
            exec(rewritten(PROGRAM, Options(http_client=scope)).text, space)
            stall, together = asyncio.run(measured(space["run"], url))
            missed = missed or stall > STALL or together > TOGETHER
            print(f"{scope.value:10} stall {stall * 1000:.2f} ms (bar 2)   20 at a time {together:.2f} s (bar 0.4)")
        server.kill()
    return int(missed)


if __name__ == "__main__":
    raise SystemExit(main())
