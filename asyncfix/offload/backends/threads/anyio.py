"""`await anyio.to_thread.run_sync(f, x)`: on asyncio's loop and on trio's."""

from __future__ import annotations

from typing import ClassVar

from asyncfix.binding.context_kinds import Library
from asyncfix.effects.table import Effect, sentence
from asyncfix.offload.backends.base import CancelScopeBackend, Surroundings


class AnyioBackend(CancelScopeBackend):
    """Context variables are copied; the task waits for the thread, and a cancelled one begins no call."""

    name = module = "anyio"
    loops = frozenset({Library.ASYNCIO, Library.TRIO, Library.ANYIO})
    packages: ClassVar[tuple[str, ...]] = ("anyio", "fastapi", "httpx", "starlette")  # the others bring it
    undone_in_cleanup = sentence(Effect.NOT_MADE, library="anyio", where=", as where a client is gone,")

    def suits(self, around: Surroundings) -> int:
        """Well where anyio runs the coroutine."""
        return 2 if around.library is Library.ANYIO else 0


BACKEND = AnyioBackend()
