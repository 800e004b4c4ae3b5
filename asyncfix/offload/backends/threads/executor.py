"""`await loop.run_in_executor(None, f, x)`: for those who ask for it."""

from __future__ import annotations

from asyncfix.effects.table import Effect, sentence
from asyncfix.offload.backends.base import Backend, ThreadCallSite
from asyncfix.offload.extract.code_fragment import CodeFragment
from asyncfix.recipe import named


class ExecutorBackend(Backend):
    """Context variables are lost unless they are copied by hand; the thread of a cancelled task works on."""

    name = "executor"
    has_setup = True
    takes_keywords = False

    def setup(self, site: ThreadCallSite) -> CodeFragment | None:
        """`loop = asyncio.get_running_loop()`, where a name is free for it and none holds it yet."""
        if site.loop or not site.loop_name:
            return None
        return CodeFragment(f"{site.loop_name} = ") + _running_loop(site)

    def runner(self, site: ThreadCallSite) -> CodeFragment:
        """`loop.run_in_executor(None, `."""
        held = site.loop or site.loop_name
        loop = CodeFragment(held) if held else _running_loop(site)
        runner = loop + f".run_in_executor({site.pool}, "
        if site.copy_context:
            runner = runner + site.spell.attribute("contextvars.copy_context", "contextvars") + "().run, "
        return runner

    def hazards(self, copy_context: bool = False) -> tuple[str, ...]:
        """The loss of context variables."""
        return () if copy_context else (sentence(Effect.CONTEXT_LOST),)

    def awaitable(self, arguments: str) -> str:
        """`asyncio.get_running_loop().run_in_executor(None, f, x)`."""
        return f"{named('asyncio.get_running_loop')}().run_in_executor(None, {arguments})"


def _running_loop(site: ThreadCallSite) -> CodeFragment:
    return site.spell.attribute("asyncio.get_running_loop", "asyncio") + "()"


BACKEND = ExecutorBackend()
