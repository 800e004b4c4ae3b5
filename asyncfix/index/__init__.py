"""What a project's functions do to an event loop, joined over all of its files."""
