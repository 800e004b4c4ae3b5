"""The ways to a thread, one per module, each with a `BACKEND`. The name of the module is what `--offload` takes."""
