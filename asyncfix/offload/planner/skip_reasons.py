"""Why something that blocks stays where it is, and what a reviewer should know of what goes."""

from __future__ import annotations

HELD_SHORTLY = "a thread that holds the lock keeps the loop waiting; where that may take long, use `asyncio.Lock`"
ITERATED = (
    "each step of the iteration may block, and other tasks run between the steps: gather in a thread what it gives, "
    "where that is not too much"
)
FLUSHED = "the end of the `with` block writes what is left in the buffer"
NOT_WHOLE = "and the block can't go to a thread as a whole"
LISTED = "all of it is listed before the first turn of the loop: what changes in the folder meanwhile is not seen"
LATER = "the generator expression does it later, where it is consumed: make it a list, which can be made in a thread"
WAITS_ON = "a thread that waits can't be cancelled: where the task is, it waits on, and keeps the program from ending"
PROPERTY = "reading the property blocks each time: a method would show that, and reads better in a thread"
UNREACHED = "it stands where nothing can be moved"
