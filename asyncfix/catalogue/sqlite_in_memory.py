"""Databases in memory: SQLite keeps one for each connection, and engines keep a connection for each thread.

Sources: SQLAlchemy, "SQLite: Threading/Pooling Behavior"; peewee, "Database"; SQLite, "In-Memory Databases".
"""

from __future__ import annotations

import re

_USERS = ("dataset.", "flask_sqlalchemy.", "pandas.read_sql", "peewee.", "pony.", "sqlalchemy.", "sqlmodel.")
_URL = re.compile(r"(?:sqlite(?:\+(?!aiosqlite)\w+)?:(?://)?(?:/?/:memory:)?(?:\?.*)?)$|sqlite.*\bmode=memory\b")
_OWN = frozenset({"AsyncQdrantClient", "Client", "Connection", "QdrantClient", "connect"})
_TESTS = frozenset({"endswith", "partition", "removeprefix", "replace", "split", "startswith"})

WORDS = ("memory", "sqlite")
"""Words of which a file that makes such a database has one."""
ONE_CONNECTION = "StaticPool"
"""The pool that gives all threads the same connection."""


def keeps_connections(row_name: str) -> bool:
    """True for a row of a library that opens a connection for each thread, or from a pool."""
    return row_name.startswith(_USERS)


def is_in_memory(text: str, given_to: str) -> bool:
    """True for a text that names a database in memory. `given_to` is the last word of what is called with it."""
    if given_to in _TESTS:
        return False
    if text == ":memory:":
        return given_to not in _OWN
    return _URL.match(text) is not None
