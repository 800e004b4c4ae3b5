"""What the code of one file means: scopes, qualified names, where code runs, and what an await changes.

The file is parsed with `ast` and looked at from the outside in, only where something matters. No
tree node leaves this package and `imports` and `engine`, which work beside it.
"""

from asyncfix.semantics.libraries import Library
from asyncfix.semantics.places import Unit

__all__ = ["Library", "Unit"]
