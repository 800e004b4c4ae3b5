"""The one declaration of what a recipe may ask, in groups.

Place      where the code stands, and what runs it
Arguments  what a call is given
Result     what becomes of its result
Project    what the rest of the file and of the project says, and the user

`rewrite/call_facts.py` and `rewrite/block_facts.py` answer. What is declared here is what `asyncfix recipe check`
knows and what the guide lists.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from asyncfix.binding.context_kinds import Library, Unit
from asyncfix.config.options import Options
from asyncfix.dataflow.exception_observers import RaisedClasses
from asyncfix.dataflow.value_facts import Application, Clause, Handed, Kept, Mention, Use, Value, Wrapper
from asyncfix.files.text_edits import Span


@dataclass(frozen=True, slots=True)
class Arguments:
    """The arguments of a call, counted."""

    positional: int  # `*args` aside
    keywords: tuple[str, ...]  # `**kwargs` aside
    starred: bool  # `*args` or `**kwargs` is among them
    star: bool = False  # `*args` is
    double_star: bool = False  # `**kwargs` is
    generator: bool = False  # the only one is a generator without brackets of its own: `f(x for x in y)`


@dataclass(frozen=True, slots=True)
class GivenArgument:
    """One argument of a call."""

    name: str  # "" for a positional one; "*" and "**" for those that unpack
    value: Value  # the expression
    span: Span  # of the whole: `timeout=5`
    lead: str = ""  # the blanks or the line end and blanks in front of it


class PlaceFacts(Protocol):
    """The place of the code, and the code that runs it."""

    @property
    def span(self) -> Span:
        """The place of the call."""

    @property
    def unit(self) -> Unit:
        """The kind of code that runs the call: a coroutine, a function, a lambda or the module."""

    @property
    def function(self) -> str:
        """The name of that function in words: "`poll`", "a lambda"; "the module" at module level."""

    @property
    def library(self) -> Library:
        """The asynchronous library that runs the coroutine."""

    @property
    def loop_runs(self) -> bool:
        """True where an event loop surely runs while the call does: in a coroutine, or in a nested function
        or lambda that only runs inside one."""

    @property
    def no_await(self) -> str:
        """The reason for which no `await` may stand here; empty where it may."""

    @property
    def await_hazards(self) -> tuple[str, ...]:
        """Sentences on what an `await` here would newly allow to happen."""

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The classes that `except` clauses around the call name."""

    @property
    def caught(self) -> frozenset[str]:
        """The exceptions that `except` clauses around the call name: "ValueError", "requests.Timeout"."""

    @property
    def called_elsewhere_in(self) -> tuple[tuple[int, str], ...]:
        """Lines and classes of `except` clauses in other functions of the file whose `try` calls this function."""

    @property
    def in_loop(self) -> bool:
        """True where a `for` or a comprehension of the function makes the call for each of its elements."""

    @property
    def in_main_block(self) -> bool:
        """True in the block of `if __name__ == "__main__":` of a module."""

    def stands_in_for(self, word: str) -> bool:
        """True where the call is only made if `word` is missing or raises: in the handlers of a `try` that uses
        it, or in the branch of an `if` for Pythons without it."""

    @property
    def quote(self) -> str:
        """The quotation mark for new strings: not that of an f-string around the call."""


class ArgumentFacts(Protocol):
    """The arguments of the call."""

    @property
    def captures(self) -> Mapping[str, str]:
        """The source text that the pattern captured, by name."""

    @property
    def arguments(self) -> Arguments:
        """The arguments, counted: `positional` (a number), `keywords` (names), `starred` (True with `*` or `**`),
        `star` (with `*`), `double_star` (with `**`), `generator` (True for `f(x for x in y)`)."""

    @property
    def given(self) -> tuple[GivenArgument, ...]:
        """The arguments, in the order of the text."""

    @property
    def function_span(self) -> Span:
        """The place of what is called: `requests.get`."""

    @property
    def first_argument_is_coroutine(self) -> bool:
        """True where the first argument is a call of an `async def` function of this file."""


class ResultFacts(Protocol):
    """The uses of the result."""

    @property
    def tight(self) -> bool:
        """True where what stands around would take only a part of `await x`."""

    @property
    def awaited(self) -> bool:
        """True where the call is the operand of an `await`."""

    @property
    def uses(self) -> tuple[Use, ...]:
        """The uses of the result, under whatever local name."""

    @property
    def kept(self) -> Kept | None:
        """The place that keeps the result, for a call of `Recipe.keeps`: on `self`, or in a variable of the module."""

    @property
    def handed(self) -> Handed | None:
        """The uses that coroutines of the file make of the result, given as an argument; None where none does."""

    @property
    def independent(self) -> int:
        """The line of a later call of the same function in the same block, before any use of this one's result; 0 for
        none. Both results are assigned."""

    def exception_observer(self, raised: RaisedClasses, at: Span | None = None) -> tuple[int, str] | None:
        """The line and the text of what may see an exception that the call raises, or the use `at` of its result; line
        0 where that leaves the function, None where a clause takes all of them and looks at none."""

    def made_by(self, use: Use) -> Call | None:
        """The call that the use is, where a method is called: `s.get(url)`."""

    def chained(self, method: str, pattern: str) -> Call | None:
        """The call of `method` on the result, `self.method(...)`, where it is that and fits the pattern."""


class ProjectFacts(Protocol):
    """The rest of the file and of the project, and the choices of the user."""

    def named_in_project(self, word: str) -> bool:
        """True where a file of the project that was looked at holds the word."""

    def mentions(self, module: str) -> tuple[Mention, ...]:
        """The names of a module that the function and its decorators use."""

    @property
    def applications(self) -> tuple[Application, ...]:
        """The web applications that the module makes; where it makes none, those of other files that lead to it."""

    @property
    def options(self) -> Options:
        """The choices of the user, on the command line or in the settings."""


class Call(PlaceFacts, ArgumentFacts, ResultFacts, ProjectFacts, Protocol):
    """The facts about one call that a rewrite function may ask for."""

    @property
    def name(self) -> str:
        """The qualified name of what is called."""

    @property
    def nearby(self) -> tuple[Call, ...]:
        """All the calls in coroutines of the file that the recipe is about, this one included."""

    @property
    def alike(self) -> frozenset[Span]:
        """The places of the calls of `nearby`."""

    @property
    def others_run_on_loop(self) -> bool:
        """True where every other use of the function in this file is a call during which a loop surely runs."""

    @property
    def wrapper(self) -> Wrapper | None:
        """The plain function around the call, where the question is whether it can become a coroutine with it."""


class Block(PlaceFacts, ProjectFacts, Protocol):
    """The facts about a statement, block, function or module that a rewrite function may ask for."""

    @property
    def name(self) -> str:
        """The name of the function; "" for anything else."""

    @property
    def text(self) -> str:
        """The source text of the whole."""

    @property
    def header(self) -> Span:
        """The place of what stands before the body: `async with a as b:`. The whole where there is no body."""

    @property
    def body(self) -> Span:
        """The place of the statements inside. An empty one at the end where there are none."""

    @property
    def is_async(self) -> bool:
        """True for `async def`, `async with` and `async for`."""

    @property
    def decorators(self) -> tuple[str, ...]:
        """The qualified names of the decorators of a function, the outermost first; "" where one can't be told."""

    def places_of(self, name: str) -> tuple[Span, ...]:
        """The places inside where a name surely means that qualified name."""


def facts_of(kind: type) -> dict[str, property | Callable[..., object]]:
    """The facts that a recipe may ask of a `Call` or a `Block`, by their names."""
    groups = [kind, *(base for base in kind.__mro__[1:] if base.__module__ == __name__)]
    members = {name: member for group in groups for name, member in vars(group).items() if not name.startswith("_")}
    return {name: member for name, member in members.items() if isinstance(member, property) or callable(member)}
