"""The calls of coroutines that block, file by file (blocking_sites)."""
