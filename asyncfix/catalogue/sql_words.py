"""Words of SQLAlchemy and SQLModel as statements are written with them, where no type is known.

Source: the documentation of SQLAlchemy's expression language.
"""

from __future__ import annotations

_WITHOUT_OBJECTS = frozenset({"delete", "insert", "text", "update"})
_SELECTING = frozenset({"select"})
_OF_VALUES = frozenset({
    "and_", "case", "cast", "coalesce", "column", "count", "distinct", "exists", "extract", "false", "label", "literal",
    "literal_column", "not_", "null", "or_", "text", "true", "type_coerce",
})  # fmt: skip
_ADDING = frozenset({"add_columns", "add_entity", "from_statement", "options", "with_entities", "with_only_columns"})
_FUNCTIONS = "func"


def gives_no_objects(word: str) -> bool:
    """True for what makes a statement whose result holds no objects of the mapped classes."""
    return word in _WITHOUT_OBJECTS


def selects(word: str) -> bool:
    """True for what makes a statement that gives what it is given."""
    return word in _SELECTING


def adds_objects(word: str) -> bool:
    """True for a method of a statement that may change what it gives."""
    return word in _ADDING


def is_value(word: str) -> bool:
    """True for a function whose result, in a row, is a plain value."""
    return word in _OF_VALUES


def is_function_maker(word: str) -> bool:
    """True for the name in front of the functions of the database: `func.count()`."""
    return word == _FUNCTIONS
