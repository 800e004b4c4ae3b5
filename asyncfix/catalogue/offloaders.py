"""The functions that run a function off the event loop: their function arguments block nothing.

Sources: the documentation of asyncio, concurrent.futures, threading, multiprocessing, anyio, trio,
starlette, fastapi, asgiref, asyncer, sanic, Home Assistant and NiceGUI. `anyio.from_thread.run_sync` is none: it runs
the function on the loop, for a thread that waits.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Offloader:
    """A function, or a method known by its name alone, that runs what it is given elsewhere."""

    name: str  # qualified, or ".method"
    awaited: bool = False  # it is awaited, and gives what its first argument returns


OFFLOADERS = (
    *(
        Offloader(name)
        for name in (
            ".add_executor_job",
            ".apply_async",
            ".async_add_executor_job",
            ".async_add_import_executor_job",
            ".map_async",
            ".run_in_executor",
            ".starmap_async",
            ".submit",
            "asgiref.sync.SyncToAsync",
            "asgiref.sync.sync_to_async",
            "asyncer.asyncify",
            "channels.db.database_sync_to_async",
            "multiprocessing.Process",
            "threading.Thread",
            "threading.Timer",
            "twisted.internet.threads.deferToThread",
        )
    ),
    *(
        Offloader(name, awaited=True)
        for name in (
            "anyio.to_process.run_sync",
            "anyio.to_thread.run_sync",
            "asyncio.to_thread",
            "fastapi.concurrency.run_in_threadpool",
            "nicegui.run.cpu_bound",
            "nicegui.run.io_bound",
            "starlette.concurrency.run_in_threadpool",
            "trio.to_thread.run_sync",
        )
    ),
)
OFFLOADER_NAMES = frozenset(one.name for one in OFFLOADERS)
_AWAITED = frozenset(one.name for one in OFFLOADERS if one.awaited)


def gives_result_of_first(name: str) -> bool:
    """True for a function that is awaited and gives what the function returns that is its first argument."""
    return name in _AWAITED
