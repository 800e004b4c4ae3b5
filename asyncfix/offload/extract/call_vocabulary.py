"""The words for a call: ("read", "config") for `open(config_path).read()`."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from enum import Enum, auto

from asyncfix.syntax.node_path import dotted


class Sort(Enum):
    """The kinds of things that a call is about."""

    GIVES = auto()  # its result
    TAKES = auto()  # a file, a row or something else that it is given


@dataclass(frozen=True, slots=True)
class CallWords:
    """`thing` is "" where the call alone does not tell it."""

    verb: str
    thing: str
    sort: Sort
    opens: bool = False  # a file to write it


_GIVES = {
    "read": "read read_text read_bytes readlines readline read_csv read_excel read_json read_parquet read_sql",
    "load": "load safe_load load_all from_pretrained imread",
    "fetch": "fetchone fetchall fetchmany first one one_or_none scalar scalars scalar_one scalar_one_or_none all get"
    " urlopen find_one request",
    "list": "listdir iterdir scandir list_objects list_objects_v2",
    "find": "glob rglob find which",
    "walk": "walk",
    "check": "exists is_file is_dir isfile isdir",
    "measure": "getsize stat disk_usage",
    "resolve": "gethostbyname getaddrinfo gethostbyaddr resolve",
    "hash": "pbkdf2_hmac scrypt hashpw file_digest md5 sha1 sha256 sha512",
    "compress": "compress",
    "decompress": "decompress",
    "count": "count",
    "run": "check_output getoutput",
    "clone": "clone clone_from",
    "download": "download_file download_fileobj urlretrieve snapshot_download hf_hub_download",
    "parse": "parse parse_file",
}
_TAKES = {
    "write": "write write_text write_bytes writelines writerow writerows dump to_csv to_json to_parquet to_excel",
    "save": "save savefig add add_all merge bulk_save_objects imwrite",
    "remove": "remove unlink rmtree rmdir removedirs",
    "delete": "delete delete_one delete_many delete_object",
    "make": "mkdir makedirs touch",
    "move": "rename replace move renames",
    "copy": "copy copy2 copyfile copytree copyfileobj",
    "send": "sendmail send_message sendall put patch",
    "post": "post",
    "run": "run call check_call system",
    "start": "Popen",
    "upload": "upload_file upload_fileobj put_object",
    "extract": "extractall extract unpack_archive",
    "pack": "make_archive",
    "open": "connect",
}
_VERBS = {
    name: (verb, sort)
    for table, sort in ((_GIVES, Sort.GIVES), (_TAKES, Sort.TAKES))
    for verb, names in table.items()
    for name in names.split()
}
_SQL = re.compile(
    r"\s*(?:WITH\b.*?\)\s*)?(?P<verb>SELECT|INSERT|REPLACE|UPDATE|DELETE|CREATE|DROP|ALTER)\b"
    r"(?:.*?\b(?:FROM|INTO|UPDATE|TABLE)\b|)\s+(?:IF\s+(?:NOT\s+)?EXISTS\s+)?[\"'`\[]?(?:\w+\.)?(?P<table>[A-Za-z_]\w*)",
    re.IGNORECASE | re.DOTALL,
)
_SQL_VERBS = {"select": "fetch", "replace": "insert", "alter": "change"}
_STATEMENTS = {"delete": "delete", "insert": "insert", "query": "fetch", "select": "fetch", "update": "update"}
_ENDS = re.compile(r"_(?:path|file|filename|filepath|fname|dir|directory|folder|name|location|fp|fh)$")
_NAMES_OF_FILES = frozenset({"file", "filename", "filepath", "fname", "name", "path"})
_PROGRAM = re.compile(r"[a-z][a-z0-9_]*")
_WEAK = frozenset(
    {
        "args",
        "buf",
        "buffer",
        "cls",
        "cmd",
        "code",
        "conn",
        "connection",
        "content",
        "contents",
        "cur",
        "cursor",
        "data",
        "db",
        "dest",
        "dir",
        "directory",
        "fh",
        "file",
        "filename",
        "filepath",
        "folder",
        "fp",
        "key",
        "line",
        "lines",
        "name",
        "obj",
        "out",
        "output",
        "param",
        "params",
        "parent",
        "parents",
        "path",
        "payload",
        "res",
        "resp",
        "response",
        "result",
        "results",
        "ret",
        "root",
        "row",
        "rows",
        "self",
        "session",
        "source",
        "src",
        "stderr",
        "stdout",
        "stream",
        "target",
        "tmp",
        "url",
        "val",
        "value",
        "wrapper",
    }
)


def is_telling(word: str) -> bool:
    """True for a name that says what it holds."""
    return len(word) > 2 and word not in _WEAK


def words_of(call: ast.Call) -> CallWords | None:
    """The words for a call; None where nothing is known of it."""
    name = _name(call.func)
    said = _of_sql(call) or _of_model(call)
    if said is not None:
        return said
    if name == "open":
        return _of_open(call)
    if name == "get" and len(call.args) > 1:
        return None  # with a default: of a mapping
    known = _VERBS.get(name)
    return _of_known(call, name, *known) if known is not None else None


def _of_open(call: ast.Call) -> CallWords:
    writes = any(set("wax+") & set(mode) for mode in _modes(call))
    path = call.args[0] if call.args and isinstance(call.func, ast.Name) else _receiver(call)
    thing = "file" if stem(path) in _NAMES_OF_FILES else stem(path)
    return CallWords("write" if writes else "read", thing, Sort.TAKES if writes else Sort.GIVES, writes)


def _of_known(call: ast.Call, name: str, verb: str, sort: Sort) -> CallWords:
    if verb in ("run", "start"):
        return CallWords(verb, _program(call) or ("command" if verb == "run" else "process"), Sort.TAKES)
    if name in ("dump", "save", "add", "merge", "delete", "remove", "unlink", "copy", "move", "rename"):
        return CallWords(verb, stem(call.args[0] if call.args else _receiver(call)), sort)
    if name == "write":
        return CallWords(verb, stem(call.args[0]) if call.args else "", sort)
    own = name.startswith(("write_", "read_")) or name in ("mkdir", "touch", "exists", "stat", "rmdir")
    inner = _receiver(call) if own and not _is_module(_receiver(call)) else None
    return CallWords(verb, stem(inner or (call.args[0] if call.args else None)), sort)


def stem(node: ast.expr | None) -> str:
    """The words for an expression: `config` for `self.config_path`, for "etc/config.yml", for `Config`."""
    match node:
        case ast.Name(id=name):
            return _plain(name) if name not in ("self", "cls") else ""
        case ast.Attribute(attr=name, value=value):
            plain = _plain(name)
            return plain if is_telling(plain) else (stem(value) or plain)
        case ast.Constant(value=str(text)):
            return _plain(re.split(r"[/\\]", text.rstrip("/\\"))[-1].partition(".")[0]) if len(text) < 80 else ""
        case ast.BinOp(op=ast.Div(), left=left, right=right):
            return stem(right) or stem(left)
        case ast.Subscript(value=value, slice=index):
            return stem(index) if isinstance(index, ast.Constant) and isinstance(index.value, str) else stem(value)
        case ast.Call(func=function, args=[*_, last]) if _name(function) in ("Path", "str", "fspath", "join", "list"):
            return stem(last)
        case ast.Call(func=function, args=arguments) if isinstance(function, ast.Name) or not arguments:
            name = _name(function)
            return _plain(name) if name[:1].isupper() else ""
    return ""


def words_of_name(call: ast.Call) -> str:
    """`save_upload` for a call of a function whose name is a verb with an object; "" for others."""
    name = _name(call.func).strip("_")
    plain = re.fullmatch(r"[a-z]+(?:_[a-z0-9]+)+", name)
    return name if plain and not name.startswith(("is_", "has_", "on_", "to_", "from_", "as_")) else ""


def _plain(name: str) -> str:
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)
    word = re.sub(r"_+", "_", re.sub(r"[^0-9A-Za-z]", "_", spaced)).strip("_").lower()
    shorter = _ENDS.sub("", word)
    return shorter if re.fullmatch(r"[a-z]\w*", shorter) else ""


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _receiver(call: ast.Call) -> ast.expr | None:
    return call.func.value if isinstance(call.func, ast.Attribute) else None


def _is_module(node: ast.expr | None) -> bool:
    parts = dotted(node) if node is not None else None
    return parts is not None and parts[0].id in ("os", "shutil", "pathlib", "pd", "pandas", "json", "yaml", "pickle")


def _modes(call: ast.Call) -> list[str]:
    given = [*call.args[(1 if isinstance(call.func, ast.Name) else 0) :][:1]]
    given.extend(keyword.value for keyword in call.keywords if keyword.arg == "mode")
    return [one.value for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str)]


def _of_sql(call: ast.Call) -> CallWords | None:
    """Of a call that is given a statement of SQL."""
    first = call.args[0] if call.args else None
    if isinstance(first, ast.Call) and _name(first.func) == "text" and first.args:
        first = first.args[0]
    if isinstance(first, ast.JoinedStr) and first.values:
        first = first.values[0]
    if not isinstance(first, ast.Constant) or not isinstance(first.value, str):
        return None
    found = _SQL.match(first.value)
    if found is None:
        return None
    verb = found["verb"].lower()
    return CallWords(_SQL_VERBS.get(verb, verb), _plain(found["table"]), Sort.GIVES if verb == "select" else Sort.TAKES)


def _of_model(call: ast.Call) -> CallWords | None:
    """Of `query(User)`, `select(User.id)` and `get(User, key)`."""
    name = _name(call.func)
    verb = _STATEMENTS.get(name) or ("fetch" if name == "get" and len(call.args) == 2 else "")
    first = call.args[0] if call.args else None
    while isinstance(first, ast.Attribute) and isinstance(first.value, (ast.Name, ast.Attribute)):
        if first.attr[:1].isupper():
            break
        first = first.value
    named = _name(first) if first is not None else ""
    if name in ("delete", "update") and not named[:1].isupper():
        inner = _of_query_before(call)
        return CallWords(verb, inner.thing, Sort.TAKES) if inner is not None else None
    if not verb or not named[:1].isupper() or named.isupper():
        return None
    return CallWords(verb, _plain(named), Sort.GIVES if verb == "fetch" else Sort.TAKES)


def _of_query_before(call: ast.Call) -> CallWords | None:
    """What `query(User).filter(...)` says, before the method that is called on it."""
    receiver = _receiver(call)
    while isinstance(receiver, ast.Call):
        if _name(receiver.func) in ("query", "select"):
            return _of_model(receiver)
        receiver = _receiver(receiver)
    return None


def _program(call: ast.Call) -> str:
    first = call.args[0] if call.args else None
    parts = first.elts[:2] if isinstance(first, (ast.List, ast.Tuple)) else [first]
    texts = [one.value.split() if isinstance(one, ast.Constant) and isinstance(one.value, str) else [] for one in parts]
    if not texts or not texts[0]:
        return ""
    words = [_plain(re.split(r"[/\\]", texts[0][0])[-1]), *(text[0] for text in texts[1:] if text)]
    return "_".join(word for word in words if _PROGRAM.fullmatch(word))
