"""Drivers of databases that speak SQL: PostgreSQL, MySQL, ODBC, Oracle, DuckDB, ClickHouse, Snowflake and others.

Which threads may share a connection is what each driver says in its `threadsafety` (PEP 249): 1 is nobody, 2 is
everybody. Nobody may share a cursor.
"""

from asyncfix.catalogue.row_builders import Twin, blocking, quiet, stepping, types
from asyncfix.catalogue.rows import Family, Row, Severity, Threads, TypeRow

_DATABASE, _HIGH, _MEDIUM, _LOW = Family.DATABASE, Severity.HIGH, Severity.MEDIUM, Severity.LOW

_CURSOR = "callproc execute executemany fetchall fetchmany fetchone nextset"
_CONNECTION = "close commit rollback"


def _dbapi(
    connection: str,
    cursor: str,
    twin: tuple[Twin, Twin] | None = None,
    cursor_methods: str = _CURSOR,
    connection_methods: str = _CONNECTION,
    loop: str = "__next__",
) -> tuple[Row, ...]:
    """What every driver has: a connection that makes cursors, both usable in `with`, and cursors in `for`."""
    ours = twin or (None, None)
    return (
        *quiet(connection, f"__enter__->Self cursor->{cursor}", _DATABASE),
        *blocking(connection, connection_methods, _DATABASE, _HIGH, ours[0]),
        *blocking(connection, "__exit__", _DATABASE, _HIGH),
        *quiet(cursor, "__enter__->Self", _DATABASE),
        *blocking(cursor, cursor_methods, _DATABASE, _HIGH, ours[1]),
        *blocking(cursor, loop, _DATABASE, _HIGH),
        *blocking(cursor, "__exit__ close", _DATABASE, _LOW),
    )


TYPES: tuple[TypeRow, ...] = (
    *types("psycopg2.extensions.connection psycopg2.pool.ThreadedConnectionPool", Threads.ANY),
    *types("psycopg2.extensions.cursor psycopg2.pool.SimpleConnectionPool", Threads.ONE),
    *types(
        "psycopg2.extras.DictCursor psycopg2.extras.NamedTupleCursor psycopg2.extras.RealDictCursor"
        " psycopg2.extras.LoggingCursor",
        None,
        "psycopg2.extensions.cursor",
    ),
    *types(
        "psycopg2.extras.DictConnection psycopg2.extras.RealDictConnection psycopg2.extras.NamedTupleConnection"
        " psycopg2.extras.LoggingConnection",
        None,
        "psycopg2.extensions.connection",
    ),
    *types("psycopg.Connection psycopg_pool.ConnectionPool", Threads.ANY),
    *types("psycopg_pool.NullConnectionPool", None, "psycopg_pool.ConnectionPool"),
    *types("psycopg.Cursor psycopg.Copy psycopg.Transaction psycopg.Pipeline", Threads.ONE),
    *types("psycopg.ClientCursor psycopg.RawCursor psycopg.ServerCursor", None, "psycopg.Cursor"),
    TypeRow("psycopg_pool.ConnectionPool.connection()", Threads.ONE, real=False),
    *types("pymysql.connections.Connection pymysql.cursors.Cursor", Threads.ONE),
    *types(
        "pymysql.cursors.DictCursor pymysql.cursors.SSCursor pymysql.cursors.SSDictCursor",
        None,
        "pymysql.cursors.Cursor",
    ),
    *types("MySQLdb.connections.Connection MySQLdb.cursors.BaseCursor", Threads.ONE),
    *types(
        "MySQLdb.cursors.Cursor MySQLdb.cursors.DictCursor MySQLdb.cursors.SSCursor MySQLdb.cursors.SSDictCursor",
        None,
        "MySQLdb.cursors.BaseCursor",
    ),
    *types(
        "mysql.connector.abstracts.MySQLConnectionAbstract mysql.connector.abstracts.MySQLCursorAbstract", Threads.ONE
    ),
    *types(
        "mysql.connector.connection.MySQLConnection mysql.connector.pooling.PooledMySQLConnection",
        None,
        "mysql.connector.abstracts.MySQLConnectionAbstract",
    ),
    *types("mysql.connector.cursor.MySQLCursor", None, "mysql.connector.abstracts.MySQLCursorAbstract"),
    *types("mysql.connector.pooling.MySQLConnectionPool", Threads.ANY),
    *types("pyodbc.Connection pyodbc.Cursor", Threads.ONE),
    *types("oracledb.Connection oracledb.ConnectionPool", Threads.ANY),
    *types("oracledb.Cursor oracledb.LOB", Threads.ONE),
    *types("duckdb.DuckDBPyConnection duckdb.DuckDBPyRelation", Threads.ONE),
    *types(
        "clickhouse_driver.Client clickhouse_driver.dbapi.connection.Connection"
        " clickhouse_driver.dbapi.cursor.Cursor clickhouse_connect.driver.client.Client",
        Threads.ONE,
    ),
    *types("snowflake.connector.SnowflakeConnection", Threads.ANY),
    *types("snowflake.connector.cursor.SnowflakeCursor", Threads.ONE),
    *types("snowflake.connector.cursor.DictCursor", None, "snowflake.connector.cursor.SnowflakeCursor"),
    *types(
        "pymssql.Connection pymssql.Cursor trino.dbapi.Connection trino.dbapi.Cursor pyhive.hive.Connection"
        " pyhive.hive.Cursor",
        Threads.ONE,
    ),
    *types("databricks.sql.client.Connection databricks.sql.client.Cursor", Threads.ONE),
)

ALIASES = (
    ("psycopg2.connection", "psycopg2.extensions.connection"),
    ("psycopg2.cursor", "psycopg2.extensions.cursor"),
    ("psycopg2._psycopg.connection", "psycopg2.extensions.connection"),
    ("psycopg2._psycopg.cursor", "psycopg2.extensions.cursor"),
    ("psycopg.connection.Connection", "psycopg.Connection"),
    ("psycopg.cursor.Cursor", "psycopg.Cursor"),
    ("psycopg_pool.pool.ConnectionPool", "psycopg_pool.ConnectionPool"),
    ("pymysql.Connection", "pymysql.connections.Connection"),
    ("pymysql.Connect", "pymysql.connect"),
    ("MySQLdb.Connection", "MySQLdb.connections.Connection"),
    ("MySQLdb.Connect", "MySQLdb.connect"),
    ("mysql.connector.Connect", "mysql.connector.connect"),
    ("mysql.connector.MySQLConnection", "mysql.connector.connection.MySQLConnection"),
    ("cx_Oracle", "oracledb"),
    ("oracledb.connection.Connection", "oracledb.Connection"),
    ("oracledb.cursor.Cursor", "oracledb.Cursor"),
    ("oracledb.pool.ConnectionPool", "oracledb.ConnectionPool"),
    ("clickhouse_driver.client.Client", "clickhouse_driver.Client"),
    ("clickhouse_connect.driver.Client", "clickhouse_connect.driver.client.Client"),
    ("snowflake.connector.connection.SnowflakeConnection", "snowflake.connector.SnowflakeConnection"),
)

_PSYCOPG2 = "psycopg2.extensions"
_PG = (Twin("psycopg", "psycopg.AsyncConnection"), Twin("psycopg", "psycopg.AsyncCursor"))

_POSTGRES: tuple[Row, ...] = (
    *blocking(
        "psycopg2",
        f"connect->{_PSYCOPG2}.connection",
        _DATABASE,
        _HIGH,
        twins=(("asyncpg", "asyncpg.connect"), ("psycopg", "psycopg.AsyncConnection.connect")),
    ),
    *_dbapi(f"{_PSYCOPG2}.connection", f"{_PSYCOPG2}.cursor"),
    *blocking(
        f"{_PSYCOPG2}.connection",
        "cancel lobject reset set_client_encoding tpc_begin tpc_commit tpc_prepare tpc_recover tpc_rollback",
        _DATABASE,
        _HIGH,
    ),
    *blocking(f"{_PSYCOPG2}.cursor", "copy_expert copy_from copy_to scroll", _DATABASE, _HIGH),
    *blocking("psycopg2.extras", "execute_batch execute_values register_hstore wait_select", _DATABASE, _HIGH),
    *(
        row
        for pool in ("psycopg2.pool.SimpleConnectionPool", "psycopg2.pool.ThreadedConnectionPool")
        for row in (
            *blocking("psycopg2.pool", f"{pool.rpartition('.')[2]}->{pool}", _DATABASE, _HIGH),
            *blocking(pool, f"closeall getconn->{_PSYCOPG2}.connection putconn", _DATABASE, _HIGH),
        )
    ),
    *blocking(
        "psycopg",
        "connect->psycopg.Connection",
        _DATABASE,
        _HIGH,
        twins=(("psycopg", "psycopg.AsyncConnection.connect"),),
    ),
    *_dbapi("psycopg.Connection", "psycopg.Cursor", _PG, "execute executemany fetchall fetchmany fetchone scroll"),
    *blocking(
        "psycopg.Connection",
        "connect->Self execute->psycopg.Cursor tpc_begin tpc_commit tpc_prepare tpc_recover tpc_rollback",
        _DATABASE,
        _HIGH,
        _PG[0],
    ),
    *stepping("psycopg.Connection", "notifies", _DATABASE, _HIGH, _PG[0]),
    *quiet("psycopg.Connection", "pipeline->psycopg.Pipeline transaction->psycopg.Transaction", _DATABASE),
    *quiet("psycopg.Cursor", "copy->psycopg.Copy", _DATABASE),
    *stepping("psycopg.Cursor", "stream", _DATABASE, _HIGH, _PG[1]),
    *blocking("psycopg.Copy", "__enter__->Self __exit__ __iter__ read read_row write write_row", _DATABASE, _HIGH),
    *stepping("psycopg.Copy", "rows", _DATABASE, _HIGH),
    *blocking("psycopg.Transaction", "__enter__->Self __exit__", _DATABASE, _HIGH),
    *blocking("psycopg.Pipeline", "__enter__->Self __exit__ sync", _DATABASE, _HIGH),
    *quiet(
        "psycopg_pool.ConnectionPool",
        "connection->psycopg_pool.ConnectionPool.connection()",
        _DATABASE,
        twins=(("psycopg_pool", "psycopg_pool.AsyncConnectionPool.connection"),),
    ),
    *blocking(
        "psycopg_pool.ConnectionPool",
        "getconn->psycopg.Connection check close open putconn wait",
        _DATABASE,
        _HIGH,
        Twin("psycopg_pool", "psycopg_pool.AsyncConnectionPool"),
    ),
    *blocking("psycopg_pool.ConnectionPool", "__enter__->Self __exit__", _DATABASE, _HIGH),
    *blocking("psycopg_pool.ConnectionPool.connection()", "__enter__->psycopg.Connection __exit__", _DATABASE, _HIGH),
)

_MYSQL = (
    *blocking(
        "pymysql",
        "connect->pymysql.connections.Connection",
        _DATABASE,
        _HIGH,
        twins=(("aiomysql", "aiomysql.connect"),),
    ),
    *blocking("pymysql.connections", "Connection->pymysql.connections.Connection", _DATABASE, _HIGH),
    *_dbapi("pymysql.connections.Connection", "pymysql.cursors.Cursor"),
    *blocking(
        "pymysql.connections.Connection",
        "autocommit begin connect kill next_result ping query select_db set_character_set set_charset show_warnings",
        _DATABASE,
        _HIGH,
    ),
    *blocking("pymysql.cursors.SSCursor", "read_next", _DATABASE, _HIGH),
    *stepping("pymysql.cursors.SSCursor", "fetchall_unbuffered", _DATABASE, _HIGH),
    *blocking(
        "MySQLdb",
        "connect->MySQLdb.connections.Connection",
        _DATABASE,
        _HIGH,
        twins=(("aiomysql", "aiomysql.connect"),),
    ),
    *_dbapi("MySQLdb.connections.Connection", "MySQLdb.cursors.BaseCursor"),
    *blocking(
        "MySQLdb.connections.Connection",
        "autocommit begin kill next_result ping query select_db show_warnings",
        _DATABASE,
        _HIGH,
    ),
    *blocking(
        "mysql.connector",
        "connect->mysql.connector.connection.MySQLConnection",
        _DATABASE,
        _HIGH,
        twins=(("mysql", "mysql.connector.aio.connect"),),
    ),
    *_dbapi(
        "mysql.connector.abstracts.MySQLConnectionAbstract",
        "mysql.connector.abstracts.MySQLCursorAbstract",
        loop="",
    ),
    *blocking(
        "mysql.connector.connection.MySQLConnection", "cmd_change_user cmd_init_db cmd_ping cmd_query", _DATABASE, _HIGH
    ),
    *blocking("mysql.connector.cursor.MySQLCursor", "__next__", _DATABASE, _HIGH),
    *blocking(
        "mysql.connector.abstracts.MySQLConnectionAbstract",
        "connect disconnect is_connected ping reconnect reset_session start_transaction",
        _DATABASE,
        _HIGH,
    ),
    *blocking(
        "mysql.connector.pooling", "MySQLConnectionPool->mysql.connector.pooling.MySQLConnectionPool", _DATABASE, _HIGH
    ),
    *blocking(
        "mysql.connector.pooling.MySQLConnectionPool",
        "add_connection get_connection->mysql.connector.pooling.PooledMySQLConnection",
        _DATABASE,
        _HIGH,
    ),
)

_OTHERS = (
    *blocking("pyodbc", "connect->pyodbc.Connection", _DATABASE, _HIGH, twins=(("aioodbc", "aioodbc.connect"),)),
    *_dbapi(
        "pyodbc.Connection",
        "pyodbc.Cursor",
        cursor_methods="execute->Self executemany fetchall fetchmany fetchone nextset",
    ),
    *blocking("pyodbc.Connection", "execute->pyodbc.Cursor", _DATABASE, _HIGH),
    *blocking(
        "pyodbc.Cursor",
        "cancel columns commit fetchval foreignKeys primaryKeys procedures rollback skip statistics tables",
        _DATABASE,
        _HIGH,
    ),
    *blocking(
        "oracledb",
        "connect->oracledb.Connection create_pool->oracledb.ConnectionPool",
        _DATABASE,
        _HIGH,
        twins=(("oracledb", "oracledb.connect_async"),),
    ),
    *_dbapi(
        "oracledb.Connection",
        "oracledb.Cursor",
        (Twin("oracledb", "oracledb.AsyncConnection"), Twin("oracledb", "oracledb.AsyncCursor")),
        "callfunc callproc execute executemany fetchall fetchmany fetchone parse",
    ),
    *blocking(
        "oracledb.Connection",
        "begin cancel changepassword createlob gettype ping prepare shutdown startup tpc_begin tpc_commit tpc_end"
        " tpc_forget tpc_prepare tpc_recover tpc_rollback",
        _DATABASE,
        _HIGH,
    ),
    *blocking("oracledb.ConnectionPool", "acquire->oracledb.Connection close drop release", _DATABASE, _HIGH),
    *blocking("oracledb.LOB", "close open read size trim write", _DATABASE, _HIGH),
    *blocking("pymssql", "connect->pymssql.Connection", _DATABASE, _HIGH),
    *_dbapi("pymssql.Connection", "pymssql.Cursor"),
    *blocking("snowflake.connector", "connect->snowflake.connector.SnowflakeConnection", _DATABASE, _HIGH),
    *_dbapi(
        "snowflake.connector.SnowflakeConnection",
        "snowflake.connector.cursor.SnowflakeCursor",
        cursor_methods="callproc describe execute->Self execute_async executemany->Self fetch_arrow_all"
        " fetch_pandas_all fetchall fetchmany fetchone get_results_from_sfqid nextset",
    ),
    *blocking(
        "snowflake.connector.SnowflakeConnection", "autocommit execute_string get_query_status", _DATABASE, _HIGH
    ),
    *stepping("snowflake.connector.SnowflakeConnection", "execute_stream", _DATABASE, _HIGH),
    *stepping(
        "snowflake.connector.cursor.SnowflakeCursor", "fetch_arrow_batches fetch_pandas_batches", _DATABASE, _HIGH
    ),
    *blocking("trino.dbapi", "connect->trino.dbapi.Connection", _DATABASE, _HIGH),
    *_dbapi(
        "trino.dbapi.Connection",
        "trino.dbapi.Cursor",
        cursor_methods="cancel execute executemany fetchall fetchmany fetchone",
        loop="__iter__",
    ),
    *blocking("pyhive.hive", "connect->pyhive.hive.Connection", _DATABASE, _HIGH),
    *_dbapi(
        "pyhive.hive.Connection", "pyhive.hive.Cursor", cursor_methods="execute executemany fetchall fetchmany fetchone"
    ),
    *blocking("databricks.sql", "connect->databricks.sql.client.Connection", _DATABASE, _HIGH),
    *_dbapi(
        "databricks.sql.client.Connection",
        "databricks.sql.client.Cursor",
        cursor_methods="execute->Self executemany fetchall fetchmany fetchone",
    ),
)

_DUCK = "duckdb.DuckDBPyConnection"
_RELATION = "duckdb.DuckDBPyRelation"
_QUERIES = f"execute->{_DUCK} executemany->{_DUCK} fetchall fetchdf fetchmany fetchnumpy fetchone df"
_RELATIONS = " ".join(
    f"{name}->{_RELATION}" for name in ("from_query", "query", "read_csv", "read_json", "read_parquet", "sql", "table")
)

_ANALYTIC = (
    *blocking("duckdb", f"connect->{_DUCK}", _DATABASE, _MEDIUM),
    *blocking(
        "duckdb", f"{_QUERIES} {_RELATIONS}", _DATABASE, _MEDIUM, note="on the connection that the module shares"
    ),
    *quiet(_DUCK, "__enter__->Self cursor->Self", _DATABASE),
    *blocking(
        _DUCK,
        f"__exit__ checkpoint close commit install_extension load_extension rollback {_QUERIES} {_RELATIONS}",
        _DATABASE,
        _MEDIUM,
    ),
    *quiet(
        _RELATION,
        "aggregate->Self distinct->Self filter->Self join->Self limit->Self order->Self project->Self select->Self"
        " union->Self",
        _DATABASE,
    ),
    *blocking(
        _RELATION,
        "create df fetchall fetchdf fetchnumpy insert insert_into show to_csv to_df"
        " to_parquet to_table write_csv write_parquet",
        _DATABASE,
        _MEDIUM,
    ),
    *blocking(_RELATION, "execute->Self fetchmany fetchone", _DATABASE, _MEDIUM, note="before DuckDB 1.5"),
    *quiet("clickhouse_driver", "Client->clickhouse_driver.Client", _DATABASE),
    *quiet("clickhouse_driver.Client", "__enter__->Self from_url->clickhouse_driver.Client", _DATABASE),
    *blocking(
        "clickhouse_driver.Client",
        "__exit__ cancel disconnect execute execute_with_progress insert_dataframe query_dataframe",
        _DATABASE,
        _HIGH,
    ),
    *stepping("clickhouse_driver.Client", "execute_iter", _DATABASE, _HIGH),
    *blocking("clickhouse_driver", "connect->clickhouse_driver.dbapi.connection.Connection", _DATABASE, _HIGH),
    *_dbapi(
        "clickhouse_driver.dbapi.connection.Connection",
        "clickhouse_driver.dbapi.cursor.Cursor",
        cursor_methods="execute executemany fetchall fetchmany fetchone",
        loop="__iter__",
    ),
    *blocking(
        "clickhouse_connect",
        "create_client->clickhouse_connect.driver.client.Client get_client->clickhouse_connect.driver.client.Client",
        _DATABASE,
        _HIGH,
        twins=(("clickhouse_connect", "clickhouse_connect.get_async_client"),),
    ),
    *quiet("clickhouse_connect.driver.client.Client", "__enter__->Self", _DATABASE),
    *blocking("clickhouse_connect.driver.client.Client", "__exit__ close", _DATABASE, _LOW),
    *blocking(
        "clickhouse_connect.driver.client.Client",
        "command insert insert_arrow insert_df ping query query_arrow query_column_block_stream query_df"
        " query_df_stream query_np query_np_stream query_row_block_stream query_rows_stream raw_insert raw_query"
        " raw_stream",
        _DATABASE,
        _HIGH,
    ),
)

ROWS: tuple[Row, ...] = (*_POSTGRES, *_MYSQL, *_OTHERS, *_ANALYTIC)
