"""`await asyncio.to_thread(f, x, k=y)`: the way where nothing else suits better."""

from __future__ import annotations

from asyncfix.binding.context_kinds import Library
from asyncfix.offload.backends.base import Backend, Surroundings, ThreadCallSite
from asyncfix.offload.extract.code_fragment import CodeFragment
from asyncfix.recipe import named


class AsyncioBackend(Backend):
    """Context variables are copied; the thread of a cancelled task works on."""

    name = "asyncio"

    def runner(self, site: ThreadCallSite) -> CodeFragment:
        """`asyncio.to_thread(`."""
        return site.spell.attribute("asyncio.to_thread", "asyncio") + "("

    def suits(self, around: Surroundings) -> int:
        """A little on asyncio's loop."""
        return 1 if around.library is Library.ASYNCIO else 0

    def awaitable(self, arguments: str) -> str:
        """`asyncio.to_thread(f, x)`."""
        return f"{named('asyncio.to_thread')}({arguments})"


BACKEND = AsyncioBackend()
