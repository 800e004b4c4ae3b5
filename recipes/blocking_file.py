"""Read and write files without stopping the event loop.

A disk answers in microseconds most of the time and in seconds when it is busy, far away or asleep; every
other task of the process waits as long. Opening, reading and closing one file goes to a worker thread
together, as a function of its own, so that a file costs one hop and not one for each line.
"""

from asyncfix.recipe import Recipe

RECIPE = Recipe(name="blocking-file", families=["file"])
