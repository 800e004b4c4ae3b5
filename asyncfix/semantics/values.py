"""What an expression gives, as far as its own file can tell: described here, looked up by the index.

`conn.cursor()` after `conn = sqlite3.connect(path)` is the result of the member `cursor` of the
result of `sqlite3.connect`. A description names functions and classes of other files by their
qualified names, so it pickles small and stays right while those files change.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

OWN = ":"
"""In front of the qualified name of something that the file itself defines: ":Repo.get"."""


@dataclass(frozen=True, slots=True)
class Value:
    """What is known of the value of an expression. An object of this class itself stands for nothing known."""

    def __reduce__(self) -> str | tuple[object, ...]:
        names: tuple[str, ...] = self.__match_args__
        if not names:
            return "UNKNOWN"  # so that there is one only, and `is` finds it
        return type(self), tuple([getattr(self, name) for name in names])  # the default is slow


UNKNOWN = Value()


@dataclass(frozen=True, slots=True)
class Name(Value):
    """What a qualified name stands for: "requests.get", "..db.Session" of a relative import, ":Repo" of this file."""

    target: str


@dataclass(frozen=True, slots=True)
class Literal(Value):
    """A constant, as `repr` writes it."""

    text: str


@dataclass(frozen=True, slots=True)
class Member(Value):
    """An attribute."""

    of: Value
    name: str


@dataclass(frozen=True, slots=True)
class Given(Value):
    """The arguments of a call, those of which something is known."""

    positional: tuple[Value, ...] = ()
    keywords: tuple[tuple[str, Value], ...] = ()
    starred: bool = False  # `*args` or `**kwargs` may give any of the others

    def argument(self, name: str, position: int | None) -> Value | None:
        """What is given for a parameter; None where nothing is, or `*args` may give it."""
        for keyword, value in self.keywords:
            if keyword == name:
                return value
        if position is not None and position < len(self.positional):
            return self.positional[position]
        return None


@dataclass(frozen=True, slots=True)
class Result(Value):
    """What a call returns."""

    of: Value
    given: Given = Given()


@dataclass(frozen=True, slots=True)
class Awaited(Value):
    """What an `await` gives."""

    of: Value


@dataclass(frozen=True, slots=True)
class Made(Value):
    """An object of a class, as an annotation promises it."""

    of: Value


@dataclass(frozen=True, slots=True)
class Entered(Value):
    """What `with` binds."""

    of: Value


@dataclass(frozen=True, slots=True)
class Element(Value):
    """What an iteration gives."""

    of: Value


@dataclass(frozen=True, slots=True)
class Items(Value):
    """Something whose elements are these."""

    of: Value


@dataclass(frozen=True, slots=True)
class Parts(Value):
    """A tuple."""

    items: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Part(Value):
    """One item of a tuple."""

    of: Value
    index: int


@dataclass(frozen=True, slots=True)
class Provided(Value):
    """What FastAPI passes for `Depends(of)`: the result, or what the generator yields."""

    of: Value


@dataclass(frozen=True, slots=True)
class Either(Value):
    """One of several."""

    options: tuple[Value, ...]


NONE = Literal("None")


def either(values: Iterable[Value]) -> Value:
    """One of the values. None is left out where there is something else: what is used was not None."""
    known = list({id(value): value for value in values}.values())
    if len(known) == 1 and type(known[0]) is not Either:
        return known[0]
    flat: dict[Value, None] = {}
    for value in known:
        for option in value.options if isinstance(value, Either) else (value,):
            flat[option] = None
    if len(flat) > 1:
        flat.pop(NONE, None)
    if len(flat) > _MOST:
        return UNKNOWN
    return next(iter(flat)) if len(flat) == 1 else Either(tuple(flat)) if flat else UNKNOWN


_MOST = 8  # alternatives that are worth keeping apart
_DEPTH = 24


def deep(value: Value, left: int = _DEPTH) -> bool:
    """True for a description that is nested too deeply to be of use."""
    inner: Any = value
    for _ in range(left):
        inner = getattr(inner, "of", None)
        if inner is None:
            return False
    return True
