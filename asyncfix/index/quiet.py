"""Calls of which nothing is known but the name: which names are taken for what they usually mean?"""

from __future__ import annotations

import ast

QUIET_METHODS = frozenset({
    "add", "alias", "any", "append", "as_posix", "asc", "astimezone", "between", "bindparams", "casefold", "cast",
    "center", "clear", "contains", "copy", "count", "critical", "debug", "decode", "desc", "difference", "digest",
    "discard", "distinct", "encode", "endswith", "error", "exception", "exists", "expandtabs", "extend", "filter",
    "filter_by", "find", "findall", "finditer", "format", "format_map", "from_bytes", "fromkeys", "fullmatch", "get",
    "group", "group_by", "groupdict", "groups", "has", "having", "hex", "hexdigest", "ilike", "in_", "index", "info",
    "insert", "intersection", "is_", "is_dir", "is_file", "is_not", "is_symlink", "isalnum", "isalpha", "isdecimal",
    "isdigit", "isdisjoint", "isidentifier", "islower", "isnot", "isnumeric", "isoformat", "isoweekday", "isspace",
    "issubset", "issuperset", "isupper", "items", "join", "joinedload", "joinpath", "keys", "label", "like", "limit",
    "ljust", "log", "lower", "lstat", "lstrip", "match", "mkdir", "model_dump", "model_dump_json", "model_validate",
    "not_in", "notin_", "nulls_last", "nullslast", "offset", "options", "order_by", "outerjoin", "partition", "pop",
    "popitem", "relative_to", "remove", "removeprefix", "removesuffix", "replace", "reverse", "rfind", "rindex",
    "rjust", "rmdir", "rpartition", "rsplit", "rstrip", "samefile", "search", "select_from", "selectinload",
    "setdefault", "sort", "split", "splitlines", "startswith", "stat", "strftime", "strip", "sub", "subquery",
    "swapcase", "symmetric_difference", "timestamp", "title", "to_bytes", "total_seconds", "touch", "translate",
    "union", "unlink", "update", "upper", "values", "warn", "warning", "weekday", "where", "with_for_update",
    "with_name", "with_suffix", "zfill",
})  # fmt: skip
"""Methods of built-in types, of paths, of loggers, of models and of queries that are put together: where the receiver
is not known, they are taken for those."""

_WIDTH = 40


def is_quiet(call: ast.expr) -> bool:
    """True for a call of a method that is taken for harmless."""
    function = call.func if isinstance(call, ast.Call) else call
    return isinstance(function, ast.Attribute) and function.attr in QUIET_METHODS


def written(call: ast.expr) -> str:
    """What is called, as it is written; its end where it is long."""
    function = call.func if isinstance(call, ast.Call) else call
    try:
        text = ast.unparse(function)
    except RecursionError:
        return "a call"
    return text if len(text) <= _WIDTH else "…" + text[1 - _WIDTH :]
