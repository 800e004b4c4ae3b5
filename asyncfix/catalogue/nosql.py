"""Stores that speak no SQL: redis, pymongo, GridFS, Elasticsearch, OpenSearch, Neo4j, Cassandra, memcached."""

from asyncfix.catalogue.row_builders import Twin, blocking, quiet, stepping, types
from asyncfix.catalogue.rows import Argument, Bound, Family, Row, Severity, Threads, TypeRow

_DATABASE, _HIGH, _LOW = Family.DATABASE, Severity.HIGH, Severity.LOW

TYPES: tuple[TypeRow, ...] = (
    *types(
        "redis.Redis redis.RedisCluster redis.ConnectionPool redis.sentinel.Sentinel redis.commands.core.Script",
        Threads.ANY,
    ),
    *types("redis.BlockingConnectionPool", None, "redis.ConnectionPool"),
    *types("redis.client.Pipeline redis.client.PubSub redis.client.Monitor redis.lock.Lock", Threads.ONE),
    *types("redis.commands.json.JSON redis.commands.search.Search redis.commands.timeseries.TimeSeries", Threads.ANY),
    *types("pymongo.MongoClient pymongo.database.Database pymongo.collection.Collection", Threads.ANY),
    *types(
        "pymongo.cursor.Cursor pymongo.command_cursor.CommandCursor pymongo.change_stream.ChangeStream"
        " pymongo.client_session.ClientSession",
        Threads.ONE,
    ),
    *types("gridfs.GridFS gridfs.GridFSBucket", Threads.ANY),
    *types("gridfs.GridOut gridfs.GridIn gridfs.GridOutCursor", Threads.ONE),
    *types("elasticsearch.Elasticsearch opensearchpy.OpenSearch", Threads.ANY),
    TypeRow("elasticsearch.Elasticsearch.namespace", Threads.ANY, real=False, note="`indices`, `cluster` and the like"),
    *types("neo4j.Driver neo4j.GraphDatabase", Threads.ANY),
    *types("neo4j.Session neo4j.Result neo4j.Transaction neo4j.ManagedTransaction", Threads.ONE),
    *types("cassandra.cluster.Cluster cassandra.cluster.Session cassandra.cluster.ResponseFuture", Threads.ANY),
    *types("pymemcache.client.base.Client", Threads.ONE),
    *types("pymemcache.client.base.PooledClient pymemcache.client.hash.HashClient", Threads.ANY),
)

ALIASES = (
    ("redis.StrictRedis", "redis.Redis"),
    ("redis.client.Redis", "redis.Redis"),
    ("redis.client.StrictRedis", "redis.Redis"),
    ("redis.connection.ConnectionPool", "redis.ConnectionPool"),
    ("redis.connection.BlockingConnectionPool", "redis.BlockingConnectionPool"),
    ("redis.cluster.RedisCluster", "redis.RedisCluster"),
    ("redis.Sentinel", "redis.sentinel.Sentinel"),
    ("redis.utils.from_url", "redis.from_url"),
    ("valkey", "redis"),
    ("pymongo.mongo_client.MongoClient", "pymongo.MongoClient"),
    ("pymongo.synchronous.mongo_client.MongoClient", "pymongo.MongoClient"),
    ("pymongo.synchronous.database.Database", "pymongo.database.Database"),
    ("pymongo.synchronous.collection.Collection", "pymongo.collection.Collection"),
    ("pymongo.synchronous.cursor.Cursor", "pymongo.cursor.Cursor"),
    ("elasticsearch.client.Elasticsearch", "elasticsearch.Elasticsearch"),
    ("neo4j.BoltDriver", "neo4j.Driver"),
    ("neo4j.Neo4jDriver", "neo4j.Driver"),
    ("pymemcache.Client", "pymemcache.client.base.Client"),
    ("pymemcache.client.Client", "pymemcache.client.base.Client"),
)

_NO_LIMIT = ("0", "0.0")
_REDIS_TWIN = Twin("redis", "redis.asyncio.Redis")


def _redis(client: str, twin: Twin) -> tuple[Row, ...]:
    """A client whose hundreds of methods are commands, but for a few that make something."""
    return (
        *(
            row
            for names, position in (("blpop brpop bzpopmax bzpopmin", 1), ("blmove brpoplpush", 2))
            for row in blocking(
                client,
                names,
                _DATABASE,
                _HIGH,
                twin,
                bound=Bound.FOR_EVER,
                limit=Argument("timeout", position, _NO_LIMIT),
                takes=True,
                note="a time-out of 0 is none",
            )
        ),
        *quiet("redis", f"{client.rpartition('.')[2]}->{client}", _DATABASE, twins=((twin.library, twin.owner),)),
        *blocking(client, "*", _DATABASE, _HIGH, twin),
        *quiet(client, "__enter__->Self from_url->Self", _DATABASE),
        *quiet(client, "pipeline->redis.client.Pipeline", _DATABASE, twins=twin.of("pipeline")),
        *quiet(client, "pubsub->redis.client.PubSub", _DATABASE, twins=twin.of("pubsub")),
        *quiet(client, "lock->redis.lock.Lock register_script->redis.commands.core.Script", _DATABASE),
        *quiet(
            client,
            "json->redis.commands.json.JSON ft->redis.commands.search.Search ts->redis.commands.timeseries.TimeSeries",
            _DATABASE,
        ),
        *quiet(client, "get_connection_kwargs get_encoder set_response_callback set_retry", _DATABASE),
        *stepping(client, "hscan_iter scan_iter sscan_iter zscan_iter", _DATABASE, _HIGH, twin),
        *blocking(client, "__exit__ close", _DATABASE, _LOW, twins=((twin.library, f"{twin.owner}.aclose"),)),
        *blocking(client, "__contains__ __delitem__ __getitem__ __setitem__", _DATABASE, _HIGH),
    )


_REDIS: tuple[Row, ...] = (
    *_redis("redis.Redis", _REDIS_TWIN),
    *_redis("redis.RedisCluster", Twin("redis", "redis.asyncio.RedisCluster")),
    *quiet("redis.Redis", "from_pool->Self get_retry", _DATABASE),
    *quiet("redis.Redis", "monitor->redis.client.Monitor", _DATABASE),
    *quiet("redis", "from_url->redis.Redis", _DATABASE, twins=(("redis", "redis.asyncio.from_url"),)),
    *quiet(
        "redis", "ConnectionPool->redis.ConnectionPool BlockingConnectionPool->redis.BlockingConnectionPool", _DATABASE
    ),
    *quiet("redis.client.Pipeline", "*->Self __enter__->Self", _DATABASE, note="it is sent by execute"),
    *blocking(
        "redis.client.Pipeline",
        "execute watch unwatch immediate_execute_command load_scripts",
        _DATABASE,
        _HIGH,
        Twin("redis", "redis.asyncio.client.Pipeline"),
    ),
    *blocking("redis.client.Pipeline", "__exit__ reset", _DATABASE, _LOW),
    *quiet("redis.client.PubSub", "__enter__->Self run_in_thread", _DATABASE),
    *stepping(
        "redis.client.PubSub",
        "listen",
        _DATABASE,
        _HIGH,
        Twin("redis", "redis.asyncio.client.PubSub"),
        bound=Bound.FOR_EVER,
        takes=True,
    ),
    *blocking(
        "redis.client.PubSub",
        "check_health execute_command get_message parse_response ping psubscribe punsubscribe"
        " ssubscribe subscribe sunsubscribe unsubscribe",
        _DATABASE,
        _HIGH,
        Twin("redis", "redis.asyncio.client.PubSub"),
    ),
    *blocking("redis.client.PubSub", "__exit__ close reset", _DATABASE, _LOW),
    *blocking("redis.client.PubSub", "get_sharded_message", _DATABASE, _HIGH),
    *stepping("redis.client.Monitor", "listen", _DATABASE, _HIGH),
    *blocking("redis.client.Monitor", "__enter__->Self __exit__ next_command", _DATABASE, _HIGH),
    *blocking("redis.lock.Lock", "__enter__->Self __exit__ extend locked owned reacquire release", _DATABASE, _HIGH),
    *blocking("redis.lock.Lock", "acquire", _DATABASE, _HIGH, Twin("redis", "redis.asyncio.lock.Lock")),
    *blocking("redis.commands.core.Script", "__call__", _DATABASE, _HIGH),
    *blocking("redis.commands.json.JSON", "*", _DATABASE, _HIGH),
    *blocking("redis.commands.search.Search", "*", _DATABASE, _HIGH),
    *blocking("redis.commands.timeseries.TimeSeries", "*", _DATABASE, _HIGH),
    *quiet("redis.sentinel.Sentinel", "master_for->redis.Redis slave_for->redis.Redis", _DATABASE),
    *blocking("redis.sentinel.Sentinel", "*", _DATABASE, _HIGH),
)

_ASYNC_MONGO = "pymongo.asynchronous"
_CLIENT = Twin("pymongo", "pymongo.AsyncMongoClient")
_DB = Twin("pymongo", f"{_ASYNC_MONGO}.database.AsyncDatabase")
_COLLECTION = Twin("pymongo", f"{_ASYNC_MONGO}.collection.AsyncCollection")
_FOUND = Twin("pymongo", f"{_ASYNC_MONGO}.cursor.AsyncCursor")
_COMMAND = "pymongo.command_cursor.CommandCursor"
_STREAM = "pymongo.change_stream.ChangeStream"

_MONGO = (
    *quiet(
        "pymongo",
        "MongoClient->pymongo.MongoClient",
        _DATABASE,
        twins=(("pymongo", "pymongo.AsyncMongoClient"), ("motor", "motor.motor_asyncio.AsyncIOMotorClient")),
    ),
    *quiet(
        "pymongo.MongoClient",
        "__enter__->Self __getitem__->pymongo.database.Database get_database->pymongo.database.Database"
        " get_default_database->pymongo.database.Database start_session->pymongo.client_session.ClientSession",
        _DATABASE,
    ),
    *quiet("pymongo.MongoClient", "__getattr__->pymongo.database.Database", _DATABASE, attribute=True),
    *blocking(
        "pymongo.MongoClient",
        f"bulk_write drop_database list_database_names list_databases->{_COMMAND} server_info watch->{_STREAM}",
        _DATABASE,
        _HIGH,
        _CLIENT,
    ),
    *blocking(
        "pymongo.MongoClient",
        "address is_mongos is_primary primary secondaries arbiters",
        _DATABASE,
        _HIGH,
        attribute=True,
        note="it waits until a server is known",
    ),
    *blocking("pymongo.MongoClient", "__exit__ close", _DATABASE, _LOW),
    *quiet("pymongo.database.Database", "__getattr__->pymongo.collection.Collection", _DATABASE, attribute=True),
    *quiet(
        "pymongo.database.Database",
        "__getitem__->pymongo.collection.Collection get_collection->pymongo.collection.Collection with_options->Self",
        _DATABASE,
    ),
    *quiet("pymongo.database.Database", "client->pymongo.MongoClient", _DATABASE, attribute=True),
    *blocking(
        "pymongo.database.Database",
        f"aggregate->{_COMMAND} command create_collection->pymongo.collection.Collection cursor_command->{_COMMAND}"
        f" dereference drop_collection list_collection_names list_collections->{_COMMAND} validate_collection"
        f" watch->{_STREAM}",
        _DATABASE,
        _HIGH,
        _DB,
    ),
    *quiet("pymongo.collection.Collection", "__getattr__->Self", _DATABASE, attribute=True),
    *quiet("pymongo.collection.Collection", "database->pymongo.database.Database", _DATABASE, attribute=True),
    *quiet(
        "pymongo.collection.Collection",
        "__getitem__->Self find->pymongo.cursor.Cursor find_raw_batches->pymongo.cursor.Cursor with_options->Self",
        _DATABASE,
    ),
    *blocking(
        "pymongo.collection.Collection",
        f"aggregate->{_COMMAND} aggregate_raw_batches bulk_write count_documents create_index create_indexes"
        " create_search_index create_search_indexes delete_many delete_one distinct drop drop_index drop_indexes"
        " drop_search_index estimated_document_count find_one find_one_and_delete find_one_and_replace"
        " find_one_and_update"
        f" index_information insert_many insert_one list_indexes->{_COMMAND} list_search_indexes->{_COMMAND} options"
        f" rename replace_one update_many update_one update_search_index watch->{_STREAM}",
        _DATABASE,
        _HIGH,
        _COLLECTION,
    ),
    *quiet(
        "pymongo.cursor.Cursor",
        "__enter__->Self add_option->Self allow_disk_use->Self batch_size->Self clone->Self collation->Self"
        " comment->Self hint->Self limit->Self max->Self max_await_time_ms->Self max_time_ms->Self min->Self"
        " remove_option->Self rewind->Self skip->Self sort->Self where->Self",
        _DATABASE,
    ),
    *blocking("pymongo.cursor.Cursor", "distinct explain to_list", _DATABASE, _HIGH, _FOUND),
    *blocking("pymongo.cursor.Cursor", "__getitem__ __next__ next", _DATABASE, _HIGH),
    *blocking("pymongo.cursor.Cursor", "__exit__ close", _DATABASE, _LOW),
    *quiet(_COMMAND, "__enter__->Self batch_size->Self", _DATABASE),
    *blocking(_COMMAND, "__next__ next to_list try_next", _DATABASE, _HIGH),
    *blocking(_COMMAND, "__exit__ close", _DATABASE, _LOW),
    *quiet(_STREAM, "__enter__->Self", _DATABASE),
    *blocking(_STREAM, "__next__ next try_next", _DATABASE, _HIGH),
    *blocking(_STREAM, "__exit__ close", _DATABASE, _LOW),
    *quiet(
        "pymongo.client_session.ClientSession",
        "__enter__->Self start_transaction",
        _DATABASE,
        note="ending a transaction talks to the server",
    ),
    *blocking(
        "pymongo.client_session.ClientSession",
        "__exit__ abort_transaction commit_transaction end_session with_transaction",
        _DATABASE,
        _HIGH,
        note="where a transaction is open",
    ),
    *quiet("gridfs", "GridFS->gridfs.GridFS GridFSBucket->gridfs.GridFSBucket", _DATABASE),
    *blocking(
        "gridfs.GridFS",
        "delete exists find_one->gridfs.GridOut get->gridfs.GridOut get_last_version->gridfs.GridOut"
        " get_version->gridfs.GridOut list put",
        _DATABASE,
        _HIGH,
    ),
    *quiet("gridfs.GridFS", "find->gridfs.GridOutCursor new_file->gridfs.GridIn", _DATABASE),
    *blocking(
        "gridfs.GridFSBucket",
        "delete delete_by_name download_to_stream download_to_stream_by_name open_download_stream->gridfs.GridOut"
        " open_download_stream_by_name->gridfs.GridOut rename rename_by_name upload_from_stream"
        " upload_from_stream_with_id",
        _DATABASE,
        _HIGH,
    ),
    *quiet(
        "gridfs.GridFSBucket",
        "find->gridfs.GridOutCursor open_upload_stream->gridfs.GridIn open_upload_stream_with_id->gridfs.GridIn",
        _DATABASE,
    ),
    *blocking("gridfs.GridOut", "__next__ open read readchunk readline readlines", _DATABASE, _HIGH),
    *blocking("gridfs.GridOutCursor", "__next__ next", _DATABASE, _HIGH),
    *quiet("gridfs.GridOut", "__enter__->Self", _DATABASE),
    *quiet("gridfs.GridIn", "__enter__->Self", _DATABASE),
    *blocking("gridfs.GridIn", "__exit__ abort close write writelines", _DATABASE, _HIGH),
)

_NAMESPACES = "cat cluster indices ingest nodes security snapshot tasks"


def _search(client: str, twin: Twin, helpers: str) -> tuple[Row, ...]:
    module = client.partition(".")[0]
    return (
        *quiet(module, f"{client.rpartition('.')[2]}->{client}", _DATABASE, twins=((twin.library, twin.owner),)),
        *blocking(client, "*", _DATABASE, _HIGH, twin),
        *quiet(client, "__enter__->Self", _DATABASE),
        *blocking(client, "__exit__ close", _DATABASE, _LOW),
        *quiet(
            client,
            " ".join(f"{name}->elasticsearch.Elasticsearch.namespace" for name in _NAMESPACES.split()),
            _DATABASE,
            attribute=True,
        ),
        *blocking(helpers, "bulk reindex", _DATABASE, _HIGH),
        *stepping(helpers, "parallel_bulk scan streaming_bulk", _DATABASE, _HIGH),
    )


_SEARCH = (
    *_search(
        "elasticsearch.Elasticsearch",
        Twin("elasticsearch", "elasticsearch.AsyncElasticsearch"),
        "elasticsearch.helpers",
    ),
    *quiet("elasticsearch.Elasticsearch", "options->Self", _DATABASE),
    *quiet("elasticsearch.Elasticsearch", "ilm->elasticsearch.Elasticsearch.namespace", _DATABASE, attribute=True),
    *_search("opensearchpy.OpenSearch", Twin("opensearchpy", "opensearchpy.AsyncOpenSearch"), "opensearchpy.helpers"),
    *blocking("elasticsearch.Elasticsearch.namespace", "*", _DATABASE, _HIGH),
)

_GRAPHS = (
    *quiet(
        "neo4j.GraphDatabase", "driver->neo4j.Driver", _DATABASE, twins=(("neo4j", "neo4j.AsyncGraphDatabase.driver"),)
    ),
    *quiet("neo4j.Driver", "__enter__->Self session->neo4j.Session", _DATABASE),
    *blocking(
        "neo4j.Driver",
        "close execute_query get_server_info supports_multi_db verify_authentication verify_connectivity",
        _DATABASE,
        _HIGH,
        Twin("neo4j", "neo4j.AsyncDriver"),
    ),
    *blocking("neo4j.Driver", "__exit__", _DATABASE, _LOW),
    *quiet("neo4j.Session", "__enter__->Self", _DATABASE),
    *blocking(
        "neo4j.Session",
        "begin_transaction->neo4j.Transaction close execute_read execute_write run->neo4j.Result",
        _DATABASE,
        _HIGH,
        Twin("neo4j", "neo4j.AsyncSession"),
    ),
    *blocking("neo4j.Session", "__exit__", _DATABASE, _HIGH),
    *blocking("neo4j.Session", "read_transaction write_transaction", _DATABASE, _HIGH, note="neo4j 4"),
    *quiet("neo4j.Transaction", "__enter__->Self", _DATABASE),
    *blocking(
        "neo4j.Transaction",
        "close commit rollback run->neo4j.Result",
        _DATABASE,
        _HIGH,
        Twin("neo4j", "neo4j.AsyncTransaction"),
    ),
    *blocking("neo4j.Transaction", "__exit__", _DATABASE, _HIGH),
    *blocking(
        "neo4j.ManagedTransaction",
        "run->neo4j.Result",
        _DATABASE,
        _HIGH,
        Twin("neo4j", "neo4j.AsyncManagedTransaction"),
    ),
    *blocking(
        "neo4j.Result",
        "consume data fetch graph peek single to_df to_eager_result value values",
        _DATABASE,
        _HIGH,
        Twin("neo4j", "neo4j.AsyncResult"),
    ),
    *blocking("neo4j.Result", "__next__", _DATABASE, _HIGH),
)

_WIDE = (
    *quiet("cassandra.cluster", "Cluster->cassandra.cluster.Cluster", _DATABASE),
    *quiet("cassandra.cluster.Cluster", "__enter__->Self", _DATABASE),
    *blocking("cassandra.cluster.Cluster", "__exit__ connect->cassandra.cluster.Session shutdown", _DATABASE, _HIGH),
    *blocking("cassandra.cluster.Session", "execute prepare set_keyspace shutdown", _DATABASE, _HIGH),
    *quiet("cassandra.cluster.Session", "__enter__->Self execute_async->cassandra.cluster.ResponseFuture", _DATABASE),
    *blocking("cassandra.cluster.ResponseFuture", "result", _DATABASE, _HIGH),
    *quiet(
        "pymemcache.client.base",
        "Client->pymemcache.client.base.Client PooledClient->pymemcache.client.base.PooledClient",
        _DATABASE,
    ),
    *(
        row
        for owner in (
            "pymemcache.client.base.Client",
            "pymemcache.client.base.PooledClient",
            "pymemcache.client.hash.HashClient",
        )
        for row in blocking(
            owner,
            "add append cas decr delete delete_many flush_all get get_many gets gets_many incr prepend quit replace"
            " set set_many touch",
            _DATABASE,
            _HIGH,
        )
    ),
    *blocking("pymemcache.client.base.Client", "stats version", _DATABASE, _HIGH),
)

ROWS: tuple[Row, ...] = (*_REDIS, *_MONGO, *_SEARCH, *_GRAPHS, *_WIDE)
