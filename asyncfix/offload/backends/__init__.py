"""The ways off the event loop: each is one module.

base      `Backend`: all that differs between the ways, as attributes and methods
speller   qualified names as a file writes them
threads/  the ways to a thread; the name of the module is what `--offload` takes
process   the pool of processes, beside them
backend_registry  the ways that there are, and the one that suits a coroutine
"""
