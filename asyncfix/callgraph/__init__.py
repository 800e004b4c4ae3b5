"""The functions of a project and their effect on an event loop, joined over all of its files."""

EVERYWHERE = ""
"""In the place of a file: any file of the project, for what it mentions or what its coroutines do."""
WORD = "word:"
"""Before a word, in the place of a file: any file of the project in which it occurs."""
