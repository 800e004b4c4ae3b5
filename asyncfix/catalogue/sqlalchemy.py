"""SQLAlchemy 1.4 and 2, SQLModel, Flask-SQLAlchemy, Alembic.

A session may be used by one thread after another, never by two at once. What it returns may load more from the
database when an attribute is read: such rows are lazy. `add`, `expire` and the methods that build a query touch no
database, but belong beside the calls that do.
"""

from asyncfix.catalogue.row_builders import Twin, blocking, quiet, stepping, types
from asyncfix.catalogue.rows import Argument, Family, Row, Severity, Threads, TypeRow

_DATABASE, _HIGH, _MEDIUM, _LOW = Family.DATABASE, Severity.HIGH, Severity.MEDIUM, Severity.LOW
_ASYNC = "sqlalchemy.ext.asyncio"
_SESSION = Twin("sqlalchemy", f"{_ASYNC}.AsyncSession")
_CONNECTION = Twin("sqlalchemy", f"{_ASYNC}.AsyncConnection")
_FETCHED = "most drivers have the rows already when the statement returns"

TYPES: tuple[TypeRow, ...] = (
    *types("sqlalchemy.engine.Engine sqlalchemy.MetaData sqlalchemy.Table sqlalchemy.pool.Pool", Threads.ANY),
    *types("sqlalchemy.engine.Connection", Threads.ONE),
    *types(
        "sqlalchemy.engine.Transaction sqlalchemy.engine.Result sqlalchemy.engine.ScalarResult"
        " sqlalchemy.engine.MappingResult sqlalchemy.engine.Inspector",
        Threads.OWNER,
    ),
    *types(
        "sqlalchemy.engine.RootTransaction sqlalchemy.engine.NestedTransaction sqlalchemy.engine.TwoPhaseTransaction",
        None,
        "sqlalchemy.engine.Transaction",
    ),
    *types("sqlalchemy.engine.CursorResult", None, "sqlalchemy.engine.Result"),
    *types("sqlalchemy.engine.ChunkedIteratorResult", None, "sqlalchemy.engine.Result"),
    TypeRow("sqlalchemy.engine.Engine.begin()", Threads.ONE, real=False),
    TypeRow("sqlalchemy.engine.Engine.raw_connection()", Threads.ONE, real=False),
    TypeRow("sqlalchemy.engine.Engine.raw_connection().cursor()", Threads.OWNER, real=False),
    *types("sqlalchemy.orm.DeclarativeBase", Threads.ANY),
    *types("sqlmodel.SQLModel", None, "sqlalchemy.orm.DeclarativeBase", "pydantic.BaseModel"),
    *types("sqlalchemy.orm.sessionmaker", Threads.ANY),
    TypeRow("sqlalchemy.orm.sessionmaker.begin()", Threads.ONE, real=False),
    *types("sqlalchemy.orm.Session", Threads.ONE),
    TypeRow(
        "sqlalchemy.orm.scoped_session",
        Threads.LOCAL,
        ("sqlalchemy.orm.Session",),
        note="every thread gets a session of its own from it",
    ),
    *types("sqlalchemy.orm.Query sqlalchemy.orm.SessionTransaction", Threads.OWNER),
    *types("sqlmodel.Session", None, "sqlalchemy.orm.Session"),
    *types("flask_sqlalchemy.SQLAlchemy flask_sqlalchemy.model.Model", Threads.ANY),
    *types("flask_sqlalchemy.session.Session", None, "sqlalchemy.orm.Session"),
    *types("flask_sqlalchemy.query.Query", None, "sqlalchemy.orm.Query"),
)

ALIASES = (
    ("sqlalchemy.engine.base", "sqlalchemy.engine"),
    ("sqlalchemy.engine.result", "sqlalchemy.engine"),
    ("sqlalchemy.engine.cursor", "sqlalchemy.engine"),
    ("sqlalchemy.engine.reflection.Inspector", "sqlalchemy.engine.Inspector"),
    ("sqlalchemy.engine.create_engine", "sqlalchemy.create_engine"),
    ("sqlalchemy.engine.create.create_engine", "sqlalchemy.create_engine"),
    ("sqlalchemy.future.create_engine", "sqlalchemy.create_engine"),
    ("sqlalchemy.future.Engine", "sqlalchemy.engine.Engine"),
    ("sqlalchemy.future.Connection", "sqlalchemy.engine.Connection"),
    ("sqlalchemy.engine.engine_from_config", "sqlalchemy.engine_from_config"),
    ("sqlalchemy.Connection", "sqlalchemy.engine.Connection"),
    ("sqlalchemy.CursorResult", "sqlalchemy.engine.CursorResult"),
    ("sqlalchemy.Engine", "sqlalchemy.engine.Engine"),
    ("sqlalchemy.Inspector", "sqlalchemy.engine.Inspector"),
    ("sqlalchemy.MappingResult", "sqlalchemy.engine.MappingResult"),
    ("sqlalchemy.Result", "sqlalchemy.engine.Result"),
    ("sqlalchemy.ScalarResult", "sqlalchemy.engine.ScalarResult"),
    ("sqlalchemy.Transaction", "sqlalchemy.engine.Transaction"),
    ("sqlalchemy.schema.MetaData", "sqlalchemy.MetaData"),
    ("sqlalchemy.schema.Table", "sqlalchemy.Table"),
    ("sqlalchemy.sql.schema.MetaData", "sqlalchemy.MetaData"),
    ("sqlalchemy.sql.schema.Table", "sqlalchemy.Table"),
    ("sqlalchemy.inspection.inspect", "sqlalchemy.inspect"),
    ("sqlalchemy.orm.session", "sqlalchemy.orm"),
    ("sqlalchemy.orm.query", "sqlalchemy.orm"),
    ("sqlalchemy.orm.scoping", "sqlalchemy.orm"),
    ("sqlalchemy.pool.base.Pool", "sqlalchemy.pool.Pool"),
    ("sqlalchemy.orm.decl_api", "sqlalchemy.orm"),
    ("sqlalchemy.ext.declarative.declarative_base", "sqlalchemy.orm.declarative_base"),
    ("sqlmodel.main.SQLModel", "sqlmodel.SQLModel"),
    ("sqlmodel.orm.session.Session", "sqlmodel.Session"),
    ("sqlmodel.create_engine", "sqlalchemy.create_engine"),
    ("sqlmodel.MetaData", "sqlalchemy.MetaData"),
    ("sqlmodel.inspect", "sqlalchemy.inspect"),
    ("flask_sqlalchemy.extension.SQLAlchemy", "flask_sqlalchemy.SQLAlchemy"),
)

_ENGINES: tuple[Row, ...] = (
    *quiet(
        "sqlalchemy",
        "create_engine->sqlalchemy.engine.Engine",
        _DATABASE,
        twins=(("sqlalchemy", f"{_ASYNC}.create_async_engine"),),
    ),
    *quiet(
        "sqlalchemy",
        "engine_from_config->sqlalchemy.engine.Engine",
        _DATABASE,
        twins=(("sqlalchemy", f"{_ASYNC}.async_engine_from_config"),),
    ),
    *quiet(
        "sqlalchemy",
        "inspect",
        _DATABASE,
        returns_when=(
            (
                Argument("subject", 0, types=("sqlalchemy.engine.Engine", "sqlalchemy.engine.Connection")),
                "sqlalchemy.engine.Inspector",
            ),
        ),
        note="of an engine or a connection it connects",
    ),
    *blocking(
        "sqlalchemy.engine.Engine",
        "connect->sqlalchemy.engine.Connection",
        _DATABASE,
        _HIGH,
        Twin("sqlalchemy", f"{_ASYNC}.AsyncEngine"),
    ),
    *quiet(
        "sqlalchemy.engine.Engine",
        "begin->sqlalchemy.engine.Engine.begin()",
        _DATABASE,
        twins=(("sqlalchemy", f"{_ASYNC}.AsyncEngine.begin"),),
        note="entering it connects",
    ),
    *quiet("sqlalchemy.engine.Engine", "execution_options->Self", _DATABASE),
    *blocking("sqlalchemy.engine.Engine", "dispose", _DATABASE, _LOW, Twin("sqlalchemy", f"{_ASYNC}.AsyncEngine")),
    *blocking(
        "sqlalchemy.engine.Engine", "raw_connection->sqlalchemy.engine.Engine.raw_connection()", _DATABASE, _HIGH
    ),
    *blocking(
        "sqlalchemy.engine.Engine",
        "execute->sqlalchemy.engine.CursorResult has_table run_callable scalar table_names transaction",
        _DATABASE,
        _HIGH,
        note="SQLAlchemy 1.4",
    ),
    *blocking("sqlalchemy.engine.Engine.begin()", "__enter__->sqlalchemy.engine.Connection __exit__", _DATABASE, _HIGH),
    *blocking("sqlalchemy.engine.Engine.raw_connection()", "close commit rollback", _DATABASE, _HIGH),
    *quiet(
        "sqlalchemy.engine.Engine.raw_connection()",
        "cursor->sqlalchemy.engine.Engine.raw_connection().cursor()",
        _DATABASE,
    ),
    *blocking(
        "sqlalchemy.engine.Engine.raw_connection().cursor()",
        "__next__ callproc execute executemany fetchall fetchmany fetchone nextset",
        _DATABASE,
        _HIGH,
    ),
    *blocking("sqlalchemy.pool.Pool", "connect dispose", _DATABASE, _HIGH),
    *blocking("sqlalchemy.engine.Inspector", "from_engine->sqlalchemy.engine.Inspector", _DATABASE, _HIGH),
    *blocking("sqlalchemy.MetaData", "create_all drop_all reflect", _DATABASE, _HIGH),
    *quiet(
        "sqlalchemy.orm", "declarative_base->sqlalchemy.orm.DeclarativeBase", _DATABASE, note="a class, not an object"
    ),
    *quiet("sqlalchemy.orm.DeclarativeBase", "metadata->sqlalchemy.MetaData", _DATABASE, attribute=True),
    *blocking("sqlalchemy.Table", "create drop", _DATABASE, _HIGH),
    *blocking(
        "sqlalchemy.engine.Inspector",
        "get_check_constraints get_columns get_foreign_keys get_indexes get_materialized_view_names"
        " get_multi_check_constraints get_multi_columns"
        " get_multi_foreign_keys get_multi_indexes get_multi_pk_constraint get_multi_table_comment"
        " get_multi_table_options"
        " get_multi_unique_constraints get_pk_constraint get_schema_names get_sequence_names"
        " get_sorted_table_and_fkc_names"
        " get_table_comment get_table_names get_table_options get_temp_table_names get_temp_view_names"
        " get_unique_constraints get_view_definition get_view_names has_index has_schema has_sequence has_table"
        " reflect_table",
        _DATABASE,
        _HIGH,
    ),
)

_CONNECTIONS = (
    *quiet("sqlalchemy.engine.Connection", "__enter__->Self execution_options->Self", _DATABASE),
    *quiet(
        "sqlalchemy.engine.Connection",
        "begin->sqlalchemy.engine.RootTransaction",
        _DATABASE,
        twins=_CONNECTION.of("begin"),
    ),
    *blocking(
        "sqlalchemy.engine.Connection",
        "begin_nested->sqlalchemy.engine.NestedTransaction close commit"
        " exec_driver_sql->sqlalchemy.engine.CursorResult execute->sqlalchemy.engine.CursorResult rollback scalar"
        " scalars->sqlalchemy.engine.ScalarResult",
        _DATABASE,
        _HIGH,
        _CONNECTION,
    ),
    *blocking(
        "sqlalchemy.engine.Connection",
        "__exit__ begin_twophase->sqlalchemy.engine.TwoPhaseTransaction commit_prepared get_isolation_level"
        " recover_twophase rollback_prepared",
        _DATABASE,
        _HIGH,
    ),
    *blocking("sqlalchemy.engine.Connection", "run_callable transaction", _DATABASE, _HIGH, note="SQLAlchemy 1.4"),
    *blocking("sqlalchemy.engine.Connection", "invalidate", _DATABASE, _LOW),
    *quiet("sqlalchemy.engine.Transaction", "__enter__->Self", _DATABASE),
    *blocking("sqlalchemy.engine.Transaction", "__exit__ close commit rollback", _DATABASE, _HIGH),
    *blocking("sqlalchemy.engine.TwoPhaseTransaction", "prepare", _DATABASE, _HIGH),
)

_RESULTS = (
    *(
        row
        for owner in ("sqlalchemy.engine.Result", "sqlalchemy.engine.ScalarResult", "sqlalchemy.engine.MappingResult")
        for row in (
            *quiet(owner, "__enter__->Self unique->Self yield_per->Self", _DATABASE),
            *blocking(
                owner,
                "__next__ all fetchall fetchmany first one one_or_none",
                _DATABASE,
                _MEDIUM,
                lazy=True,
                note=_FETCHED,
            ),
            *stepping(owner, "partitions", _DATABASE, _MEDIUM, lazy=True, note=_FETCHED),
            *blocking(owner, "__exit__ close", _DATABASE, _LOW),
        )
    ),
    *blocking(
        "sqlalchemy.engine.Result",
        "fetchone freeze scalar scalar_one scalar_one_or_none",
        _DATABASE,
        _MEDIUM,
        lazy=True,
        note=_FETCHED,
    ),
    *blocking("sqlalchemy.engine.MappingResult", "fetchone", _DATABASE, _MEDIUM, note=_FETCHED),
    *quiet(
        "sqlalchemy.engine.Result",
        "columns->Self mappings->sqlalchemy.engine.MappingResult scalars->sqlalchemy.engine.ScalarResult tuples->Self",
        _DATABASE,
    ),
    *quiet("sqlalchemy.engine.MappingResult", "columns->Self", _DATABASE),
)

_SESSIONS = (
    *quiet(
        "sqlalchemy.orm",
        "Session->sqlalchemy.orm.Session create_session->sqlalchemy.orm.Session",
        _DATABASE,
        twins=(("sqlalchemy", f"{_ASYNC}.AsyncSession"),),
    ),
    *quiet(
        "sqlalchemy.orm",
        "sessionmaker->sqlalchemy.orm.sessionmaker",
        _DATABASE,
        twins=(("sqlalchemy", f"{_ASYNC}.async_sessionmaker"),),
    ),
    *quiet(
        "sqlalchemy.orm",
        "object_session->sqlalchemy.orm.Session scoped_session->sqlalchemy.orm.scoped_session",
        _DATABASE,
    ),
    *blocking("sqlalchemy.orm", "close_all_sessions", _DATABASE, _HIGH),
    *quiet(
        "sqlalchemy.orm.sessionmaker",
        "__call__->sqlalchemy.orm.Session",
        _DATABASE,
        twins=(("sqlalchemy", f"{_ASYNC}.async_sessionmaker.__call__"),),
    ),
    *quiet(
        "sqlalchemy.orm.sessionmaker",
        "begin->sqlalchemy.orm.sessionmaker.begin()",
        _DATABASE,
        twins=(("sqlalchemy", f"{_ASYNC}.async_sessionmaker.begin"),),
    ),
    *quiet("sqlalchemy.orm.sessionmaker.begin()", "__enter__->sqlalchemy.orm.Session", _DATABASE),
    *blocking(
        "sqlalchemy.orm.sessionmaker.begin()", "__exit__", _DATABASE, _HIGH, note="it commits or rolls back, and closes"
    ),
    *blocking(
        "sqlalchemy.orm.Session",
        "execute->sqlalchemy.engine.CursorResult scalars->sqlalchemy.engine.ScalarResult",
        _DATABASE,
        _HIGH,
        _SESSION,
        lazy=True,
    ),
    *blocking("sqlalchemy.orm.Session", "get get_one merge scalar", _DATABASE, _HIGH, _SESSION, lazy=True),
    *blocking("sqlalchemy.orm.Session", "merge_all delete_all", _DATABASE, _HIGH, lazy=True, note="SQLAlchemy 2.1"),
    *blocking(
        "sqlalchemy.orm.Session",
        "begin_nested->sqlalchemy.orm.SessionTransaction close commit connection->sqlalchemy.engine.Connection flush"
        " refresh rollback",
        _DATABASE,
        _HIGH,
        _SESSION,
    ),
    *blocking(
        "sqlalchemy.orm.Session", "delete", _DATABASE, _HIGH, _SESSION, note="it may load what the deletion cascades to"
    ),
    *blocking("sqlalchemy.orm.Session", "reset", _DATABASE, _HIGH, _SESSION, note="SQLAlchemy 2.0.22"),
    *blocking(
        "sqlalchemy.orm.Session",
        "__exit__ bulk_insert_mappings bulk_save_objects bulk_update_mappings prepare",
        _DATABASE,
        _HIGH,
    ),
    *blocking("sqlalchemy.orm.Session", "invalidate", _DATABASE, _LOW, _SESSION),
    *blocking("sqlalchemy.orm.Session", "close_all", _DATABASE, _HIGH, note="SQLAlchemy 1.4"),
    *quiet(
        "sqlalchemy.orm.Session",
        "__enter__->Self query->sqlalchemy.orm.Query get_bind->sqlalchemy.engine.Engine"
        " object_session->sqlalchemy.orm.Session",
        _DATABASE,
    ),
    *quiet(
        "sqlalchemy.orm.Session",
        "begin->sqlalchemy.orm.SessionTransaction get_transaction->sqlalchemy.orm.SessionTransaction",
        _DATABASE,
    ),
    *quiet(
        "sqlalchemy.orm.Session",
        "add add_all expire expire_all expunge expunge_all",
        _DATABASE,
        note="it touches no database",
    ),
    *quiet("sqlalchemy.orm.SessionTransaction", "__enter__->Self", _DATABASE),
    *blocking("sqlalchemy.orm.SessionTransaction", "__exit__ close commit prepare rollback", _DATABASE, _HIGH),
    *blocking("sqlalchemy.orm.SessionTransaction", "connection->sqlalchemy.engine.Connection", _DATABASE, _HIGH),
    *quiet("sqlalchemy.orm.scoped_session", "__call__->sqlalchemy.orm.Session", _DATABASE),
    *blocking("sqlalchemy.orm.scoped_session", "remove", _DATABASE, _HIGH),
    *blocking(
        "sqlmodel.Session",
        "exec->sqlalchemy.engine.ScalarResult",
        _DATABASE,
        _HIGH,
        lazy=True,
        twins=(("sqlmodel", "sqlmodel.ext.asyncio.session.AsyncSession.exec"),),
    ),
)

_BUILDERS = (
    "add_column add_columns add_entity autoflush correlate distinct enable_assertions enable_eagerloads except_"
    " except_all"
    " execution_options filter filter_by from_statement group_by having intersect intersect_all join limit offset"
    " only_return_tuples options order_by outerjoin params populate_existing prefix_with reset_joinpoint select_from"
    " set_label_style slice suffix_with tuples union union_all where with_entities with_for_update with_hint"
    " with_parent"
    " with_session with_statement_hint with_transformation yield_per"
)

_QUERIES = (
    *quiet("sqlalchemy.orm", "Query->sqlalchemy.orm.Query", _DATABASE),
    *quiet("sqlalchemy.orm.Query", " ".join(f"{name}->Self" for name in _BUILDERS.split()), _DATABASE),
    *quiet(
        "sqlalchemy.orm.Query",
        "from_self->Self select_entity_from->Self with_polymorphic->Self",
        _DATABASE,
        note="SQLAlchemy 1.4",
    ),
    *quiet("sqlalchemy.orm.Query", "session->sqlalchemy.orm.Session", _DATABASE, attribute=True),
    *blocking(
        "sqlalchemy.orm.Query", "__getitem__ __iter__ all first get one one_or_none", _DATABASE, _HIGH, lazy=True
    ),
    *blocking("sqlalchemy.orm.Query", "count delete scalar update value values", _DATABASE, _HIGH),
)

_FLASK = (
    *quiet("flask_sqlalchemy", "SQLAlchemy->flask_sqlalchemy.SQLAlchemy", _DATABASE),
    *quiet(
        "flask_sqlalchemy.SQLAlchemy",
        "session->sqlalchemy.orm.scoped_session engine->sqlalchemy.engine.Engine metadata->sqlalchemy.MetaData"
        " Model->flask_sqlalchemy.model.Model",
        _DATABASE,
        attribute=True,
    ),
    *quiet("flask_sqlalchemy.SQLAlchemy", "get_engine->sqlalchemy.engine.Engine", _DATABASE),
    *blocking("flask_sqlalchemy.SQLAlchemy", "create_all drop_all reflect", _DATABASE, _HIGH),
    *blocking(
        "flask_sqlalchemy.SQLAlchemy", "first_or_404 get_or_404 one_or_404 paginate", _DATABASE, _HIGH, lazy=True
    ),
    *quiet("flask_sqlalchemy.model.Model", "query->flask_sqlalchemy.query.Query", _DATABASE, attribute=True),
    *blocking(
        "flask_sqlalchemy.query.Query", "first_or_404 get_or_404 one_or_404 paginate", _DATABASE, _HIGH, lazy=True
    ),
)

_MIGRATIONS = (
    *blocking(
        "alembic.command",
        "check current downgrade ensure_version heads history revision show stamp upgrade",
        _DATABASE,
        _HIGH,
    ),
)

ROWS: tuple[Row, ...] = (*_ENGINES, *_CONNECTIONS, *_RESULTS, *_SESSIONS, *_QUERIES, *_FLASK, *_MIGRATIONS)
