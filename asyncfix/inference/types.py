"""The types of values, looked up over the whole project and the catalogue."""

from __future__ import annotations

from typing import Final

from asyncfix.inference.record import Record


class Type(Record):
    """One answer. An object of this class itself stands for "unknown"."""

    __slots__ = ()


UNKNOWN = Type()


class PlainValue(Type):
    """A constant, or something of no matter to an event loop."""

    __slots__ = ()


PLAIN = PlainValue()


class LibraryName(Type):
    """A module, function or class from outside the project, by its qualified name."""

    __slots__ = __match_args__ = ("name",)

    def __init__(self, name: str) -> None:
        self._hash = 0
        self.name: Final = name


class LibraryInstance(Type):
    """An object of a class from outside the project."""

    __slots__ = __match_args__ = ("type", "yields", "steps", "unbound")

    def __init__(self, type: str, yields: str = "", steps: str = "", unbound: bool = False) -> None:
        self._hash = 0
        self.type: Final = type
        self.yields: Final = yields  # the type of its elements, where the row of the call that made it says
        self.steps: Final = steps  # the row of that call, where each step of an iteration over it blocks
        self.unbound: Final = unbound  # it was made so that other threads may use it


class LibraryMethod(Type):
    """A method of such an object."""

    __slots__ = __match_args__ = ("receiver", "name")

    def __init__(self, receiver: LibraryInstance, name: str) -> None:
        self._hash = 0
        self.receiver: Final = receiver
        self.name: Final = name


class ProjectModule(Type):
    """A file of the project."""

    __slots__ = __match_args__ = ("path",)

    def __init__(self, path: str) -> None:
        self._hash = 0
        self.path: Final = path


class ProjectFunction(Type):
    """A function of the project."""

    __slots__ = __match_args__ = ("path", "name")

    def __init__(self, path: str, name: str) -> None:
        self._hash = 0
        self.path: Final = path
        self.name: Final = name


def place(function: ProjectFunction) -> tuple[str, str]:
    """The place of a function: whatever is sorted by it has the same order in every run."""
    return function.path, function.name


class ProjectClass(Type):
    """A class of the project."""

    __slots__ = __match_args__ = ("path", "name")

    def __init__(self, path: str, name: str) -> None:
        self._hash = 0
        self.path: Final = path
        self.name: Final = name


class ProjectInstance(Type):
    """An object of such a class; with `above`, as `super()` sees it."""

    __slots__ = __match_args__ = ("path", "name", "above")

    def __init__(self, path: str, name: str, above: bool = False) -> None:
        self._hash = 0
        self.path: Final = path
        self.name: Final = name
        self.above: Final = above


class GeneratorOf(Type):
    """The generator that a generator function of the project returns."""

    __slots__ = __match_args__ = ("function",)

    def __init__(self, function: ProjectFunction) -> None:
        self._hash = 0
        self.function: Final = function


class LazyIterator(Type):
    """An iterator that iterates others or calls a function at each step: `enumerate(lines)`, `map(read, names)`."""

    __slots__ = __match_args__ = ("inner", "elements", "calls")

    def __init__(
        self, inner: frozenset[Type], elements: frozenset[Type] = frozenset(), calls: frozenset[Type] = frozenset()
    ) -> None:
        self._hash = 0
        self.inner: Final = inner
        self.elements: Final = elements
        self.calls: Final = calls


class TupleOf(Type):
    """A tuple with these items."""

    __slots__ = __match_args__ = ("items",)

    def __init__(self, items: tuple[frozenset[Type], ...]) -> None:
        self._hash = 0
        self.items: Final = items


class ContextManagerOf(Type):
    """The manager that a function of the project under `@contextmanager` returns."""

    __slots__ = __match_args__ = ("function",)

    def __init__(self, function: ProjectFunction) -> None:
        self._hash = 0
        self.function: Final = function


class ContextManagerFactory(Type):
    """`contextmanager(f)`: what makes such managers."""

    __slots__ = __match_args__ = ("function",)

    def __init__(self, function: ProjectFunction) -> None:
        self._hash = 0
        self.function: Final = function


class CoroutineOf(Type):
    """The coroutine that an `async def` function of the project returns."""

    __slots__ = __match_args__ = ("function",)

    def __init__(self, function: ProjectFunction) -> None:
        self._hash = 0
        self.function: Final = function


class SequenceOf(Type):
    """Something with these elements."""

    __slots__ = __match_args__ = ("elements",)

    def __init__(self, elements: frozenset[Type]) -> None:
        self._hash = 0
        self.elements: Final = elements


class MappingOf(Type):
    """Something with these values."""

    __slots__ = __match_args__ = ("values",)

    def __init__(self, values: frozenset[Type]) -> None:
        self._hash = 0
        self.values: Final = values


class StandsFor(Type):
    """`functools.partial(f)`, `contextlib.closing(x)`: it stands for something else when it is called or entered."""

    __slots__ = __match_args__ = ("things",)

    def __init__(self, things: frozenset[Type]) -> None:
        self._hash = 0
        self.things: Final = things


class ElementGetter(Type):
    """A method of a container that gives one of these."""

    __slots__ = __match_args__ = ("things",)

    def __init__(self, things: frozenset[Type]) -> None:
        self._hash = 0
        self.things: Final = things


class AwaitableOf(Type):
    """An object that gives these when it is awaited."""

    __slots__ = __match_args__ = ("things",)

    def __init__(self, things: frozenset[Type]) -> None:
        self._hash = 0
        self.things: Final = things


def functions(things: frozenset[Type]) -> list[ProjectFunction]:
    """The functions among them, in the same order in every run."""
    found = [one for one in things if isinstance(one, ProjectFunction)]
    return sorted(found, key=place) if len(found) > 1 else found


def instances(things: frozenset[Type]) -> list[LibraryInstance]:
    """The objects from outside among them, in no order."""
    return [one for one in things if isinstance(one, LibraryInstance)]


def unknown(things: frozenset[Type]) -> bool:
    """True where the value may be something that is not known."""
    return not things or UNKNOWN in things
