"""An event loop that runs small programs in an order that a chooser gives.

There is no input or output and no clock: a timer may fire at any time, a name is looked up at once. What is handed
to a thread runs in one, but only ever one thread runs: at each line of the program the chooser says who goes on.
"""

from __future__ import annotations

import _thread
import asyncio
import random
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any
from unittest.mock import patch

PROGRAM = "<program>"
DEADLOCK = "deadlock"


class Choices:
    """Says who goes on: first what `prefix` says, then always the first, and remembers what there was."""

    def __init__(self, prefix: tuple[int, ...] = ()) -> None:
        self._prefix = prefix
        self.taken: list[tuple[int, int]] = []

    def pick(self, count: int) -> int:
        """The index of the one of `count` that goes on."""
        if count == 1:
            return 0
        place = len(self.taken)
        choice = self._prefix[place] if place < len(self._prefix) else 0
        self.taken.append((choice, count))
        return choice

    def stays(self) -> bool:
        """Whether who runs goes on at the next line."""
        return True


class RandomChoices(Choices):
    """Any order, by seed; some seeds change at almost every line, some seldom."""

    def __init__(self, seed: int) -> None:
        super().__init__()
        self._random = random.Random(seed)
        self._sticks = self._random.choice((0.1, 0.5, 0.8, 0.95))

    def pick(self, count: int) -> int:
        return self._random.randrange(count)

    def stays(self) -> bool:
        return self._random.random() < self._sticks


class _EndOfRun(BaseException):
    """Ends a thread that is left when the program is over."""


class _Worker:
    """A call in a thread that runs only while it has the baton."""

    def __init__(self, loop: OrderedLoop, call: Callable[[], Any], future: asyncio.Future[Any]) -> None:
        self.loop = loop
        self.baton = _thread.allocate_lock()
        self.baton.acquire()
        self.waits_for: ModelLock | None = None
        self.done = False
        self._call, self._future = call, future
        _thread.start_new_thread(self._run, ())

    def may_run(self) -> bool:
        return self.waits_for is None or self.waits_for.is_free()

    def _run(self) -> None:
        self.baton.acquire()
        self.loop.worker = self
        sys.settrace(_traced(self.loop))
        try:
            if not self.loop.is_over:
                answer = self._call()
                self.loop.call_soon(self._settle, answer, None)
        except _EndOfRun:
            pass
        except BaseException as error:
            self.loop.call_soon(self._settle, None, error)
        finally:
            sys.settrace(None)
            self.done = True
            self.loop.baton.release()

    def _settle(self, answer: Any, error: BaseException | None) -> None:
        if self._future.done():
            return
        if isinstance(error, StopIteration):
            error = RuntimeError("StopIteration cannot be raised into a Future")
        if error is not None:
            self._future.set_exception(error)
        else:
            self._future.set_result(answer)

    def give_back(self) -> None:
        """Lets the loop choose; comes back when it chose this thread."""
        self.loop.baton.release()
        self.baton.acquire()
        self.loop.worker = self
        if self.loop.is_over:
            raise _EndOfRun


class OrderedLoop(asyncio.BaseEventLoop):
    """Runs what is ready in the order that `choices` gives."""

    _ready: Any

    def __init__(self, choices: Choices) -> None:
        super().__init__()
        self.choices = choices
        self.baton = _thread.allocate_lock()
        self.baton.acquire()
        self.worker: _Worker | None = None
        self.workers: list[_Worker] = []
        self.is_over = False
        self.hangs = False
        self.set_exception_handler(lambda loop, context: None)

    def time(self) -> float:
        return 0.0

    def call_at(  # type: ignore[override]
        self, when: float, callback: Any, *args: Any, context: Any = None
    ) -> asyncio.TimerHandle:
        handle = asyncio.TimerHandle(when, callback, args, self, context)
        self._ready.append(handle)
        return handle

    def call_later(  # type: ignore[override]
        self, delay: float, callback: Any, *args: Any, context: Any = None
    ) -> asyncio.TimerHandle:
        return self.call_at(delay, callback, *args, context=context)

    def run_in_executor(  # type: ignore[override]
        self, executor: Any, func: Callable[..., Any], *args: Any
    ) -> asyncio.Future[Any]:
        future: asyncio.Future[Any] = self.create_future()
        self.workers.append(_Worker(self, lambda: func(*args), future))
        return future

    def _write_to_self(self) -> None:
        """Nothing sleeps, so nothing is to be woken."""

    def _process_events(self, event_list: Any) -> None:
        """There are none."""

    def _runnable(self) -> list[_Worker]:
        self.workers = [worker for worker in self.workers if not worker.done]
        return [worker for worker in self.workers if worker.may_run()]

    def _run_once(self) -> None:
        handles = [handle for handle in self._ready if not handle.cancelled()]
        workers = self._runnable()
        if not handles and not workers:
            self.hangs = True
            self.stop()
            return
        place = self.choices.pick(len(handles) + len(workers))
        if place >= len(handles):
            self._hand_over(workers[place - len(handles)])
            return
        self._ready.remove(handles[place])
        handles[place]._run()

    def _hand_over(self, worker: _Worker) -> None:
        worker.baton.release()
        self.baton.acquire()
        self.worker = None

    def at_a_line(self) -> None:
        """Lets another run, if the choices say so."""
        if self.is_over or self.choices.stays():
            return
        if self.worker is not None:
            self.worker.give_back()
        elif workers := self._runnable():
            self._hand_over(workers[self.choices.pick(len(workers))])

    def wait_for_lock(self, lock: ModelLock) -> None:
        """Lets others run while the lock is held; a loop that nobody can help hangs."""
        if self.worker is not None:
            self.worker.waits_for = lock
            self.worker.give_back()
            self.worker.waits_for = None
        elif workers := self._runnable():
            self._hand_over(workers[self.choices.pick(len(workers))])
        else:
            self.hangs = True
            raise _EndOfRun

    def end(self) -> None:
        """Ends the threads that are left."""
        self.is_over = True
        for worker in self.workers:
            if not worker.done:
                self._hand_over(worker)
        self.close()


class ModelLock:
    """`threading.Lock`, or with `again` `threading.RLock`, on a loop that gives the order."""

    def __init__(self, loop: OrderedLoop, again: bool = False) -> None:
        self._loop, self._again = loop, again
        self._owner: object = None
        self._count = 0

    def is_free(self) -> bool:
        return self._count == 0

    def locked(self) -> bool:
        return not self.is_free()

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        me = self._loop.worker or self._loop
        while self._count and not (self._again and self._owner is me):
            if not blocking or self._loop.is_over:
                return False
            self._loop.wait_for_lock(self)
        self._owner = me
        self._count += 1
        return True

    def release(self) -> None:
        if self._again and self._owner is not (self._loop.worker or self._loop) and not self._loop.is_over:
            raise RuntimeError("cannot release un-acquired lock")
        self._count = max(0, self._count - 1)

    def __enter__(self) -> bool:
        return self.acquire()

    def __exit__(self, *error: object) -> None:
        self.release()


def _traced(loop: OrderedLoop) -> Any:
    def on_line(frame: FrameType, event: str, argument: Any) -> Any:
        if event == "line":
            loop.at_a_line()
        return on_line

    def on_call(frame: FrameType, event: str, argument: Any) -> Any:
        return on_line if frame.f_code.co_filename == PROGRAM else None

    return on_call


@contextmanager
def _world(loop: OrderedLoop) -> Iterator[None]:
    """Nothing waits, nothing is asked of a network, and locks are those of the loop."""
    before = sys.gettrace()
    with (
        patch.object(time, "sleep", lambda delay: None),
        patch.object(socket, "gethostbyname", lambda name: f"address of {name}"),
        patch.object(threading, "Lock", lambda: ModelLock(loop)),
        patch.object(threading, "RLock", lambda: ModelLock(loop, again=True)),
    ):
        sys.settrace(_traced(loop))
        try:
            yield
        finally:
            sys.settrace(before)


def outcome(text: str, choices: Choices) -> str:
    """What `main()` of the program returns or raises in that order, or `DEADLOCK`."""
    loop = OrderedLoop(choices)
    names: dict[str, Any] = {"__name__": "program"}
    code = compile(text, PROGRAM, "exec")
    try:
        with _world(loop):
            exec(code, names)
            try:
                answer = repr(loop.run_until_complete(names["main"]()))
            except _EndOfRun:
                answer = DEADLOCK
            except Exception as error:
                answer = DEADLOCK if loop.hangs else f"{type(error).__name__}: {error}"
            return DEADLOCK if loop.hangs else answer
    finally:
        loop.end()


def all_outcomes(text: str, bound: int) -> set[str]:
    """The outcomes of all orders; ValueError where there are more than `bound`."""
    outcomes: set[str] = set()
    open_prefixes: list[tuple[int, ...]] = [()]
    runs = 0
    while open_prefixes:
        prefix = open_prefixes.pop()
        runs += 1
        if runs > bound:
            raise ValueError(f"more than {bound} orders")
        choices = Choices(prefix)
        outcomes.add(outcome(text, choices))
        made = tuple(choice for choice, _ in choices.taken)
        for place in range(len(prefix), len(made)):
            open_prefixes += [(*made[:place], other) for other in range(1, choices.taken[place][1])]
    return outcomes


def some_outcomes(text: str, seeds: range) -> set[str]:
    """The outcomes of an order for each seed."""
    return {outcome(text, RandomChoices(seed)) for seed in seeds}
