"""Talk to other machines without stopping the event loop.

Looking up a name, connecting and waiting for an answer takes as long as the other side likes. What has no
proven asynchronous form is called in a worker thread, as it is.
"""

from asyncfix.recipe import Recipe

RECIPE = Recipe(name="blocking-network", families=["http", "network", "dns"])
