"""The parts of a recipe. The only module that recipes import.

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
from enum import StrEnum
from string import Formatter
from typing import TYPE_CHECKING

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
from asyncfix.recipe_facts import Arguments, Block, Call, GivenArgument

if TYPE_CHECKING:
    from asyncfix.codemods.protocol import Codemod
    from asyncfix.matching import Node, Pattern

__all__ = [
    "API_VERSION",
    "Application",
    "Arguments",
    "Block",
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
    "Subject",
    "Suite",
    "Unit",
    "Use",
    "Value",
    "ValueKind",
    "Wrapper",
    "named",
]

API_VERSION = 2
"""Of what recipes may use. It grows when a recipe that loaded before may load no more."""

_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*\Z")
_DOTTED = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*\Z")
_QUALIFIED = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)+\Z")
_CODE = re.compile(r"[A-Z]+[0-9]+\Z")


class Subject(StrEnum):
    """The kinds of code that a recipe may be about."""

    CALL = "call"
    STATEMENT = "statement"
    WITH = "with"  # `with` and `async with` blocks
    FOR = "for"  # `for` and `async for` blocks
    FUNCTION = "function"  # `def` and `async def`, with their decorators
    PROJECT = "project"  # each module as a whole; changes may be in other files


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
BlockFunction = Callable[[Block], "Rewrite | Skip | None"]
"""None where there is nothing to say."""


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
    about: Subject = Subject.CALL  # anything else in place of calls and pattern, with `rewrite_block`
    words: Sequence[str] = ()  # with `about`: a file that holds none of them is not looked at; none: every file is
    rewrite_block: BlockFunction | None = None  # answers with `changes`
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
        if self.about is not Subject.CALL:
            self._check_about()
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

    def _check_about(self) -> None:
        """A recipe about more than calls has no pattern: its function looks at the facts."""
        if self.rewrite_block is None:
            raise RecipeError(
                f"about is {str(self.about)!r}: give rewrite_block, a function from the Block to a Rewrite"
            )
        for name in ("calls", "pattern", "rewrite", "transform", "codemod"):
            if getattr(self, name):
                raise RecipeError(f"give either about or {name}: {name} is for calls")

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
