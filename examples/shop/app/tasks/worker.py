"""Works off the job queue: python -m app.tasks.worker [--drain]"""

import asyncio
import logging
import signal
import sys
import time
from asyncio import get_event_loop
from collections.abc import Awaitable, Callable

from app.db import SessionLocal
from app.services import jobs, reports
from app.services.jobs import Job

logger = logging.getLogger(__name__)


class Worker:
    def __init__(self, *, idle: float = 0.5, drain: bool = False) -> None:
        self.idle = idle
        self.drain = drain
        self.stopping = False
        self.handlers: dict[str, Callable[[Job], Awaitable[str]]] = {
            "export": self.export,
            "heartbeat": self.heartbeat,
        }

    def stop(self) -> None:
        self.stopping = True

    async def run(self) -> int:
        """Handles jobs until it is told to stop. Returns how many."""
        for number in (signal.SIGINT, signal.SIGTERM):
            get_event_loop().add_signal_handler(number, self.stop)
        done = 0
        while not self.stopping:
            job = jobs.claim()
            if job is None:
                if self.drain:
                    break
                time.sleep(self.idle)
                continue
            await self.handle(job)
            done += 1
        return done

    async def handle(self, job: Job) -> None:
        started = get_event_loop().time()
        handler = self.handlers.get(job.name)
        try:
            if handler is None:
                raise LookupError(f"there is no job {job.name}")
            jobs.finish(job, "done", await handler(job))
        except Exception as error:
            logger.exception("job %d", job.id)
            jobs.finish(job, "failed", str(error))
        logger.info(f"job {job.id} took {get_event_loop().time() - started:.3f} s")

    async def export(self, job: Job) -> str:
        with SessionLocal() as db:
            path = await reports.export_orders(db, f"job-{job.id}")
        return path.name

    async def heartbeat(self, job: Job) -> str:
        beats = 0
        while beats < 3:
            time.sleep(0.01)
            beats += 1
        return f"{beats} beats"


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    print(asyncio.run(Worker(drain="--drain" in sys.argv).run()), "jobs")
