"""Which parts of a coroutine leave the event loop together, and in which order of preference."""
