"""Facts on values and the places where they go: plain data without trees."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from asyncfix.files.text_edits import Span

_NOWHERE = Span(0, 0)


class ValueKind(StrEnum):
    """The kinds of values that an expression surely gives, as far as the file shows."""

    NONE = "none"
    TRUE = "true"
    FALSE = "false"
    NUMBER = "number"
    TEXT = "text"  # str
    BYTES = "bytes"
    DICT = "dict"
    LIST = "list"
    TUPLE = "tuple"
    FILE = "file"  # opened for reading bytes
    CALL = "call"  # of something that has a qualified name: see `Value.called`
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Value:
    """An expression."""

    span: Span  # its place
    text: str  # as it is written
    kind: ValueKind  # ValueKind.TEXT, ValueKind.DICT, ...; ValueKind.UNKNOWN where it can't be told
    literal: str = ""  # the text of a literal, the constant pieces of an f-string with "\0" for its fields
    items: tuple[tuple[Value | None, Value], ...] = ()  # of a dict: keys (None for `**`) and values; else (None, item)
    complete: bool = True  # False where `items` may not be all: a name that other code may have changed
    called: str = ""  # qualified name of what is called, ".method" for a method of something unknown
    arguments: tuple[Value, ...] = ()  # of that call, by position
    annotation: str = ""  # of the parameter that a name is


class Goes(StrEnum):
    """The destinations of a value."""

    READ = "an attribute is read"
    SET = "an attribute is set"
    CALL = "a method is called"
    TEST = "its truth is tested"
    NONE_TEST = "it is compared with None"
    FORMAT = "it is shown as text"
    WITH = "a with statement enters it"
    ITERATE = "it is iterated over"
    RETURN = "it is returned"
    PASS = "it is passed on"
    STORE = "it is stored"
    DROP = "it is thrown away"
    OTHER = "it is used in some other way"


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a value."""

    goes: Goes  # Goes.CALL, Goes.RETURN, Goes.PASS, ...
    span: Span  # of the whole: `r.ok`, `r.json()`, `not r`; of the value itself where it just goes somewhere
    base: Span  # of the value itself, with the parentheses around it where an attribute follows
    text: str = ""  # of the value itself
    origin: Span = _NOWHERE  # of the value itself, without parentheses
    name: str = ""  # of the attribute or method; of the function that it is passed to
    then: str = ""  # what follows an attribute that is read: ".get()", ".append", "[]", "in", "for"; "" for anything
    arguments: tuple[Value, ...] = ()  # of a method that is called
    keywords: tuple[tuple[str, Value], ...] = ()  # the same, by keyword
    value: Value | None = None  # that an attribute is set to
    starred: bool = False  # `*args` or `**kwargs` are among them
    negated: bool = False  # `not r`, `is None`: `span` includes the `not`
    tight: bool = False  # what stands around would take only a part of `not x`, `a and b` or `await x`
    statement: Line | None = None  # the use is a whole statement
    no_await: str = ""  # why no await may stand there
    line: int = 0  # from 1
    loop: Loop | None = None  # of a `for` over the method's result
    suite: Suite | None = None  # of a `with` over the value
    sources: tuple[Span, ...] = ()  # of all the calls whose result may be meant here
    may_be_none: bool = False  # the name may also stand for None
    mixed: bool = False  # something else may be meant here as well
    direct: bool = False  # the value is the call itself, not a name for it


@dataclass(frozen=True, slots=True)
class Line:
    """A statement, and how it stands on its line."""

    span: Span
    indent: str | None = None  # in front of it; None where it shares the line with something before it
    unit: str = "    "  # by which the function indents


@dataclass(frozen=True, slots=True)
class Loop:
    """A `for` statement or the `for` of a comprehension."""

    keyword: Span  # of the word `for`
    plain: bool  # a statement, or a list, set or dict comprehension: `async for` may take its place
    joined: bool = False  # each element is only written, added or tested, so where one ends does not matter


@dataclass(frozen=True, slots=True)
class Suite:
    """A `with` statement."""

    keyword: Span  # of the word `with`
    item: Span  # `requests.get(...)`, without the `as`
    alone: bool  # the only item
    name: str = ""  # of what `as` binds
    first: Line | None = None  # the first statement inside
    body: Span = _NOWHERE


@dataclass(frozen=True, slots=True)
class Application:
    """A web application that the module makes, or that another file makes which imports the module."""

    statement: Span
    arguments_end: int  # where another argument can be added
    has_arguments: bool
    has_lifespan: bool
    has_events: bool  # startup or shutdown handlers, which a lifespan would switch off
    ending: Line | None = None  # the statement of the lifespan function after which the application ends
    lifespan: str = ""  # the text of that function
    top: Span = _NOWHERE  # an empty place before the statement and the comments above it
    blank: int = 0  # the blank lines in front of that
    follows: str = ""  # the character behind it
    path: str = ""  # of the other file of the project that makes it; "" for the module itself
    module: str = ""  # how that file can import the module of the call; "" where that can't be told
    handle: str = ""  # a short name of the module of the call, which no other module of the project has


@dataclass(frozen=True, slots=True)
class Mention:
    """A dotted name in a function, or in its decorators."""

    name: str  # qualified
    span: Span
    line: int
    annotates: Span | None = None  # the value of a local variable whose annotation it is
    in_clause: bool = False  # it is what an `except` clause catches


@dataclass(frozen=True, slots=True)
class Clause:
    """One class that an `except` clause around the call names."""

    name: str  # qualified; builtins by themselves; "" where it can't be told
    span: Span  # of the expression
    text: str
    in_tuple: bool
    line: int
    calls: tuple[tuple[Span, str], ...]  # all the calls in the body of the `try`, with the names of what they call
    body: Span  # of the `try`
    uses: tuple[Use, ...] = ()  # of the name that the clause binds


@dataclass(frozen=True, slots=True)
class Closing:
    """An asynchronous method that ends an object."""

    name: str
    owner: str  # what the method calls the object: "self"
    indent: str  # of its last statement
    at: int  # the end of the line on which that ends


@dataclass(frozen=True, slots=True)
class Kept:
    """An object that lives on: on `self`, or in a variable of the module."""

    name: str  # of the attribute or variable
    uses: tuple[Use, ...]  # in the whole file
    doubt: str = ""  # why these may not be all
    annotations: tuple[tuple[Span, str], ...] = ()  # the qualified names in those of the place
    owner: str = ""  # the class; "" in a module
    bases: tuple[str, ...] = ()  # of the class
    closing: Closing | None = None
    elsewhere: tuple[str, ...] = ()  # sentences on other files that may use it


@dataclass(frozen=True, slots=True)
class Handed:
    """The uses that coroutines of the file make of an object that another one hands to them."""

    uses: tuple[Use, ...]  # of the parameters that it is
    passed: frozenset[Span]  # the arguments that hand it on
    functions: tuple[str, ...]  # the names of those coroutines
    annotations: tuple[tuple[Span, str], ...]  # of the parameters: places, and the qualified names there
    sources: tuple[Span, ...]  # the calls that make other objects which they are handed
    caught: tuple[tuple[int, str], ...]  # lines and classes of `except` clauses around the calls that hand it on
    doubt: str = ""  # why these may not be all


@dataclass(frozen=True, slots=True)
class Wrapper:
    """A plain function that coroutines alone call, and that can become a coroutine."""

    name: str
    definition: Span  # where `async` goes
    callers: tuple[tuple[Span, bool], ...]  # every call, and whether what stands around would take a part of `await x`
