"""What takes a function and runs it off the event loop: its function arguments block nothing.

Sources: the documentation of asyncio, concurrent.futures, threading, multiprocessing, anyio, trio,
starlette, fastapi, asgiref, asyncer and sanic.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Offloader:
    """A function, or a method known by its name alone, that runs what it is given elsewhere."""

    name: str  # qualified, or ".method"


OFFLOADERS = tuple(
    Offloader(name)
    for name in (
        ".add_executor_job",
        ".apply_async",
        ".map_async",
        ".run_in_executor",
        ".starmap_async",
        ".submit",
        "anyio.from_thread.run_sync",
        "anyio.to_process.run_sync",
        "anyio.to_thread.run_sync",
        "asgiref.sync.SyncToAsync",
        "asgiref.sync.sync_to_async",
        "asyncer.asyncify",
        "asyncio.to_thread",
        "channels.db.database_sync_to_async",
        "fastapi.concurrency.run_in_threadpool",
        "multiprocessing.Process",
        "starlette.concurrency.run_in_threadpool",
        "threading.Thread",
        "threading.Timer",
        "trio.to_thread.run_sync",
        "twisted.internet.threads.deferToThread",
    )
)
