"""Methods by their names alone: where the receiver is not known, which are taken for harmless?

A name stands here where all the widely used classes that have it do no more than compute, or change the object itself:
values and containers of Python, models, parts of queries, arrays, loggers. The names of a path's own methods are
here as well: they touch the disk shortly, and whatever has them may do that in a thread.
"""

from __future__ import annotations

_OF_VALUES = frozenset({
    "add", "address_exclude", "adjusted", "append", "as_integer_ratio", "as_posix", "as_tuple", "as_uri",
    "astimezone", "bit_count", "bit_length", "capitalize", "casefold", "center", "clear", "combine",
    "compare_networks", "compare_total", "compare_total_mag", "conjugate", "copy", "copy_abs", "copy_negate",
    "copy_sign", "count", "ctime", "decode", "denominator", "difference", "difference_update", "discard", "dst",
    "encode", "endswith", "expandtabs", "extend", "find", "findall", "finditer", "fma", "format", "format_map",
    "from_bytes", "from_decimal", "from_float", "fromhex", "fromisocalendar", "fromisoformat", "fromkeys",
    "fromordinal", "fromtimestamp", "full_match", "fullmatch", "get", "group", "groupdict", "groups", "hex", "imag",
    "index", "insert", "intersection", "intersection_update", "is_absolute", "is_canonical", "is_finite",
    "is_infinite", "is_integer", "is_nan", "is_normal", "is_qnan", "is_relative_to", "is_reserved", "is_signed",
    "is_snan", "is_subnormal", "is_zero", "isalnum", "isalpha", "isascii", "isdecimal", "isdigit", "isdisjoint",
    "isidentifier", "islower", "isnumeric", "isocalendar", "isoformat", "isoweekday", "isprintable", "isspace",
    "issubset", "issuperset", "istitle", "isupper", "items", "join", "joinpath", "keys", "limit_denominator", "ljust",
    "ln", "log10", "logical_and", "logical_or", "logical_xor", "lower", "lstrip", "maketrans", "max_mag", "min_mag",
    "next_minus", "next_plus", "next_toward", "normalize", "numerator", "overlaps", "partition", "pop", "popitem",
    "quantize", "real", "relative_to", "remove", "removeprefix", "removesuffix", "replace", "reverse", "rfind",
    "rindex", "rjust", "rpartition", "rsplit", "rstrip", "same_quantum", "scanner", "search", "setdefault", "sort",
    "split", "splitlines", "sqrt", "startswith", "strftime", "strip", "strptime", "sub", "subn", "subnet_of",
    "supernet_of", "swapcase", "symmetric_difference", "symmetric_difference_update", "timestamp", "timetuple",
    "timetz", "title", "to_bytes", "to_eng_string", "to_integral", "to_integral_exact", "to_integral_value",
    "toordinal", "total_seconds", "translate", "tzname", "union", "update", "upper", "utcfromtimestamp", "utcnow",
    "utcoffset", "utctimetuple", "values", "weekday", "with_name", "with_segments", "with_stem", "with_suffix",
    "zfill",
})  # fmt: skip
"""Of str, bytes, numbers, list, dict, set, tuple, dates, matches and pure paths."""
_OF_CONTAINERS = frozenset({
    "appendleft", "elements", "extendleft", "maxlen", "most_common", "move_to_end", "popleft", "rotate", "subtract",
    "total",
})  # fmt: skip
"""Of Counter, deque and OrderedDict."""
_OF_PATHS = frozenset({
    "exists", "is_dir", "is_file", "is_symlink", "iterdir", "lstat", "mkdir", "rmdir", "samefile", "stat", "touch",
    "unlink",
})  # fmt: skip
"""Of paths."""
_OF_MODELS = frozenset({
    "dump_json", "dump_python", "get_secret_value", "json_schema", "model_construct", "model_copy", "model_dump",
    "model_dump_json", "model_json_schema", "model_rebuild", "model_validate", "model_validate_json",
    "model_validate_strings", "validate_json", "validate_python", "validate_strings",
})  # fmt: skip
"""Of Pydantic."""
_OF_QUERIES = frozenset({
    "add_columns", "alias", "all_", "any", "any_", "as_scalar", "asc", "between", "bindparams", "bool_op", "cast",
    "collate", "concat", "contains", "contains_eager", "correlate", "correlate_except", "cte", "desc",
    "distinct", "distinct_on", "except_", "except_all", "execution_options", "filter", "filter_by", "group_by", "has",
    "having", "icontains", "iendswith", "ilike", "in_", "intersect", "intersect_all", "is_", "is_distinct_from",
    "is_not", "is_not_distinct_from", "isnot", "isnot_distinct_from", "istartswith", "joinedload", "label", "lateral",
    "lazyload", "like", "limit", "load_only", "noload", "not_ilike", "not_in", "not_like", "notilike", "notin_",
    "notlike", "nulls_first", "nulls_last", "nullsfirst", "nullslast", "offset", "on_conflict_do_nothing",
    "on_conflict_do_update", "on_duplicate_key_update", "op", "options", "order_by", "outerjoin", "over",
    "prefix_with", "raiseload", "regexp_match", "regexp_replace", "returning", "scalar_subquery", "select_from",
    "selectinload", "self_group", "subquery", "subqueryload", "tablesample", "type_coerce", "undefer", "union_all",
    "where", "with_for_update", "with_hint", "with_loader_criteria", "with_only_columns", "within_group",
})  # fmt: skip
"""Of SQLAlchemy's expressions, statements and loader options."""
_OF_ARRAYS = frozenset({
    "argmax", "argmin", "argsort", "astype", "flatten", "ravel", "reshape", "squeeze", "to_dict", "to_list",
    "to_numpy", "tobytes", "tolist",
})  # fmt: skip
"""Of NumPy, pandas and Polars."""
_OF_LOGGERS = frozenset({
    "critical", "debug", "error", "exception", "getChild", "info", "isEnabledFor", "log", "success", "trace",
    "warn", "warning",
})  # fmt: skip
"""Of logging, loguru and structlog."""
_OTHERS = frozenset({
    "__setattr__", "_asdict", "_replace", "add_header", "delete_cookie", "digest", "dumps", "get_all", "getall",
    "getbuffer", "getlist", "getvalue", "has_key", "hexdigest", "loads", "match", "readable", "seekable",
    "set_cookie", "writable",
})  # fmt: skip
"""Of named tuples, files in memory, headers and cookies, hashes and formats."""
_ALL = _OF_VALUES | _OF_CONTAINERS | _OF_PATHS | _OF_MODELS | _OF_QUERIES | _OF_ARRAYS | _OF_LOGGERS | _OTHERS
_GIVING_FUNCTIONS = frozenset({"bool_op", "op"})


def is_harmless_word(word: str) -> bool:
    """True for the name of a method that is taken for harmless where nothing is known of its object."""
    return word in _ALL


def gives_harmless_function(word: str) -> bool:
    """True for a method whose result is only a function to compute with: `column.op("->>")("key")`."""
    return word in _GIVING_FUNCTIONS
