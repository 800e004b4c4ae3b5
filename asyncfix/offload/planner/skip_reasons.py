"""The reasons for which something that blocks stays where it is."""

from __future__ import annotations

HELD_SHORTLY = "a thread that holds the lock keeps the loop waiting; where that may take long, use `asyncio.Lock`"
ITERATED = (
    "each step of the iteration may block, and other tasks run between the steps: gather in a thread what it gives, "
    "where that is not too much"
)
FLUSHED = "the end of the `with` block writes what is left in the buffer"
NOT_WHOLE = "and the block can't go to a thread as a whole"
LATER = "the generator expression does it later, where it is consumed: make it a list, which can be made in a thread"
UNREACHED = "it stands where nothing can be moved"
