"""Wait for people, threads and locks without stopping the event loop.

`input()`, `queue.get()`, `thread.join()` and `future.result()` wait for something that may never come. They
wait in a worker thread instead. A lock is left alone, because the thread that takes it has to give it back.
"""

from asyncfix.recipe import Recipe

RECIPE = Recipe(name="blocking-wait", families=["lock", "console", "sleep", "loop"])
