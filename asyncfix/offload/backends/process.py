"""`await loop.run_in_executor(_process_pool(), f, x)`: another process, for what computes."""

from __future__ import annotations

from asyncfix.binding.context_kinds import Library
from asyncfix.offload.backends.threads.executor import ExecutorBackend

HAZARD = "arguments, results and errors go to another process and back: they must be picklable"


class ProcessBackend(ExecutorBackend):
    """Asyncio's executor with a pool of processes. It is no choice for all work, only for what can be sent there."""

    name = "process"
    loops = frozenset({Library.ASYNCIO})
    in_other_process = True

    def hazards(self, copy_context: bool = False) -> tuple[str, ...]:
        """A sentence on what has to be picklable."""
        return (HAZARD,)


PROCESS = ProcessBackend()
