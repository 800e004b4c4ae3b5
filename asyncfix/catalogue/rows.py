"""The shape of what the catalogue knows: rows for functions, methods and attributes, types for classes.

Named tuples, because there are thousands: both the classes and their objects are made in half the time that
dataclasses take.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Family(StrEnum):
    """The kinds of things that block."""

    SLEEP = "sleep"
    HTTP = "http"
    NETWORK = "network"
    DNS = "dns"
    DATABASE = "database"
    FILE = "file"
    PROCESS = "process"
    LOCK = "lock"
    CONSOLE = "console"
    CPU = "cpu"
    LOOP = "loop"  # a loop inside the loop


class Severity(StrEnum):
    """The time for which a call may stop the loop, in three steps."""

    HIGH = "high"  # as long as a network, a clock, a person, another thread or another process takes
    MEDIUM = "medium"  # as long as a disk takes to read or write what is in a file, or a computation to end
    LOW = "low"  # as long as a file system takes to look something up
    NONE = "none"  # it does not block


class Cost(StrEnum):
    """The time that a call usually takes, on a local disk and a near server."""

    TRIVIAL = "trivial"  # under 20 µs: less than a thread costs
    SHORT = "short"  # up to 1 ms
    LONG = "long"  # more, or without bound


class Threads(StrEnum):
    """Which threads may use an object."""

    ANY = "any"  # several at once
    ONE = "one"  # one after another, never two at once
    BOUND = "bound"  # only the one that made it
    LOCAL = "local"  # any, but it stands for another one in each
    OWNER = "owner"  # those that may use the object it came from, and never beside it


class Bound(StrEnum):
    """Whether a call ends."""

    ENDS = "ends"  # by itself
    OWN_WORK = "own work"  # when what it was given to do is done
    FOR_EVER = "for ever"  # it may wait for ever for a person, another thread, process or machine


class Argument(NamedTuple):
    """A condition on one argument of a call. It holds where any of its alternatives does."""

    name: str  # the keyword; "" where it has none
    position: int | None = None  # from 0, without the receiver; None where it has to be a keyword
    values: tuple[str, ...] = ()  # it is one of these: a literal as repr writes it, or a qualified name
    modes: str = ""  # it is a string literal that holds one of these characters
    types: tuple[str, ...] = ()  # it is an object of this type
    missing: bool = False  # it is not given

    def __str__(self) -> str:
        found = [*self.values, *(f"a {kind}" for kind in self.types)]
        if self.modes:
            found.append(f"with {self.modes}")
        if self.missing:
            found.append("not given")
        name = self.name or f"argument {(self.position or 0) + 1}"
        return f"{name}={' or '.join(found)}"


class Row(NamedTuple):
    """One function, method or attribute.

    A method is named by the class that defines it, `sqlite3.Connection.execute`; what its subclasses
    inherit has no row of its own. `with`, `for`, subscripts and calls of an object are rows too:
    `__enter__`, `__exit__`, `__iter__` (the begin of a loop), `__next__` (each of its steps; it returns the
    element), `__getitem__`, `__call__`. The method `*` stands for every public method that no row of the class or a
    base knows, the attribute `__getattr__` for every other attribute.
    """

    name: str
    family: Family
    severity: Severity
    codes: tuple[str, ...] = ()  # lint codes that flag it, whose `noqa` silences it here too
    twins: tuple[tuple[str, str], ...] = ()  # library -> the function of it that does the same without blocking
    blocks: bool = True  # the call itself
    steps: bool = False  # each step of an iteration over what it returns
    attribute: bool = False  # it is read, not called
    unless: tuple[Argument, ...] = ()  # it does not block where any of these holds
    returns: str = ""  # the qualified type; "Self" for the receiver's; "" where unknown or of no matter
    returns_when: tuple[tuple[Argument, str], ...] = ()  # the first that holds wins over `returns`
    items: tuple[str, ...] = ()  # the types of the items of the tuple that it returns
    yields: str = ""  # the type of the elements of what it returns
    unbound: tuple[Argument, ...] = ()  # where any holds, a result whose type is bound goes from thread to thread
    lazy: bool = False  # what it returns may come back later to what it was called on
    picklable: bool = False  # of family cpu: arguments and result are usually plain data, so a process can do it
    bound: Bound | None = None  # None: as its family
    limit: Argument | None = None  # what ends the wait; its `values` do not. None: a time-out that `unless` speaks of
    takes: bool = False  # an item that nobody else gets, so that it is lost where nobody waits for the call any more
    since: tuple[int, int] | None = None  # the first Python that has it
    until: tuple[int, int] | None = None  # the first Python that has it no more
    platform: str = ""  # `sys.platform` where it exists on one alone
    note: str = ""  # what a reader of a report should know
    cost: Cost | None = None  # None: as `cost_of` says for its name and family

    @property
    def may_wait_for_ever(self) -> bool:
        """True for a call that may never end where nothing limits its time."""
        bound = self.bound
        if bound is None:
            bound = Bound.FOR_EVER if self.family in (Family.LOCK, Family.CONSOLE) else Bound.ENDS
        return bound is Bound.FOR_EVER

    @property
    def time_limit(self) -> Argument | None:
        """The argument that ends the wait; None where it has none."""
        return self.limit or next((one for one in self.unless if one.name == "timeout"), None)

    @property
    def stops(self) -> bool:
        """True where the call, or an iteration over what it returns, stops the loop."""
        return self.blocks or self.steps

    @property
    def owner(self) -> str:
        """The part of the name before its last: a module or a class."""
        return self.name.rpartition(".")[0]

    @property
    def is_lock(self) -> bool:
        """True where it takes a lock, which the thread that took it has to give back."""
        return self.family is Family.LOCK and self.owner.endswith(("Lock", "Condition", "Semaphore"))

    def twin(self, library: str) -> str | None:
        """The qualified name of the asynchronous twin in a library."""
        return dict(self.twins).get(library)


class TypeRow(NamedTuple):
    """A class whose objects have methods that matter. Calling it blocks only where it has a row of its name."""

    name: str
    threads: Threads | None = None  # None: as its bases
    bases: tuple[str, ...] = ()  # that matter
    since: tuple[int, int] | None = None
    until: tuple[int, int] | None = None
    platform: str = ""
    real: bool = True  # False for a name that stands for what a factory makes and that can't be imported
    note: str = ""


IN_MEMORY = ("io.BytesIO", "io.StringIO")
"""Files that are none."""


class Mistake(NamedTuple):
    """One thing that is wrong with a name of the table."""

    name: str
    complaint: str


class Custom(NamedTuple):
    """The rows of a table, and the mistakes in the rest of it."""

    rows: tuple[Row, ...]
    types: tuple[TypeRow, ...]
    mistakes: tuple[Mistake, ...]


NO_ROWS = Custom((), (), ())
