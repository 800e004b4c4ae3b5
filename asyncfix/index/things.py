"""What a value turns out to be, looked up over the whole project and the catalogue."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thing:
    """One answer. An object of this class itself stands for "unknown"."""


OTHER = Thing()


@dataclass(frozen=True, slots=True)
class Plain(Thing):
    """A constant, or something of no matter to an event loop."""


PLAIN = Plain()


@dataclass(frozen=True, slots=True)
class External(Thing):
    """A module, function or class from outside the project, by its qualified name."""

    name: str


@dataclass(frozen=True, slots=True)
class Instance(Thing):
    """An object of a class from outside the project."""

    type: str
    yields: str = ""  # the type of its elements, where the row of the call that made it says
    steps: str = ""  # the row of that call, where each step of an iteration over it blocks
    unbound: bool = False  # it was made so that other threads may use it


@dataclass(frozen=True, slots=True)
class Method(Thing):
    """A method of such an object."""

    receiver: Instance
    name: str


@dataclass(frozen=True, slots=True)
class Module(Thing):
    """A file of the project."""

    path: str


@dataclass(frozen=True, slots=True)
class Function(Thing):
    """A function of the project."""

    path: str
    name: str


@dataclass(frozen=True, slots=True)
class Class(Thing):
    """A class of the project."""

    path: str
    name: str


@dataclass(frozen=True, slots=True)
class Object(Thing):
    """An object of such a class; with `above`, as `super()` sees it."""

    path: str
    name: str
    above: bool = False


@dataclass(frozen=True, slots=True)
class Generator(Thing):
    """What a generator function of the project returns."""

    function: Function


@dataclass(frozen=True, slots=True)
class Lazy(Thing):
    """What iterates others while it is iterated: `enumerate(lines)`."""

    inner: frozenset[Thing]


@dataclass(frozen=True, slots=True)
class Manager(Thing):
    """What a function of the project under `@contextmanager` returns."""

    function: Function


@dataclass(frozen=True, slots=True)
class Managing(Thing):
    """`contextmanager(f)`: what makes such managers."""

    function: Function


@dataclass(frozen=True, slots=True)
class Coroutine(Thing):
    """What an `async def` function of the project returns."""

    function: Function


@dataclass(frozen=True, slots=True)
class Sequence(Thing):
    """Something with these elements."""

    elements: frozenset[Thing]


@dataclass(frozen=True, slots=True)
class Mapping(Thing):
    """Something with these values."""

    values: frozenset[Thing]


@dataclass(frozen=True, slots=True)
class Wrapped(Thing):
    """`functools.partial(f)`, `contextlib.closing(x)`: it stands for something else when it is called or entered."""

    things: frozenset[Thing]


@dataclass(frozen=True, slots=True)
class Chosen(Thing):
    """A method of a container that gives one of these."""

    things: frozenset[Thing]


@dataclass(frozen=True, slots=True)
class Promise(Thing):
    """What gives these when it is awaited."""

    things: frozenset[Thing]


def unknown(things: frozenset[Thing]) -> bool:
    """True where the value may be something that is not known."""
    return not things or OTHER in things
