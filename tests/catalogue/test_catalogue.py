"""The catalogue: its tables, what they cover, and how they are looked up."""

from __future__ import annotations

import builtins
import importlib
import inspect
import select
import shutil
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from asyncfix.catalogue import (
    BLOCKING_ATTRIBUTES,
    CATALOGUE,
    Argument,
    Catalogue,
    Family,
    Row,
    Severity,
    Threads,
    TypeRow,
    fingerprint,
    result_of,
    row_of,
)
from asyncfix.catalogue.package_index import TABLES, WHERE
from tests.support.catalogue_judged import FUNCTIONS, METHODS

ROOT = Path(__file__).parent.parent.parent
ROWS = CATALOGUE.rows()
TYPES = CATALOGUE.types()
BY_NAME = {row.name: row for row in ROWS}
TYPE_NAMES = {kind.name: kind for kind in TYPES}
VERSION = sys.version_info[:2]


def _first(name: str) -> str:
    return name.partition(".")[0]


def _is_standard(name: str) -> bool:
    return "." not in name or _first(name) in sys.stdlib_module_names


def _exists_here(row: Row | TypeRow) -> bool:
    if (row.since or VERSION) > VERSION or (row.until or (9,)) <= VERSION:
        return False
    return not row.platform or row.platform == sys.platform


# --- the tables


@pytest.mark.parametrize("table", TABLES)
def test_no_name_stands_twice_in_any_table(table: str) -> None:
    module = importlib.import_module(f"asyncfix.catalogue.{table}")
    others = [importlib.import_module(f"asyncfix.catalogue.{other}") for other in TABLES if other != table]
    for field in ("ROWS", "TYPES"):
        names = Counter(item.name for item in getattr(module, field))
        names.update({item.name for other in others for item in getattr(other, field)} & set(names))
        assert [name for name, count in names.items() if count > 1] == []
    aliases = [other for other, _ in module.ALIASES]
    assert len(set(aliases)) == len(aliases)


def test_a_package_is_looked_up_in_exactly_the_tables_that_know_it() -> None:
    found: dict[str, set[str]] = {}
    for table in TABLES:
        module = importlib.import_module(f"asyncfix.catalogue.{table}")
        names = [item.name for item in (*module.ROWS, *module.TYPES)] + [other for other, _ in module.ALIASES]
        for name in names:
            found.setdefault(_first(name), set()).add(table)
    assert {package: set(tables) for package, tables in WHERE.items()} == found


def _mistakes(row: Row) -> Iterator[str]:
    parts = row.name.removesuffix(".*").replace("()", "").split(".")
    if not all(part.isidentifier() for part in parts):
        yield "is not a qualified name"
    if (row.severity is Severity.NONE) == row.stops:
        yield "has a severity that does not go with whether it blocks"
    if not all(code.startswith("ASYNC") and code[5:].isdigit() for code in row.codes):
        yield "has a code that no linter has"
    if not all(library and twin.startswith(library) for library, twin in row.twins):
        yield "has a twin of another library than it says"
    if len(dict(row.twins)) != len(row.twins):
        yield "has two twins of one library"
    if row.picklable and row.family is not Family.CPU:
        yield "is not of the family that processes are for"
    if row.unbound and CATALOGUE.threads(row.returns) is not Threads.BOUND:
        yield "frees what is not bound"
    for condition in (*row.unless, *row.unbound, *(one for one, _ in row.returns_when)):
        if not condition.name and condition.position is None:
            yield "has a condition on no argument"
        if not (condition.values or condition.types or condition.modes or condition.missing):
            yield "has a condition that never holds"
    given = {row.returns, row.yields, *row.items, *(kind for _, kind in row.returns_when)} - {""}
    if "Self" in given and row.owner not in TYPE_NAMES:
        yield "gives the type of a receiver that it has not"
    yield from (f"gives {kind}, which is no type" for kind in sorted(given - {"Self", *TYPE_NAMES}))


def test_every_row_is_well_formed() -> None:
    assert [f"{row.name} {mistake}" for row in ROWS for mistake in _mistakes(row)] == []


def test_the_owner_of_a_method_is_a_type_of_the_catalogue() -> None:
    classes = {row.name for row in ROWS if row.owner.rpartition(".")[2][:1].isupper() and row.owner not in TYPE_NAMES}
    modules = ("MySQLdb.", "xml.etree.ElementTree.", "PIL.")
    assert {name for name in classes if not name.startswith(modules)} == set()
    assert {row.name for row in ROWS if row.name.endswith(".*") and row.owner not in TYPE_NAMES} == set()


def test_every_type_is_well_formed() -> None:
    assert [kind.name for kind in TYPES if not set(kind.bases) <= set(TYPE_NAMES) - {kind.name}] == []
    assert [kind.name for kind in TYPES if CATALOGUE.threads(kind.name) is None] == []


def test_an_alias_leads_to_a_name_of_the_catalogue() -> None:
    known = {*BY_NAME, *TYPE_NAMES}
    prefixes = {name[:end] for name in known for end in range(len(name)) if name[end] == "."}
    aliases = CATALOGUE.aliases()
    assert {real for real in aliases.values() if real not in known | prefixes} == set()
    assert {other for other in aliases if other in known} == set()


# --- the standard library


_SAMPLES: dict[str, object] = {
    "threading.Condition": threading.Condition(),
    "threading.Lock": threading.Lock(),
    "threading.RLock": threading.RLock(),
}
"""Types of which only an object has the attributes, on some Python."""
if hasattr(select, "poll"):
    _SAMPLES["select.poll"] = select.poll()

_SET_BY_INIT = {
    "filecmp.dircmp", "multiprocessing.synchronize.Condition", "multiprocessing.synchronize.Lock",
    "multiprocessing.synchronize.RLock", "multiprocessing.synchronize.Semaphore", "subprocess.Popen",
}  # fmt: skip
_WRAPS = {"codecs.StreamReaderWriter", "os._wrap_close", "tempfile._TemporaryFileWrapper", "typing.IO"}


def _resolved(name: str) -> object:
    """What a qualified name of the standard library means. Raises AttributeError."""
    parts = name.split(".")
    found: object = builtins
    for end in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:end]))
        except ImportError:
            continue
        parts = parts[end:]
        break
    for part in parts:
        found = getattr(found, part)
    return found


_STANDARD = [row for row in ROWS if _is_standard(row.name) and _exists_here(row)]


def _is_here(row: Row) -> bool:
    """True where the running Python has what the row is about."""
    owner = TYPE_NAMES.get(row.owner)
    if row.name.endswith(".*") or (owner is not None and (not owner.real or not _exists_here(owner))):
        return True
    attribute = row.name.rpartition(".")[2]
    if row.owner in _SAMPLES:
        return hasattr(_SAMPLES[row.owner], attribute)
    if row.owner in _SET_BY_INIT:
        made = _resolved(row.owner)
        assert isinstance(made, type)
        sources = "".join(inspect.getsource(base) for base in made.__mro__ if base is not object)
        return hasattr(made, attribute) or f"self.{attribute}" in sources or f"{attribute}=" in sources
    if any(kind.name in _WRAPS for kind in CATALOGUE.lineage(row.owner)):
        return hasattr(_resolved("io.TextIOWrapper"), attribute)
    try:
        _resolved(row.name)
    except AttributeError:
        return False
    return True


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_every_name_of_the_standard_library_exists() -> None:
    standard = [row for row in ROWS if _is_standard(row.name) and _exists_here(row)]
    assert len(standard) > 1_000
    assert [row.name for row in standard if not _is_here(row)] == []


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_every_class_of_the_standard_library_exists_and_has_the_bases_that_the_catalogue_says() -> None:
    for kind in TYPES:
        if not kind.real or not _is_standard(kind.name) or not _exists_here(kind):
            continue
        found = _resolved(kind.name)
        for base in kind.bases:
            above = _resolved(base)
            assert not (isinstance(found, type) and isinstance(above, type)) or issubclass(found, above), kind.name


def test_a_name_that_newer_pythons_lack_is_gone_here_where_the_row_says_so() -> None:
    gone = [row for row in ROWS if row.until is not None and row.until <= VERSION and _is_standard(row.name)]
    for row in gone:
        with pytest.raises(AttributeError):
            _resolved(row.name)


_JUDGED_ON = pytest.mark.skipif(
    sys.platform != "linux" or not (3, 11) <= VERSION <= (3, 13), reason="the lists are those of Linux, 3.11 to 3.13"
)


@_JUDGED_ON
@pytest.mark.parametrize("module", FUNCTIONS)
def test_every_function_of_a_module_is_a_row_or_was_judged_harmless(module: str) -> None:
    found = vars(importlib.import_module(module))
    functions = {
        name
        for name, value in found.items()
        if not name.startswith("_")
        and callable(value)
        and not isinstance(value, type)
        and getattr(value, "__module__", module) in (module, None, *_HOMES.get(module, ()))
    }
    prefix = "" if module == "builtins" else f"{module}."
    unknown = {name for name in functions if row_of(prefix + name) is None}
    assert unknown - set(FUNCTIONS[module].split()) == set()


_HOMES = {
    "os": ("posix",),
    "os.path": ("posixpath", "genericpath"),
    "io": ("_io",),
    "sqlite3": ("_sqlite3", "sqlite3.dbapi2"),
    "socket": ("_socket",),
    "threading": ("_thread",),
    "signal": ("_signal",),
}
"""Where the functions of a module say that they are from."""


@_JUDGED_ON
@pytest.mark.parametrize("name", METHODS)
def test_every_method_of_a_class_is_a_row_or_was_judged_harmless(name: str) -> None:
    found = _SAMPLES.get(name) or _resolved(name)
    methods = {attribute for attribute in dir(found) if attribute[0] != "_" and callable(getattr(found, attribute))}
    methods = {method for method in methods if not isinstance(getattr(found, method), type)}
    unknown = {method for method in methods if CATALOGUE.member(name, method) is None}
    judged = {method for kind in CATALOGUE.lineage(name) for method in METHODS.get(kind.name, "").split()}
    assert unknown - judged == set()


def _parameters(row: Row) -> list[inspect.Parameter] | None:
    """What a call of the row takes, without the receiver; None where Python can't tell."""
    try:
        found = _resolved(row.name)
        assert callable(found)
        parameters = list(inspect.signature(found).parameters.values())
    except (AttributeError, ValueError):
        return None
    if row.owner in TYPE_NAMES and parameters and parameters[0].name in ("self", "cls"):
        return parameters[1:]
    return parameters


def test_every_condition_is_about_an_argument_that_the_function_has_there() -> None:
    wrong = []
    for row in ROWS:
        conditions = (*row.unless, *row.unbound, *(condition for condition, _ in row.returns_when))
        parameters = _parameters(row) if conditions and _is_standard(row.name) and _exists_here(row) else None
        for condition in conditions if parameters else ():
            assert parameters is not None
            names = {
                parameter.name: place if parameter.kind is not inspect.Parameter.KEYWORD_ONLY else None
                for place, parameter in enumerate(parameters)
            }
            takes_any = any(parameter.kind is inspect.Parameter.VAR_KEYWORD for parameter in parameters)
            if condition.name and names.get(condition.name, condition.position) != condition.position:
                wrong.append(f"{row.name}: {condition.name} is at {names[condition.name]}")
            elif condition.name not in names and not takes_any and condition.name:
                wrong.append(f"{row.name} has no argument {condition.name}")
            elif not condition.name and (condition.position or 0) >= len(parameters):
                wrong.append(f"{row.name} has no argument {condition.position}")
    assert wrong == []


# --- what others call blocking


def _each(prefix: str, names: str) -> Iterator[str]:
    yield from (f"{prefix}.{name}" for name in names.split())


RUFF = {
    "ASYNC210": [
        "urllib.request.urlopen",
        "urllib3.request",
        *_each("requests", "get post delete patch put head options request"),
        *_each("httpx", "get post delete patch put head options request"),
    ],
    "ASYNC212": [*_each("httpx.Client", "close delete get head options patch post put request send stream")],
    "ASYNC220": ["subprocess.Popen", "os.popen", *_each("os", "spawnl spawnle spawnlp spawnlpe spawnv spawnve")],
    "ASYNC221": [
        *_each("os", "system posix_spawn posix_spawnp spawnl spawnle spawnlp spawnlpe spawnv spawnve spawnvp spawnvpe"),
        *_each("subprocess", "run call check_call check_output getoutput getstatusoutput"),
    ],
    "ASYNC222": [*_each("os", "wait wait3 wait4 waitid waitpid")],
    "ASYNC230": ["open", "io.open", "io.open_code", "pathlib.Path.open"],
    "ASYNC240": [
        *_each(
            "os.path",
            "abspath exists expanduser getatime getctime getmtime getsize isdir isfile islink ismount lexists normpath"
            " realpath relpath samefile sameopenfile",
        ),
        *_each(
            "pathlib.Path",
            "absolute chmod cwd exists expanduser glob group hardlink_to home is_block_device is_char_device"
            " is_dir is_fifo"
            " is_file is_mount is_socket is_symlink iterdir lchmod lstat mkdir owner read_bytes read_text readlink"
            " rename"
            " replace resolve rglob rmdir samefile stat symlink_to touch unlink walk write_bytes write_text",
        ),
    ],
    "ASYNC250": ["input"],
    "ASYNC251": ["time.sleep"],
}
"""ruff lists `connect` and `trace` of requests and httpx too, which neither has."""

FLAKE8_ASYNC = {
    "ASYNC210": [*_each("httpx2", "get post delete patch put head options request")],
    "ASYNC211": ["urllib3.PoolManager.request"],
    "ASYNC212": [
        *_each("urllib3.PoolManager", "request urlopen"),
        *_each("urllib3.HTTPConnectionPool", "request urlopen"),
        *_each("httpx2.Client", "close delete get head options patch post put request send stream"),
    ],
    "ASYNC231": ["os.fdopen"],
    "ASYNC232": [
        *_each("io.TextIOWrapper", "read readline readlines write writelines seek tell flush truncate close"),
        *_each("io.BufferedReader", "read readline readlines seek tell close"),
        *_each("io.BufferedWriter", "write writelines seek tell flush truncate close"),
    ],
    "ASYNC240": [
        *_each(
            "os.path",
            "normpath islink lexists ismount realpath exists isdir isfile getatime getctime getmtime getsize samefile"
            " sameopenfile relpath",
        )
    ],
}
PURE = [
    *_each(
        "os.path",
        "join split splitdrive splitext basename dirname normcase isabs expandvars commonpath commonprefix samestat",
    ),
    *_each(
        "pathlib.Path",
        "name stem suffix suffixes parent parents parts anchor root drive as_posix as_uri with_name with_stem"
        " with_suffix"
        " joinpath match relative_to is_relative_to is_absolute is_reserved",
    ),
]
"""What ruff's ASYNC240 leaves out."""


@pytest.mark.parametrize(
    ("code", "name"), [(code, name) for rules in (RUFF, FLAKE8_ASYNC) for code in rules for name in rules[code]]
)
def test_what_a_linter_flags_has_a_row_with_its_code(code: str, name: str) -> None:
    row = row_of(name)
    assert row is not None
    assert code in row.codes


@pytest.mark.parametrize("name", PURE)
def test_what_the_linters_leave_out_as_pure_does_not_stop_the_loop(name: str) -> None:
    row = row_of(name)
    assert row is None or not row.stops


SONAR = [
    *_each("requests.Session", "get post delete patch put head options request"),
    "os.open",
    "codecs.open",
    *_each("tempfile", "TemporaryFile NamedTemporaryFile SpooledTemporaryFile"),
    "gzip.open",
    "bz2.open",
    "lzma.open",
]
BLOCKBUSTER = [
    "time.sleep",
    "input",
    *_each(
        "os",
        "statvfs rename remove rmdir link symlink listdir access getcwd stat mkdir replace readlink sendfile"
        " unlink read write"
        " scandir",
    ),
    "os.ScandirIterator.__next__",
    *_each("os.path", "ismount sameopenfile islink abspath"),
    "io.BufferedReader.read",
    "io.BufferedWriter.write",
    *_each("io.BufferedRandom", "read write"),
    *_each("io.TextIOWrapper", "read write"),
    *_each(
        "socket.socket",
        "connect accept send sendall sendto recv recv_into recvfrom recvfrom_into recvmsg",
    ),
    *_each("ssl.SSLSocket", "write send read recv"),
    *_each("sqlite3.Cursor", "execute executemany executescript fetchone fetchmany fetchall"),
    *_each("sqlite3.Connection", "execute executemany executescript commit rollback"),
    "threading.Lock.acquire",
]
"""Without `os.path.samestat`, which compares two results of stat and touches no disk."""
AIOCOP = [
    *_each("socket", "getaddrinfo gethostbyname gethostbyname_ex gethostbyaddr"),
    "open",
    *_each("tempfile", "TemporaryFile NamedTemporaryFile mkstemp mkdtemp TemporaryDirectory"),
    *_each("os", "walk fwalk"),
    *_each("glob", "glob iglob"),
    "pathlib.Path.rglob",
    *_each("shutil", "copy copy2 copyfile copyfileobj copymode copystat copytree move rmtree"),
    "fcntl.flock",
    "http.client.HTTPConnection.connect",
    "ftplib.FTP.connect",
    "smtplib.SMTP.connect",
    "imaplib.IMAP4.open",
    "poplib.POP3",
    *_each("os", "system spawnv execv execve execl fork forkpty posix_spawn"),
    "subprocess.Popen",
    "sqlite3.connect",
    "importlib.import_module",
    *_each("ssl.SSLContext", "load_default_certs load_verify_locations load_cert_chain set_default_verify_paths"),
    "http.client.HTTPConnection.putrequest",
    *_each("pathlib.Path", "open read_text read_bytes write_text write_bytes"),
]


@pytest.mark.parametrize("name", [*SONAR, *BLOCKBUSTER, *AIOCOP])
def test_what_other_tools_call_blocking_has_a_row(name: str) -> None:
    row = row_of(name)
    assert row is not None
    assert row.stops or row.note


FROM_PRACTICE = """
    psycopg2.connect psycopg2.extensions.connection.commit psycopg2.extensions.cursor.execute psycopg.connect
    psycopg.Connection.execute psycopg.Cursor.fetchall pymysql.connect pymysql.cursors.Cursor.execute
    MySQLdb.connect MySQLdb.cursors.Cursor.execute mysql.connector.connect
    mysql.connector.cursor.MySQLCursor.execute pyodbc.connect pyodbc.Cursor.execute oracledb.connect
    oracledb.Cursor.execute duckdb.connect duckdb.sql duckdb.DuckDBPyConnection.execute
    clickhouse_driver.Client.execute clickhouse_connect.get_client clickhouse_connect.driver.client.Client.query
    sqlalchemy.orm.Session.execute sqlalchemy.orm.Session.commit sqlalchemy.orm.Session.scalars
    sqlalchemy.orm.scoped_session.execute sqlalchemy.engine.Engine.connect sqlalchemy.engine.Connection.execute
    sqlalchemy.orm.Query.all sqlalchemy.orm.Query.first sqlmodel.Session.exec redis.Redis.get
    redis.StrictRedis.get redis.client.Pipeline.execute pymongo.collection.Collection.find_one
    pymongo.cursor.Cursor.__next__ boto3.client botocore.client.BaseClient.put_object
    boto3.resources.base.ServiceResource.put google.cloud.storage.Blob.upload_from_string
    google.cloud.bigquery.Client.query elasticsearch.Elasticsearch.search kafka.KafkaProducer.send
    kafka.KafkaConsumer.__next__ pika.BlockingConnection
    pika.adapters.blocking_connection.BlockingChannel.basic_publish smtplib.SMTP smtplib.SMTP_SSL.sendmail
    ftplib.FTP.retrbinary paramiko.SSHClient.connect paramiko.SFTPClient.get http.client.HTTPConnection.request
    urllib3.PoolManager.request PIL.Image.open PIL.Image.Image.save pandas.read_csv pandas.read_parquet
    pandas.DataFrame.to_csv pandas.DataFrame.to_sql numpy.load numpy.save pickle.load json.load yaml.safe_load
    zipfile.ZipFile zipfile.ZipFile.extractall tarfile.open queue.Queue.get threading.Event.wait
    threading.Thread.join concurrent.futures.Future.result asyncio.run
    asyncio.AbstractEventLoop.run_until_complete subprocess.Popen.wait subprocess.Popen.communicate
    multiprocessing.Process.join multiprocessing.pool.Pool.join openai.OpenAI.resource.create
    anthropic.Anthropic.resource.create stripe.Customer.create twilio.rest.Client.resource.create
    slack_sdk.WebClient.chat_postMessage hashlib.pbkdf2_hmac hashlib.scrypt bcrypt.hashpw
    argon2.PasswordHasher.verify zlib.compress gzip.compress bz2.compress lzma.compress PIL.Image.Image.resize
    docker.DockerClient.ping git.Repo.clone_from neo4j.Session.run snowflake.connector.connect
    ldap3.Connection.search minio.Minio.put_object hvac.Client.read azure.storage.blob.BlobClient.upload_blob
    postgrest.SyncSelectRequestBuilder.execute joblib.load torch.load cv2.imread
    passlib.context.CryptContext.verify requests.Session.get httpx2.get
"""
"""Families that the linters do not know."""


@pytest.mark.parametrize("name", FROM_PRACTICE.split())
def test_what_blocks_in_real_code_has_a_row(name: str) -> None:
    row = row_of(name)
    assert row is not None
    assert row.stops


CHAINS = [
    ("sqlalchemy.orm.sessionmaker", ["__call__", "query", "filter", "order_by"], "sqlalchemy.orm.Query"),
    ("sqlalchemy.create_engine", ["begin", "__enter__", "execute", "mappings"], "sqlalchemy.engine.MappingResult"),
    ("sqlite3.connect", ["cursor", "execute"], "sqlite3.Cursor"),
    ("pathlib.Path.cwd", ["__truediv__", ".parent", "resolve"], "pathlib.Path"),
    ("subprocess.Popen", ["__enter__"], "subprocess.Popen"),
    ("pymongo.MongoClient", [".shop", "__getitem__", "find", "sort"], "pymongo.cursor.Cursor"),
    ("redis.from_url", ["pipeline", "set", "incr"], "redis.client.Pipeline"),
    ("openai.OpenAI", [".chat", ".completions"], "openai.OpenAI.resource"),
    ("httpx.Client", ["__enter__", "stream", "__enter__"], "httpx.stream().Response"),
    ("boto3.client", ["get_paginator", "paginate"], "botocore.paginate.PageIterator"),
    ("flask_sqlalchemy.SQLAlchemy", [".session", "query"], "sqlalchemy.orm.Query"),
]


@pytest.mark.parametrize(("start", "steps", "end"), CHAINS)
def test_the_types_of_a_chain_of_calls_are_known(start: str, steps: list[str], end: str) -> None:
    row = row_of(start)
    current = row.returns if row is not None else start
    if current == "Self":
        current = start.rpartition(".")[0]
    for step in steps:
        member = CATALOGUE.attribute(current, step[1:]) if step[0] == "." else CATALOGUE.member(current, step)
        assert member is not None, (current, step)
        current = current if member.returns == "Self" else member.returns
    assert current == end


# --- looking up


def test_a_row_is_found_by_the_name_that_another_module_has_for_it() -> None:
    assert row_of("posixpath.exists") is row_of("os.path.exists")
    assert row_of("requests.sessions.Session.get") is row_of("requests.Session.get")
    assert row_of("builtins.open") is row_of("open")


def test_a_method_is_found_by_a_class_that_inherits_it() -> None:
    assert row_of("pathlib.PosixPath.read_text") is BY_NAME["pathlib.Path.read_text"]
    assert row_of("pathlib.Path.joinpath") is BY_NAME["pathlib.PurePath.joinpath"]
    assert row_of("queue.PriorityQueue.get") is BY_NAME["queue.Queue.get"]


def test_a_method_is_found_through_an_attribute_of_a_module() -> None:
    assert row_of("sys.stdin.readline") is BY_NAME["sys.StandardInput.readline"]
    assert row_of("sys.stdin.buffer.read") is BY_NAME["sys.StandardInput.read"]
    assert row_of("os.environ.get") is None


def test_an_attribute_that_is_read_is_told_from_a_method_that_is_called() -> None:
    users = CATALOGUE.attribute("pymongo.database.Database", "users")
    assert users is not None
    assert users.returns == "pymongo.collection.Collection"
    assert CATALOGUE.attribute("pymongo.database.Database", "command") is None
    assert CATALOGUE.attribute("sqlite3.Connection", "total_changes") is None
    parent = CATALOGUE.attribute("pathlib.PosixPath", "parent")
    assert parent is BY_NAME["pathlib.PurePath.parent"]


def test_an_unknown_name_has_no_row() -> None:
    assert row_of("os.path.join") is None
    assert row_of("nowhere.at_all") is None
    assert row_of("nothing") is None
    assert row_of("sqlite3.Connection.no_such_method") is None


def test_a_star_stands_for_every_public_method_that_has_no_row() -> None:
    row = row_of("redis.Redis.hgetall")
    assert row == BY_NAME["redis.Redis.*"]._replace(
        name="redis.Redis.hgetall", twins=(("redis", "redis.asyncio.Redis.hgetall"),)
    )
    assert row_of("xmlrpc.client.ServerProxy.__enter__") is BY_NAME["xmlrpc.client.ServerProxy.__enter__"]
    assert row_of("xmlrpc.client.ServerProxy.__init__") is None


def test_the_mode_decides_what_open_returns() -> None:
    row = BY_NAME["open"]
    (binary,) = [condition for condition, _ in row.returns_when if "'rb'" in condition.values]
    assert result_of(row) == "io.TextIOWrapper"
    assert result_of(row, [binary]) == "io.BufferedReader"


def test_a_cursor_goes_where_its_connection_may_go() -> None:
    assert CATALOGUE.threads("sqlite3.Connection") is Threads.BOUND
    assert CATALOGUE.threads("sqlite3.Cursor") is Threads.OWNER
    assert BY_NAME["sqlite3.connect"].unbound[0].name == "check_same_thread"
    assert CATALOGUE.threads("os.path") is None


def test_a_subclass_has_the_thread_rule_of_its_base() -> None:
    assert CATALOGUE.threads("pathlib.PosixPath") is Threads.ANY
    assert CATALOGUE.threads("io.TextIOWrapper") is Threads.ONE


def test_rows_of_ones_own_stand_beside_the_tables_and_before_them() -> None:
    mine = Row("myapp.db.fetch", Family.DATABASE, Severity.HIGH)
    calm = Row("time.sleep", Family.SLEEP, Severity.NONE, blocks=False)
    kind = TypeRow("myapp.Store", bases=("sqlite3.Connection",))
    catalogue = Catalogue([mine, calm], [kind])
    assert catalogue.row("myapp.db.fetch") is mine
    assert catalogue.row("time.sleep") is calm
    assert catalogue.row("myapp.Store.execute") is BY_NAME["sqlite3.Connection.execute"]
    assert {row.name for row in catalogue.rows()} == {*BY_NAME, "myapp.db.fetch"}
    assert row_of("time.sleep") is not calm


def test_types_whose_bases_go_round_end_the_search() -> None:
    catalogue = Catalogue((), [TypeRow("a.A", bases=("a.B",)), TypeRow("a.B", bases=("a.A",))])
    assert catalogue.member("a.A", "read") is None
    assert catalogue.threads("a.A") is None


def test_a_condition_says_what_it_asks() -> None:
    assert str(Argument("blocking", 0, ("False", "0"))) == "blocking=False or 0"
    assert str(Argument("fp", 0, types=("io.BytesIO",))) == "fp=a io.BytesIO"
    assert str(Argument("timeout", 0, ("0",), missing=True)) == "timeout=0 or not given"


def test_the_fingerprint_is_the_same_in_every_process() -> None:
    program = "from asyncfix.catalogue import fingerprint; print(fingerprint())"
    assert _python(program) == fingerprint()


def test_a_lookup_loads_only_the_tables_that_know_the_package() -> None:
    program = (
        "import sys; from asyncfix.catalogue import row_of; row_of('time.sleep'); row_of('numpy2.x'); row_of('os');"
        "print(*sorted(name.rpartition('.')[2] for name in sys.modules if name.startswith('asyncfix.catalogue.')))"
    )
    without = program.replace("row_of('os');", "")
    assert set(_python(without).split()) & set(TABLES) == {"sleep"}
    assert set(_python(program).split()) & set(TABLES) > {"sleep", "files_os"}


def _python(program: str) -> str:
    command = [sys.executable, "-c", program]
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout.strip()


def test_the_names_of_blocking_attributes_are_those_of_the_rows() -> None:
    rows = CATALOGUE.rows()
    assert {row.name.rpartition(".")[2] for row in rows if row.attribute and row.blocks} == BLOCKING_ATTRIBUTES


def test_the_fingerprint_changes_with_the_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import asyncfix.catalogue as package

    before = fingerprint()
    folder = shutil.copytree(Path(package.__file__).parent, tmp_path / "catalogue")
    monkeypatch.setattr(package, "__file__", str(folder / "__init__.py"))
    assert fingerprint() == before
    with (folder / "stdlib.txt").open("a") as file:
        file.write("zzz\n")
    assert fingerprint() != before
