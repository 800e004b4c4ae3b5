"""`await trio.to_thread.run_sync(f, x)`: on trio's loop."""

from __future__ import annotations

from asyncfix.binding.context_kinds import Library
from asyncfix.effects.table import Effect, sentence
from asyncfix.offload.backends.base import CancelScopeBackend, Surroundings


class TrioBackend(CancelScopeBackend):
    """Context variables are copied; the task waits for the thread, and a cancelled one begins no call."""

    name = module = "trio"
    loops = frozenset({Library.TRIO, Library.ANYIO})
    packages = ("trio",)
    undone_in_cleanup = sentence(Effect.NOT_MADE, library="trio", where=",")

    def suits(self, around: Surroundings) -> int:
        """Well where trio runs the coroutine."""
        return 2 if around.library is Library.TRIO else 0


BACKEND = TrioBackend()
