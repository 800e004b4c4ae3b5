"""What a recipe is made of. The only module that recipes import.

    RECIPE = Recipe(
        name="blocking-sleep",
        calls=["time.sleep"],
        pattern="power< any+ trailer< '(' delay=any ')' > >",
        rewrite="await asyncio.sleep({delay})",
        imports=["asyncio"],
    )

Meaning goes by name: `calls` are qualified names, so import aliases and shadowing are not the
recipe's business. Shape goes by pattern. The rewrite is a template, in which `{delay}` is what the
pattern captured, verbatim; or a function from the `Call` to a `Rewrite` or a `Skip` (or several
rewrites, best first); or, with `transform`, a classic fissix function that changes the tree in
place. Names of `imports` in a template become whatever the file calls those modules.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from string import Formatter
from typing import TYPE_CHECKING, Protocol

from asyncfix.binding.context_kinds import Library, Unit
from asyncfix.catalogue import Family
from asyncfix.config.options import HttpClient, HttpLibrary, HttpStyle, Options
from asyncfix.dataflow.exception_observers import RaisedClasses
from asyncfix.dataflow.value_facts import (
    Application,
    Clause,
    Goes,
    Handed,
    Kept,
    Loop,
    Mention,
    Suite,
    Use,
    Value,
    ValueKind,
    Wrapper,
)
from asyncfix.errors import RecipeError
from asyncfix.files.text_edits import Span
from asyncfix.fixes import Safety

if TYPE_CHECKING:
    from asyncfix.codemods.protocol import Codemod
    from asyncfix.matching import Node, Pattern

__all__ = [
    "API_VERSION",
    "Application",
    "Arguments",
    "Call",
    "Change",
    "Clause",
    "Definition",
    "GivenArgument",
    "Goes",
    "Handed",
    "HttpClient",
    "HttpLibrary",
    "HttpStyle",
    "Kept",
    "Library",
    "Loop",
    "Mention",
    "Options",
    "RaisedClasses",
    "Recipe",
    "Rewrite",
    "Safety",
    "Skip",
    "Span",
    "Suite",
    "Unit",
    "Use",
    "Value",
    "ValueKind",
    "Wrapper",
    "named",
]

API_VERSION = 1
"""Of what recipes may use. It grows when a recipe that loaded before may load no more."""

_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*\Z")
_DOTTED = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*\Z")
_QUALIFIED = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)+\Z")
_CODE = re.compile(r"[A-Z]+[0-9]+\Z")


@dataclass(frozen=True, slots=True)
class Skip:
    """No rewrite is right here, and why: the rest of the sentence "left alone because ..."."""

    reason: str  # in words that tell the reader what to do

    def __post_init__(self) -> None:
        """Raises RecipeError for a reason that is no text."""
        if not isinstance(self.reason, str) or not self.reason.strip():
            raise RecipeError(f"Skip({self.reason!r}): write the reason, a text that tells the reader what to do")


def named(name: str) -> str:
    """A mark in the text of a `Change` or `Definition`: the name of a module of `imports` (or something in it), or of a
    definition, to be written as the file has to write it. In another file, "module.name as alias" is a definition."""
    return f"\0{name}\0"


@dataclass(frozen=True, slots=True)
class Change:
    """New text for one place of the file: a template, with captures in braces and names of `imports`."""

    span: Span  # the place: that of the call, of a use, or an empty one between two characters
    text: str | None  # what stands there then; None removes an argument of the call, with its comma
    shared_by: tuple[Span, ...] = ()  # calls that the place belongs to as well
    otherwise: str | None = None  # the text where one of them stays as it is; None: then this one stays, too
    verbatim: bool = False  # the texts hold code of the file: braces and names stay, and `named` marks what is new
    path: str = ""  # of another file of the project, whose place it is; the text is then verbatim
    top: bool = False  # it stands at the top level of the module: names are imported as people do there

    def __post_init__(self) -> None:
        """Raises RecipeError for parts of a wrong type and for a text that is no template."""
        if not isinstance(self.span, Span):
            raise RecipeError(f"Change: the place is {_kind(self.span)}; write a Span, such as call.function_span")
        for text in (self.text, self.otherwise):
            if not isinstance(text, str | None):
                raise RecipeError(f"Change: the new text is {_kind(text)}; write a text; None removes an argument")
            if text is not None and not self.verbatim:
                template_fields(text)
        object.__setattr__(self, "shared_by", _all_of(self.shared_by, Span, "Change: shared_by"))


@dataclass(frozen=True, slots=True)
class Definition:
    """Something that rewritten code uses and that stands once in the module, before its first function or class."""

    name: str
    code: str  # whole statements; its own name and others by `named`
    rank: int = 0  # where it stands among the recipe's others
    before: Span | None = None  # a statement of the module that it has to precede


@dataclass(frozen=True, slots=True)
class Rewrite:
    """One way to rewrite the call: by a template for the whole of it, or by changes here and elsewhere."""

    template: str = ""  # for the whole call
    title: str = ""  # what it does, as an instruction; made from the template where empty
    safety: Safety = Safety.SAFE  # Safety.SAFE, or Safety.REVIEW for a person to look first
    hazards: tuple[str, ...] = ()  # sentences; any makes the fix one for review
    at: Call | None = None  # rewrite this call instead: one that `Call.chained` gave
    changes: tuple[Change, ...] = ()  # in place of a template; made together or not at all
    defines: tuple[Definition, ...] = ()  # what the changes name, the first one first
    covers: tuple[Span, ...] = ()  # what else stops the loop no longer with the changes: `s.get(url)` of a session

    def __post_init__(self) -> None:
        """Raises RecipeError for parts of a wrong type, and for changes beside a template."""
        for what, text in (("template", self.template), ("title", self.title)):
            if not isinstance(text, str):
                raise RecipeError(f"Rewrite: the {what} is {_kind(text)}; write a text")
        if not isinstance(self.safety, Safety):
            raise RecipeError(f"Rewrite: safety is {self.safety!r}; write Safety.SAFE or Safety.REVIEW")
        if self.at is not None and not hasattr(self.at, "function_span"):
            raise RecipeError(f"Rewrite: at is {_kind(self.at)}; give a Call, such as call.chained(...) finds")
        object.__setattr__(self, "hazards", _all_of(self.hazards, str, "Rewrite: hazards"))
        object.__setattr__(self, "changes", _all_of(self.changes, Change, "Rewrite: changes"))
        object.__setattr__(self, "defines", _all_of(self.defines, Definition, "Rewrite: defines"))
        if self.template and self.changes:
            raise RecipeError("Rewrite: it has a template and changes, and only one of them can be made; leave one out")
        if self.defines and not self.changes:
            raise RecipeError("Rewrite: defines is for what changes name, and there are no changes")


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


class Call(Protocol):
    """The facts about one call that a rewrite function may ask for."""

    @property
    def name(self) -> str:
        """The qualified name of what is called."""

    @property
    def captures(self) -> Mapping[str, str]:
        """What the pattern captured: source text by name."""

    @property
    def arguments(self) -> Arguments:
        """The arguments, counted: `positional` (a number), `keywords` (names), `starred` (True with `*` or `**`),
        `star` (with `*`), `double_star` (with `**`), `generator` (True for `f(x for x in y)`)."""

    @property
    def given(self) -> tuple[GivenArgument, ...]:
        """The arguments, in the order of the text."""

    @property
    def span(self) -> Span:
        """The place of the call."""

    @property
    def function_span(self) -> Span:
        """The place of what is called: `requests.get`."""

    @property
    def quote(self) -> str:
        """The quotation mark for new strings: not that of an f-string around the call."""

    @property
    def tight(self) -> bool:
        """True where what stands around would take only a part of `await x`."""

    @property
    def uses(self) -> tuple[Use, ...]:
        """What happens to the result, under whatever local name."""

    @property
    def kept(self) -> Kept | None:
        """Where the result lives on, for a call of `Recipe.keeps`: on `self`, or in a variable of the module."""

    @property
    def handed(self) -> Handed | None:
        """What coroutines of the file do with the result that they get as an argument; None where none does."""

    @property
    def wrapper(self) -> Wrapper | None:
        """The plain function around the call, where the question is whether it can become a coroutine with it."""

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The classes that `except` clauses around the call name."""

    @property
    def nearby(self) -> tuple[Call, ...]:
        """All the calls in coroutines of the file that the recipe is about, this one included."""

    @property
    def alike(self) -> frozenset[Span]:
        """The places of the calls of `nearby`."""

    @property
    def called_elsewhere_in(self) -> tuple[tuple[int, str], ...]:
        """Lines and classes of `except` clauses in other functions of the file whose `try` calls this function."""

    def exception_observer(self, raised: RaisedClasses, at: Span | None = None) -> tuple[int, str] | None:
        """The line and the text of what may see an exception that the call raises, or the use `at` of its result; line
        0 where that leaves the function, None where a clause takes all of them and looks at none."""

    @property
    def in_loop(self) -> bool:
        """True where a `for` or a comprehension of the function makes the call for each of its elements."""

    @property
    def independent(self) -> int:
        """The line of a later call of the same function in the same block, before any use of this one's result; 0 for
        none. Both results are assigned."""

    def named_in_project(self, word: str) -> bool:
        """True where a file of the project that was looked at holds the word."""

    def mentions(self, module: str) -> tuple[Mention, ...]:
        """The names of a module that the function and its decorators use."""

    @property
    def applications(self) -> tuple[Application, ...]:
        """The web applications that the module makes; where it makes none, those of other files that lead to it."""

    @property
    def options(self) -> Options:
        """What the user chose on the command line or in the settings."""

    @property
    def unit(self) -> Unit:
        """What runs the call: a coroutine, a function, a lambda or the module."""

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
        """Why no `await` may stand here; empty where it may."""

    @property
    def awaited(self) -> bool:
        """True where the call is the operand of an `await`."""

    @property
    def await_hazards(self) -> tuple[str, ...]:
        """What an `await` here would newly allow to happen, in sentences."""

    @property
    def caught(self) -> frozenset[str]:
        """The exceptions that `except` clauses around the call name: "ValueError", "requests.Timeout"."""

    @property
    def in_main_block(self) -> bool:
        """True in the block of `if __name__ == "__main__":` of a module."""

    @property
    def others_run_on_loop(self) -> bool:
        """True where every other use of the function in this file is a call during which a loop surely runs."""

    def stands_in_for(self, word: str) -> bool:
        """True where the call is only made if `word` is missing or raises: in the handlers of a `try` that uses
        it, or in the branch of an `if` for Pythons without it."""

    @property
    def first_argument_is_coroutine(self) -> bool:
        """True where the first argument is a call of an `async def` function of this file."""

    def made_by(self, use: Use) -> Call | None:
        """The call that the use is, where a method is called: `s.get(url)`."""

    def chained(self, method: str, pattern: str) -> Call | None:
        """The call of `method` on the result, `self.method(...)`, where it is that and fits the pattern."""


def _all_of(values: object, kind: type, what: str) -> tuple[object, ...]:
    """The values as a tuple. Raises RecipeError where they are no list or one of them is of another type."""
    if not isinstance(values, list | tuple):
        raise RecipeError(f"{what} is {_kind(values)}; write a list of {kind.__name__}: [...]")
    wrong = next((value for value in values if not isinstance(value, kind)), None)
    if wrong is not None or None in values:
        raise RecipeError(f"{what} holds {_kind(wrong)} where a {kind.__name__} is due")
    return tuple(values)


def _kind(value: object) -> str:
    name = type(value).__name__
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"


RewriteFunction = Callable[[Call], "Rewrite | Skip | Sequence[Rewrite]"]


@dataclass(frozen=True)
class Recipe:
    """One problem and its rewrite. Data and pure functions: no state, no I/O."""

    name: str  # in words-with-dashes; names the problem
    calls: Sequence[str] = ()  # qualified names of what is called
    pattern: str = ""  # fissix pattern of the whole call
    rewrite: str | RewriteFunction = ""
    imports: Sequence[str] = ()  # modules that templates may name
    problem: str = "{call} blocks the event loop"  # what is wrong, one sentence; {call} is the qualified name
    safety: Safety = Safety.SAFE  # of a template; functions say it in each Rewrite
    keeps: Sequence[str] = ()  # of `calls`: what makes objects whose methods block, and may do so anywhere
    wraps: bool = False  # offer to make plain functions around the calls coroutines, for `Call.wrapper`
    only_on_loop: bool = True  # look only at what an event loop runs; else at every call in the file
    families: Sequence[str] = ()  # in place of calls: families of the catalogue, whose calls go to a thread
    processes: bool = False  # with families: to a process pool, where that can be
    codes: Sequence[str] = ()  # lint codes of the problem, beside those of the catalogue
    transform: Callable[[Node, Mapping[str, Node]], Node | None] | None = None
    before: Sequence[str] = ()  # recipes for the same calls that are asked only where this one offers nothing
    codemod: Codemod | None = None  # in place of calls, pattern and rewrite
    summary: str = field(default="", compare=False)  # first line of the module's docstring
    description: str = field(default="", compare=False)  # the rest of it
    origin: str = field(default="", compare=False)  # the file that defines it
    pack: str = field(default="", compare=False)  # whose it is: "bundled", a folder, a package and its version

    def __post_init__(self) -> None:
        """Check what can be checked without compiling the pattern. Raises RecipeError."""
        if not isinstance(self.name, str) or not _NAME.match(self.name):
            raise RecipeError(f"name {self.name!r}: use lower-case words with dashes, such as 'blocking-sleep'")
        for what, values, shape, example in (
            ("calls", self.calls, _QUALIFIED, "qualified name such as 'time.sleep'"),
            ("keeps", self.keeps, _QUALIFIED, "qualified name such as 'requests.Session'"),
            ("imports", self.imports, _DOTTED, "name of a module such as 'asyncio'"),
            ("codes", self.codes, _CODE, "lint code such as 'ASYNC251'"),
            ("before", self.before, _NAME, "name of a recipe such as 'blocking-sleep'"),
        ):
            if isinstance(values, str):
                raise RecipeError(f"{what} is a string; write a list: {what}=[{values!r}]")
            for value in values:
                if not isinstance(value, str) or not shape.match(value):
                    raise RecipeError(f"{what}: {value!r} is no {example}")
        if self.families:
            self._check_families()
            return
        if self.codemod is not None:
            return
        if not self.calls:
            raise RecipeError("calls is empty: name the function that the recipe is about")
        for what, text in (("pattern", self.pattern), ("problem", self.problem)):
            if not isinstance(text, str) or not text.strip():
                raise RecipeError(f"{what} is {text!r}; write a text")
        if not isinstance(self.safety, Safety):
            raise RecipeError(f"safety is {self.safety!r}; write Safety.SAFE or Safety.REVIEW")
        if bool(self.rewrite) == (self.transform is not None):
            raise RecipeError("give either a rewrite (a template or a function) or a transform")
        if not (isinstance(self.rewrite, str) or callable(self.rewrite)):
            raise RecipeError(f"rewrite is a {type(self.rewrite).__name__}; write a template string or a function")

    def _check_families(self) -> None:
        """A recipe about families has no shape of its own to look for."""
        if isinstance(self.families, str):
            raise RecipeError(f"families is a string; write a list: families=[{self.families!r}]")
        for family in self.families:
            if family not in tuple(Family):
                raise RecipeError(f"families: {family!r} is none of {', '.join(Family)}")
        for name in ("calls", "pattern", "rewrite", "transform"):
            if getattr(self, name):
                raise RecipeError(f"give either families or {name}: the calls of a family go to a thread as they are")

    @property
    def words(self) -> frozenset[str]:
        """The words without which a file holds nothing for this recipe: the last parts of `calls`."""
        return frozenset(call.rpartition(".")[2] for call in self.calls)

    def compiled(self) -> Pattern:
        """The compiled pattern. Raises `matching.PatternError` with the place where it does not compile."""
        from asyncfix.matching import Pattern

        return Pattern.compile(self.pattern)


def template_fields(template: str) -> list[tuple[str, str | None]]:
    """The pieces of a template: text, and the name of the capture that follows it (None after the last).

    Raises RecipeError for a template that is malformed or asks for more than a capture's text.
    """
    pieces: list[tuple[str, str | None]] = []
    try:
        parsed = list(Formatter().parse(template))
    except ValueError as error:
        raise RecipeError(f"template {template!r}: {error}; write braces of the code as '{{{{' and '}}}}'") from None
    for text, name, spec, conversion in parsed:
        if spec or conversion:
            raise RecipeError(f"template {template!r}: {{{name}}} takes no conversion and no format")
        if name is not None and not name.isidentifier():
            raise RecipeError(f"template {template!r}: {{{name}}} is no name of a capture")
        pieces.append((text, name))
    return pieces
