"""Loops inside the loop."""

from asyncfix.catalogue.row_builders import blocking, quiet, types
from asyncfix.catalogue.rows import Family, Row, Severity, Threads, TypeRow

_HIGH = Severity.HIGH

TYPES: tuple[TypeRow, ...] = (
    *types("asyncio.AbstractEventLoop asyncio.Runner", Threads.BOUND),
    *types("asyncio.BaseEventLoop", None, "asyncio.AbstractEventLoop"),
)

ALIASES = (
    ("asyncio.runners", "asyncio"),
    ("asyncio.events", "asyncio"),
    ("asyncio.base_events", "asyncio"),
    ("anyio._core._eventloop", "anyio"),
    ("uvicorn.main", "uvicorn"),
)

_RAISES = "it raises where a loop runs, unless nest_asyncio has changed that"
ROWS: tuple[Row, ...] = (
    *quiet("asyncio", "run_coroutine_threadsafe->concurrent.futures.Future", Family.LOCK),
    *blocking("asyncio", "run", Family.LOOP, _HIGH, note=_RAISES),
    *blocking("asyncio.AbstractEventLoop", "run_forever run_until_complete", Family.LOOP, _HIGH, note=_RAISES),
    *blocking("asyncio.Runner", "run", Family.LOOP, _HIGH, note=_RAISES),
    *quiet("asyncio.Runner", "__enter__->Self", Family.LOOP),
    *blocking("asyncio.Runner", "__exit__ close", Family.LOOP, _HIGH),
    *quiet(
        "asyncio",
        "get_event_loop->asyncio.AbstractEventLoop get_running_loop->asyncio.AbstractEventLoop"
        " new_event_loop->asyncio.AbstractEventLoop",
        Family.LOOP,
    ),
    *quiet("asyncio.AbstractEventLoop", "run_in_executor", Family.LOOP, note="it gives an awaitable"),
    *blocking("anyio", "run", Family.LOOP, _HIGH, note="it raises where a loop runs"),
    *blocking("trio", "run", Family.LOOP, _HIGH, note="it raises where a loop runs"),
    *blocking("uvicorn", "run", Family.LOOP, _HIGH),
    *blocking(
        "asgiref.sync",
        "AsyncToSync async_to_sync",
        Family.LOOP,
        _HIGH,
        note="what it makes raises when it is called where a loop runs",
    ),
)
