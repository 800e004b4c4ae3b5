"""sqlite3: a connection belongs to the thread that made it, and its cursors with it."""

from asyncfix.catalogue.row_builders import Twin, blocking, quiet, stepping, types
from asyncfix.catalogue.rows import Argument, Family, Row, Severity, Threads, TypeRow

_DATABASE, _MEDIUM, _LOW = Family.DATABASE, Severity.MEDIUM, Severity.LOW
_ANY_THREAD = (Argument("check_same_thread", 4, ("False", "0")),)
_CONNECTION, _CURSOR = Twin("aiosqlite", "aiosqlite.Connection"), Twin("aiosqlite", "aiosqlite.Cursor")

TYPES: tuple[TypeRow, ...] = (
    *types("sqlite3.Connection", Threads.BOUND),
    *types("sqlite3.Cursor sqlite3.Blob", Threads.OWNER),
    *types("sqlite3.Row", Threads.ANY),
)

ALIASES = (
    ("sqlite3.dbapi2", "sqlite3"),
    ("_sqlite3", "sqlite3"),
    ("pysqlite3", "sqlite3"),
    ("sqlcipher3", "sqlite3"),
)

ROWS: tuple[Row, ...] = (
    *blocking(
        "sqlite3",
        "connect->sqlite3.Connection",
        _DATABASE,
        _MEDIUM,
        twins=(("aiosqlite", "aiosqlite.connect"),),
        unbound=_ANY_THREAD,
    ),
    *blocking(
        "sqlite3",
        "Connection->sqlite3.Connection",
        _DATABASE,
        _MEDIUM,
        twins=(("aiosqlite", "aiosqlite.connect"),),
        unbound=_ANY_THREAD,
    ),
    *blocking(
        "sqlite3.Connection",
        "execute->sqlite3.Cursor executemany->sqlite3.Cursor executescript->sqlite3.Cursor",
        _DATABASE,
        _MEDIUM,
        _CONNECTION,
    ),
    *blocking("sqlite3.Connection", "backup commit rollback", _DATABASE, _MEDIUM, _CONNECTION),
    *blocking("sqlite3.Connection", "close", _DATABASE, _LOW, _CONNECTION),
    *blocking("sqlite3.Connection", "blobopen->sqlite3.Blob deserialize serialize", _DATABASE, _MEDIUM),
    *stepping("sqlite3.Connection", "iterdump", _DATABASE, _MEDIUM),
    *quiet("sqlite3.Connection", "__enter__->Self cursor->sqlite3.Cursor", _DATABASE),
    *blocking("sqlite3.Connection", "__exit__", _DATABASE, _MEDIUM, note="it commits or rolls back; it does not close"),
    *blocking("sqlite3.Cursor", "execute->Self executemany->Self executescript->Self", _DATABASE, _MEDIUM, _CURSOR),
    *blocking("sqlite3.Cursor", "fetchall fetchmany fetchone", _DATABASE, _MEDIUM, _CURSOR),
    *blocking("sqlite3.Cursor", "__next__->sqlite3.Row", _DATABASE, _MEDIUM, twins=_CURSOR.of("__aiter__")),
    *blocking("sqlite3.Blob", "__exit__ __getitem__ __setitem__ read write", _DATABASE, _MEDIUM),
    *quiet("sqlite3.Blob", "__enter__->Self", _DATABASE),
)
