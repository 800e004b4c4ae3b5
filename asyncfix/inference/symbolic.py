"""The value of an expression, as far as its own file can tell: described here, looked up by the index.

`conn.cursor()` after `conn = sqlite3.connect(path)` is the result of the member `cursor` of the
result of `sqlite3.connect`. A description names functions and classes of other files by their
qualified names, so it pickles small and stays right while those files change.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from asyncfix.catalogue.web_frameworks import MANAGER_IN_THREADPOOL
from asyncfix.inference.record import Record, record_id

OWN = ":"
"""In front of the qualified name of something that the file itself defines: ":Repo.get"."""
ENTERED_IN_THREAD = "EnteredInThread"
LEFT_IN_THREAD = "LeftInThread"

ENTERING = frozenset({f"{OWN}{ENTERED_IN_THREAD}", f"{OWN}{LEFT_IN_THREAD}", MANAGER_IN_THREADPOOL})
"""What stands for the manager that it is given: classes that fixes bring in, and FastAPI's function."""


class Symbolic(Record):
    """The value of an expression, as far as it is known. An object of this class itself stands for nothing known."""

    __slots__ = ()

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if cls.__reduce__ is Symbolic.__reduce__:
            cls.__reduce__ = Record.__reduce__  # type: ignore[method-assign]

    def __reduce__(self) -> str | tuple[object, ...]:
        return "UNKNOWN" if self is UNKNOWN else super().__reduce__()  # out of a pickle comes what `is` finds


UNKNOWN = Symbolic()


class Name(Symbolic):
    """The value of a qualified name: "requests.get", "..db.Session" of a relative import, ":Repo" of this file."""

    __slots__ = __match_args__ = ("target",)

    def __init__(self, target: str) -> None:
        self._hash = 0
        self.target: Final = target


class Literal(Symbolic):
    """A constant, as `repr` writes it."""

    __slots__ = __match_args__ = ("text",)

    def __init__(self, text: str) -> None:
        self._hash = 0
        self.text: Final = text


class Member(Symbolic):
    """An attribute."""

    __slots__ = __match_args__ = ("of", "name")

    def __init__(self, of: Symbolic, name: str) -> None:
        self._hash = 0
        self.of: Final = of
        self.name: Final = name


class SuperOf(Member):
    """`super()` in a method of an object."""

    __slots__ = ()
    __match_args__ = ("of",)

    def __init__(self, of: Symbolic) -> None:
        super().__init__(of, "")


class TableOf(Member):
    """A mapping that has these values."""

    __slots__ = ()
    __match_args__ = ("of",)

    def __init__(self, of: Symbolic) -> None:
        super().__init__(of, "")


class CallArguments(Symbolic):
    """The arguments of a call, those of which something is known."""

    __slots__ = __match_args__ = ("positional", "keywords", "starred")

    def __init__(
        self,
        positional: tuple[Symbolic, ...] = (),
        keywords: tuple[tuple[str, Symbolic], ...] = (),
        starred: bool = False,
    ) -> None:
        self._hash = 0
        self.positional: Final = positional
        self.keywords: Final = keywords
        self.starred: Final = starred  # `*args` or `**kwargs` may give any of the others

    def __reduce__(self) -> str | tuple[object, ...]:
        return "NOTHING_GIVEN" if self is NOTHING_GIVEN else Record.__reduce__(self)

    def argument(self, name: str, position: int | None) -> Symbolic | None:
        """The value given for a parameter; None where none is, or `*args` may give it."""
        for keyword, value in self.keywords:
            if keyword == name:
                return value
        if position is not None and position < len(self.positional):
            return self.positional[position]
        return None


NOTHING_GIVEN = CallArguments()


class ResultOf(Symbolic):
    """The result of a call."""

    __slots__ = __match_args__ = ("of", "given")

    def __init__(self, of: Symbolic, given: CallArguments = NOTHING_GIVEN) -> None:
        self._hash = 0
        self.of: Final = of
        self.given: Final = given


class Awaited(Symbolic):
    """The result of an `await`."""

    __slots__ = __match_args__ = ("of",)

    def __init__(self, of: Symbolic) -> None:
        self._hash = 0
        self.of: Final = of


class InstanceOf(Symbolic):
    """An object of a class, as an annotation promises it."""

    __slots__ = __match_args__ = ("of",)

    def __init__(self, of: Symbolic) -> None:
        self._hash = 0
        self.of: Final = of


class Entered(Symbolic):
    """The value that `with` binds."""

    __slots__ = __match_args__ = ("of",)

    def __init__(self, of: Symbolic) -> None:
        self._hash = 0
        self.of: Final = of


class Element(Symbolic):
    """The value of one step of an iteration."""

    __slots__ = __match_args__ = ("of",)

    def __init__(self, of: Symbolic) -> None:
        self._hash = 0
        self.of: Final = of


class IterableOf(Symbolic):
    """Something whose elements are these."""

    __slots__ = __match_args__ = ("of",)

    def __init__(self, of: Symbolic) -> None:
        self._hash = 0
        self.of: Final = of


class Parts(Symbolic):
    """A tuple."""

    __slots__ = __match_args__ = ("items",)

    def __init__(self, items: tuple[Symbolic, ...]) -> None:
        self._hash = 0
        self.items: Final = items


class ElementOf(Symbolic):
    """One item of a tuple."""

    __slots__ = __match_args__ = ("of", "index")

    def __init__(self, of: Symbolic, index: int) -> None:
        self._hash = 0
        self.of: Final = of
        self.index: Final = index


class Provided(Symbolic):
    """The value that FastAPI passes for `Depends(of)`: the result, or what the generator yields."""

    __slots__ = __match_args__ = ("of",)

    def __init__(self, of: Symbolic) -> None:
        self._hash = 0
        self.of: Final = of


class Narrowed(Symbolic):
    """A value of which a test has said that it is an object of one of these classes."""

    __slots__ = __match_args__ = ("of", "kinds")

    def __init__(self, of: Symbolic, kinds: tuple[Symbolic, ...]) -> None:
        self._hash = 0
        self.of: Final = of
        self.kinds: Final = kinds  # as objects: `InstanceOf`


class Union(Symbolic):
    """One of several."""

    __slots__ = __match_args__ = ("options",)

    def __init__(self, options: tuple[Symbolic, ...]) -> None:
        self._hash = 0
        self.options: Final = options


NONE = Literal("None")


def either(values: Iterable[Symbolic]) -> Symbolic:
    """One of the values. None is left out where there is something else: what is used was not None."""
    if type(values) is list and len(values) == 1:
        only: Symbolic = values[0]
        return only
    known = list({record_id(value): value for value in values}.values())
    if len(known) == 1 and type(known[0]) is not Union:
        return known[0]
    flat: dict[Symbolic, None] = {}
    for value in known:
        for option in value.options if isinstance(value, Union) else (value,):
            flat[option] = None
    if len(flat) > 1:
        flat.pop(NONE, None)
    if len(flat) > _MOST:
        return UNKNOWN
    return next(iter(flat)) if len(flat) == 1 else Union(tuple(flat)) if flat else UNKNOWN


_MOST = 8  # alternatives that are worth keeping apart
_DEPTH = 24


_FLAT = frozenset({Symbolic, Name, Literal, Parts, Union})


def deep(value: Symbolic, left: int = _DEPTH) -> bool:
    """True for a description that is nested too deeply to be of use."""
    if type(value) in _FLAT:
        return False
    inner: Any = value
    for _ in range(left):
        inner = getattr(inner, "of", None)
        if inner is None:
            return False
    return True


def member(value: Symbolic, rest: str) -> Symbolic:
    """The attribute `.a.b` of a value."""
    for word in rest.split(".")[1:]:
        value = attribute(value, word)
    return value


def attribute(value: Symbolic, word: str) -> Symbolic:
    """The attribute of a value."""
    if isinstance(value, Name) and not value.target.startswith(OWN):
        target = value.target
        return Name(target + word if target.endswith(".") else f"{target}.{word}")
    return UNKNOWN if value is UNKNOWN or deep(value) else Member(value, word)


def owner_of(value: Symbolic) -> Symbolic | None:
    """The object whose attribute a value is, in its own file or in one that it imports; None for no attribute."""
    if isinstance(value, Member):
        return value.of
    if isinstance(value, Name):
        target, dot, _ = value.target.rpartition(".")
        return Name(target) if dot and target.strip(".") else None
    return None


def part_of(value: Symbolic, index: int) -> Symbolic:
    """An item of what is unpacked."""
    if isinstance(value, Parts):
        return value.items[index] if -len(value.items) <= index < len(value.items) else UNKNOWN
    if isinstance(value, Union) and all(isinstance(option, Parts) for option in value.options):
        return either(part_of(option, index) for option in value.options)
    if value is UNKNOWN or deep(value):
        return UNKNOWN
    return ElementOf(value, index)


def element_of(value: Symbolic) -> Symbolic:
    """The value of one step of an iteration over a value."""
    if isinstance(value, IterableOf):
        return value.of
    if isinstance(value, Parts):
        return either(value.items)
    return UNKNOWN if value is UNKNOWN or isinstance(value, Literal) or deep(value) else Element(value)


def brief(value: Symbolic) -> Symbolic:
    """The part of an argument that is worth knowing."""
    return value if type(value) in _BRIEF and not deep(value, 6) else UNKNOWN


_BRIEF = frozenset({Entered, Literal, Name, InstanceOf, Member, ResultOf, SuperOf, TableOf})
