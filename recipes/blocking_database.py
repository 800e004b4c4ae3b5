"""Ask databases without stopping the event loop.

A synchronous driver waits for every answer of the database, and with it waits the whole process. Statements
that use one session or connection in a row go to a worker thread together: one hop, and never two threads at
once in one session. A connection of sqlite3 belongs to the thread that made it, so it is opened, used and
closed in one hop or left alone.
"""

from asyncfix.recipe import Recipe

RECIPE = Recipe(name="blocking-database", families=["database"])
