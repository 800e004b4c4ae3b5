"""Calls of which little is known but the name: which are taken for harmless?"""

from __future__ import annotations

import ast
import sys

from asyncfix.catalogue import Catalogue
from asyncfix.inference import types as t

QUIET_METHODS = frozenset({
    "__setattr__", "add", "alias", "any", "append", "as_posix", "asc", "astimezone", "between", "bindparams",
    "casefold", "cast", "center", "clear", "contains", "copy", "count", "critical", "debug", "decode", "desc",
    "difference", "digest", "discard", "distinct", "dump_json", "dump_python", "dumps", "encode", "endswith",
    "error", "exception", "exists", "expandtabs", "extend", "filter", "filter_by", "find", "findall", "finditer",
    "format", "format_map", "from_bytes", "fromkeys", "fullmatch", "get", "get_secret_value", "group", "group_by",
    "groupdict", "groups", "has", "having", "hex", "hexdigest", "ilike", "in_", "index", "info", "insert",
    "intersection", "is_", "is_dir", "is_file", "is_not", "is_symlink", "isalnum", "isalpha", "isdecimal",
    "isdigit", "isdisjoint", "isidentifier", "islower", "isnot", "isnumeric", "isoformat", "isoweekday", "isspace",
    "issubset", "issuperset", "isupper", "items", "join", "joinedload", "joinpath", "keys", "label", "like",
    "limit", "ljust", "loads", "log", "lower", "lstat", "lstrip", "match", "mkdir", "model_dump", "model_dump_json",
    "model_validate", "not_in", "notin_", "nulls_last", "nullslast", "offset", "options", "order_by", "outerjoin",
    "partition", "pop", "popitem", "relative_to", "remove", "removeprefix", "removesuffix", "replace", "reverse",
    "rfind", "rindex", "rjust", "rmdir", "rpartition", "rsplit", "rstrip", "samefile", "search", "select_from",
    "selectinload", "setdefault", "sort", "split", "splitlines", "startswith", "stat", "strftime", "strip", "sub",
    "subquery", "swapcase", "symmetric_difference", "timestamp", "title", "to_bytes", "total_seconds", "touch",
    "translate", "union", "unlink", "update", "upper", "values", "warn", "warning", "weekday", "where",
    "with_for_update", "with_name", "with_suffix", "zfill",
})  # fmt: skip
"""Methods of built-in types, of paths, of loggers, of models, of queries that are put together, and of formats: where
the receiver is not known, they are taken for those."""

_WIDTH = 40


def is_quiet(call: ast.expr) -> bool:
    """True for a call of a method that is taken for harmless."""
    function = call.func if isinstance(call, ast.Call) else call
    return isinstance(function, ast.Attribute) and function.attr in QUIET_METHODS


def is_foreign(thing: t.Type, catalogue: Catalogue) -> bool:
    """True for what is called of a library that is neither Python's own nor in the catalogue: it may need a loop.

    Making an object of a class is taken for harmless.
    """
    match thing:
        case t.LibraryName(name):
            return not name.rpartition(".")[2][:1].isupper() and not _is_known(name, catalogue)
        case t.LibraryMethod(receiver, _):
            return not _is_known(receiver.type, catalogue)
    return False


def _is_known(name: str, catalogue: Catalogue) -> bool:
    root, dot, _ = name.partition(".")
    return not dot or root in sys.stdlib_module_names or catalogue.covers(name)


def written(call: ast.expr) -> str:
    """What is called, as it is written; its end where it is long."""
    function = call.func if isinstance(call, ast.Call) else call
    try:
        text = ast.unparse(function)
    except RecursionError:
        return "a call"
    return text if len(text) <= _WIDTH else "…" + text[1 - _WIDTH :]
