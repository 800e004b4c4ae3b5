"""What a value turns out to be, looked up over the whole project and the catalogue."""

from __future__ import annotations

from typing import Final

from asyncfix.inference.record import Record


class Thing(Record):
    """One answer. An object of this class itself stands for "unknown"."""

    __slots__ = ()


OTHER = Thing()


class Plain(Thing):
    """A constant, or something of no matter to an event loop."""

    __slots__ = ()


PLAIN = Plain()


class External(Thing):
    """A module, function or class from outside the project, by its qualified name."""

    __slots__ = __match_args__ = ("name",)

    def __init__(self, name: str) -> None:
        self._hash = 0
        self.name: Final = name


class Instance(Thing):
    """An object of a class from outside the project."""

    __slots__ = __match_args__ = ("type", "yields", "steps", "unbound")

    def __init__(self, type: str, yields: str = "", steps: str = "", unbound: bool = False) -> None:
        self._hash = 0
        self.type: Final = type
        self.yields: Final = yields  # the type of its elements, where the row of the call that made it says
        self.steps: Final = steps  # the row of that call, where each step of an iteration over it blocks
        self.unbound: Final = unbound  # it was made so that other threads may use it


class Method(Thing):
    """A method of such an object."""

    __slots__ = __match_args__ = ("receiver", "name")

    def __init__(self, receiver: Instance, name: str) -> None:
        self._hash = 0
        self.receiver: Final = receiver
        self.name: Final = name


class Module(Thing):
    """A file of the project."""

    __slots__ = __match_args__ = ("path",)

    def __init__(self, path: str) -> None:
        self._hash = 0
        self.path: Final = path


class Function(Thing):
    """A function of the project."""

    __slots__ = __match_args__ = ("path", "name")

    def __init__(self, path: str, name: str) -> None:
        self._hash = 0
        self.path: Final = path
        self.name: Final = name


def place(function: Function) -> tuple[str, str]:
    """Where a function stands: what is sorted by it has the same order in every run."""
    return function.path, function.name


class Class(Thing):
    """A class of the project."""

    __slots__ = __match_args__ = ("path", "name")

    def __init__(self, path: str, name: str) -> None:
        self._hash = 0
        self.path: Final = path
        self.name: Final = name


class Object(Thing):
    """An object of such a class; with `above`, as `super()` sees it."""

    __slots__ = __match_args__ = ("path", "name", "above")

    def __init__(self, path: str, name: str, above: bool = False) -> None:
        self._hash = 0
        self.path: Final = path
        self.name: Final = name
        self.above: Final = above


class Generator(Thing):
    """What a generator function of the project returns."""

    __slots__ = __match_args__ = ("function",)

    def __init__(self, function: Function) -> None:
        self._hash = 0
        self.function: Final = function


class Lazy(Thing):
    """What iterates others while it is iterated, or calls a function: `enumerate(lines)`, `map(read, names)`."""

    __slots__ = __match_args__ = ("inner", "elements", "calls")

    def __init__(
        self, inner: frozenset[Thing], elements: frozenset[Thing] = frozenset(), calls: frozenset[Thing] = frozenset()
    ) -> None:
        self._hash = 0
        self.inner: Final = inner
        self.elements: Final = elements
        self.calls: Final = calls


class Row(Thing):
    """A tuple with these items."""

    __slots__ = __match_args__ = ("items",)

    def __init__(self, items: tuple[frozenset[Thing], ...]) -> None:
        self._hash = 0
        self.items: Final = items


class Manager(Thing):
    """What a function of the project under `@contextmanager` returns."""

    __slots__ = __match_args__ = ("function",)

    def __init__(self, function: Function) -> None:
        self._hash = 0
        self.function: Final = function


class Managing(Thing):
    """`contextmanager(f)`: what makes such managers."""

    __slots__ = __match_args__ = ("function",)

    def __init__(self, function: Function) -> None:
        self._hash = 0
        self.function: Final = function


class Coroutine(Thing):
    """What an `async def` function of the project returns."""

    __slots__ = __match_args__ = ("function",)

    def __init__(self, function: Function) -> None:
        self._hash = 0
        self.function: Final = function


class Sequence(Thing):
    """Something with these elements."""

    __slots__ = __match_args__ = ("elements",)

    def __init__(self, elements: frozenset[Thing]) -> None:
        self._hash = 0
        self.elements: Final = elements


class Mapping(Thing):
    """Something with these values."""

    __slots__ = __match_args__ = ("values",)

    def __init__(self, values: frozenset[Thing]) -> None:
        self._hash = 0
        self.values: Final = values


class Wrapped(Thing):
    """`functools.partial(f)`, `contextlib.closing(x)`: it stands for something else when it is called or entered."""

    __slots__ = __match_args__ = ("things",)

    def __init__(self, things: frozenset[Thing]) -> None:
        self._hash = 0
        self.things: Final = things


class Chosen(Thing):
    """A method of a container that gives one of these."""

    __slots__ = __match_args__ = ("things",)

    def __init__(self, things: frozenset[Thing]) -> None:
        self._hash = 0
        self.things: Final = things


class Promise(Thing):
    """What gives these when it is awaited."""

    __slots__ = __match_args__ = ("things",)

    def __init__(self, things: frozenset[Thing]) -> None:
        self._hash = 0
        self.things: Final = things


def functions(things: frozenset[Thing]) -> list[Function]:
    """The functions among them, in the same order in every run."""
    found = [one for one in things if isinstance(one, Function)]
    return sorted(found, key=place) if len(found) > 1 else found


def instances(things: frozenset[Thing]) -> list[Instance]:
    """The objects from outside among them, in no order."""
    return [one for one in things if isinstance(one, Instance)]


def unknown(things: frozenset[Thing]) -> bool:
    """True where the value may be something that is not known."""
    return not things or OTHER in things
