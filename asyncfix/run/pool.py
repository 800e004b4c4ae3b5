"""Worker processes that take batches of work, and end when the work does, whatever happens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from asyncfix.errors import AsyncfixError

if TYPE_CHECKING:
    from concurrent.futures import Future

B = TypeVar("B")
R = TypeVar("R")


class Pool:
    """So many processes, from `with` to its end."""

    def __init__(self, count: int, start: Callable[..., None], *given: Any) -> None:
        """`start` is called in each of the processes first, with what is given."""
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor

        methods = multiprocessing.get_all_start_methods()
        context = multiprocessing.get_context("fork" if "fork" in methods else None)
        self._executor = ProcessPoolExecutor(count, mp_context=context, initializer=start, initargs=given)

    def submit(self, work: Callable[[B], R], batch: B) -> Future[R]:
        """Have the work done on a batch, by the first process that is free."""
        with _interrupts_held():
            return self._executor.submit(work, batch)

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Wait for the processes to end; where something went wrong, end them. A dead one is an AsyncfixError."""
        import multiprocessing
        from concurrent.futures.process import BrokenProcessPool

        try:
            if isinstance(error, BrokenProcessPool):
                raise AsyncfixError(
                    "a process of the run died, perhaps for want of memory; --jobs 1 needs the least"
                ) from None
            if error is not None:
                for worker in multiprocessing.active_children():
                    worker.terminate()
        finally:
            self._executor.shutdown(cancel_futures=True)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Ctrl-C waits until the end of the block. Processes that are started in it never hear of one."""
    import signal

    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    former = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, former)
