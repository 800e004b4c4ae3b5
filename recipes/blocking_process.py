"""Run programs without stopping the event loop.

`subprocess.run` and its kin return when the program ends. In a worker thread they wait without holding up
other tasks.
"""

from asyncfix.recipe import Recipe

RECIPE = Recipe(name="blocking-process", families=["process"])
