from collections.abc import AsyncIterator
from pathlib import Path
from types import TracebackType
from typing import Any

import trio


class EnteredInThread:
    """What enters a context manager in a thread, and leaves it in one."""

    def __init__(self, manager: Any) -> None:
        self._manager = manager

    async def __aenter__(self) -> Any:
        return await trio.to_thread.run_sync(self._manager.__enter__)

    async def __aexit__(self, *raised: Any) -> Any:
        with trio.CancelScope(shield=True):
            return await trio.to_thread.run_sync(self._manager.__exit__, *raised, limiter=trio.CapacityLimiter(1))


class Lease:
    def __init__(self, path: Path, forgives: type[BaseException] | None = None) -> None:
        self.path = path
        self.forgives = forgives
        self.times = 0

    def __enter__(self) -> "Lease":
        self.path.write_text("taken")
        self.times += 1
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> bool:
        self.path.write_text(f"given back {'with' if kind else 'without'} an error")
        return kind is not None and kind is self.forgives


async def hold(path: Path, scope: trio.CancelScope) -> None:
    async with EnteredInThread(Lease(path)):
        scope.cancel()
        await trio.sleep_forever()


async def guess(path: Path) -> str:
    async with EnteredInThread(Lease(path, KeyError)):
        await trio.sleep(0)
        raise KeyError(path.name)
    return "forgiven"


async def parts(path: Path) -> AsyncIterator[int]:
    async with EnteredInThread(Lease(path)):
        for number in range(9):
            await trio.sleep(0)
            yield number


class Tenant:
    def __init__(self, path: Path) -> None:
        self.lease = Lease(path)

    async def live(self) -> int:
        async with EnteredInThread(self.lease) as lease:
            await trio.sleep(0)
        return lease.times
