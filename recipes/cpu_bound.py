"""Compute without stopping the event loop.

Hashing a password takes a tenth of a second on purpose, and nothing else runs on the loop meanwhile. Where the
function and its arguments can be sent to another process, a process pool does the work; else a thread, which
helps as far as the function lets other threads run.
"""

from asyncfix.recipe import Recipe

RECIPE = Recipe(name="cpu-bound", families=["cpu"], processes=True)
