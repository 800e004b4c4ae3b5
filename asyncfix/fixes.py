"""The result of an analysis: findings, the fixes offered for them, and the imports that each fix needs.

    FileReport
    ├── findings: Finding        one blocking call (or loop misuse), at one place
    │   └── fixes: Fix           ranked alternatives; none, with a `skip` reason, where no rewrite is right
    │       ├── edits: Edit      to the code
    │       ├── needs: ImportNeed   imports that must be there when the fix is made
    │       └── elsewhere: OtherFilePart   its parts in other files, made with it or not at all
    └── imports: ImportStatement   those that go when the accepted fixes used their last uses

Everything here is frozen, holds no syntax tree and pickles: workers send it home, caches keep it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from asyncfix.files.text_edits import Edit, Span


class Safety(StrEnum):
    """The degrees to which a fix may be trusted."""

    SAFE = "safe"  # does what the old code did: `--write` makes it
    REVIEW = "review"  # a person should look first: `--write --unsafe` makes it


class Form(StrEnum):
    """The ways in which a fix takes a call off the event loop."""

    NATIVE = "native"  # an asynchronous form of the same call
    HOP = "thread hop"  # the call, run in a thread
    HELPER = "extracted helper"  # statements that became a function, run in a thread
    HANDLER = "sync handler"  # `async def` became `def`, which the framework runs in a thread
    PROCESS = "process pool"


@dataclass(frozen=True, slots=True)
class Frame:
    """One step from a coroutine to the call that blocks."""

    function: str  # qualified name of what is called: "Repo.get", "open"
    path: str  # of the file that calls it
    line: int  # from 1


@dataclass(frozen=True, slots=True)
class ImportNeed:
    """A name that a fix uses and that an import has to bind, or a definition at the top of the module.

    Either `statement` inserts a whole import statement, or `addition` joins the names of the
    `from` import that stands at `extends`: in the place of a name that goes, else by `insertion`.
    Equal needs of several fixes are one import.
    """

    binds: str  # the local name, `aio` in `import asyncio as aio`
    target: str  # the qualified name it stands for
    statement: Edit | None = None
    extends: Span | None = None
    addition: str = ""
    insertion: Edit | None = None
    rank: int = 0  # of a definition: where it stands among those that are added at the same place


@dataclass(frozen=True, slots=True)
class Introduced:
    """A name that the edits of a fix put into the code, for the check of the new text.

    `edit` counts the fix's edits, `offset` the characters into that edit's text.
    """

    edit: int
    offset: int
    target: str  # the qualified name that it must resolve to


@dataclass(frozen=True, slots=True)
class Fix:
    """One change, accepted or rejected whole; it compiles when it is the only one accepted."""

    recipe: str
    title: str  # what it does, as an instruction of one line
    edits: tuple[Edit, ...]
    safety: Safety = Safety.SAFE
    hazards: tuple[str, ...] = ()  # sentences: why it needs review
    needs: tuple[ImportNeed, ...] = ()
    uses_up: tuple[Span, ...] = ()  # references to imported names that the edits remove
    introduces: tuple[Introduced, ...] = ()
    form: Form = Form.NATIVE
    elsewhere: tuple[OtherFilePart, ...] = ()  # its parts in other files, by path
    tests: tuple[str, ...] = ()  # that replace what it no longer calls: "tests/test_a.py:5 replaces `a.get`"

    @property
    def here(self) -> Fix:
        """Its part in its own file."""
        return replace(self, elsewhere=()) if self.elsewhere else self


@dataclass(frozen=True, slots=True)
class OtherFilePart:
    """The part of a fix in another file, as that file was when the fix was worked out."""

    path: str
    digest: str
    fix: Fix  # the part there; equal parts of several fixes are one
    imports: tuple[ImportStatement, ...] = ()  # those of that file that may go with it


@dataclass(frozen=True, slots=True)
class Finding:
    """One place that blocks the event loop, or misuses it. Either it has fixes, or a reason for having none."""

    recipe: str
    span: Span  # of the call, or of the reference to it
    line: int  # from 1
    column: int  # from 1, in characters
    end_line: int
    end_column: int  # exclusive
    call: str  # qualified name: "time.sleep"
    function: str  # qualified name inside the module ("Service.poll"), "" at module level
    message: str  # what is wrong here, one sentence
    fixes: tuple[Fix, ...] = ()  # best first
    skip: str = ""  # why there is no fix
    suppressed: str = ""  # the comment that silences it, where one does
    family: str = ""  # of the catalogue, where it knows the call: "database"
    severity: str = ""  # of the catalogue: "high", "medium", "low"
    chain: tuple[Frame, ...] = ()  # through which project functions it blocks; empty for a direct call

    @property
    def fix(self) -> Fix | None:
        """The best fix."""
        return self.fixes[0] if self.fixes else None

    @property
    def safe_fix(self) -> Fix | None:
        """The best fix that is safe."""
        return next((fix for fix in self.fixes if fix.safety is Safety.SAFE), None)


@dataclass(frozen=True, slots=True)
class ImportedName:
    """One name of an import statement that the file's fixes may make needless."""

    binds: str
    span: Span  # `sleep as nap` in `from time import sleep as nap`
    uses: tuple[Span, ...]  # every reference to it in the file
    own_lines: Span | None = None  # of a name in parentheses: the lines that it has to itself


@dataclass(frozen=True, slots=True)
class SharedLine:
    """Import statements that have a line to themselves, and may all go."""

    statements: tuple[Span, ...]
    line: Span
    with_blank_lines: Span  # the same with the blank lines that would be left over


@dataclass(frozen=True, slots=True)
class ImportStatement:
    """An import statement whose names may go, or which may be extended."""

    span: Span
    names: tuple[Span, ...]  # all of its names, in order
    removable: tuple[ImportedName, ...]  # those that may go with their last use
    line: Span  # what to delete when every name goes: whole lines where it has them to itself
    with_blank_lines: Span  # the same with the blank lines that would be left over
    sole: bool = False  # the only statement of its block, or the last of those that may all go: `pass` takes its place
    shared: SharedLine | None = None  # the line that it shares with others that may go


@dataclass(frozen=True, slots=True)
class FileReport:
    """The result of analysing one file."""

    path: str
    digest: str
    findings: tuple[Finding, ...] = ()
    imports: tuple[ImportStatement, ...] = ()
    unreadable: str = ""  # why the file could not be read or parsed; then there are no findings
    notes: tuple[str, ...] = field(default=())  # remarks on the file that are no findings
    failure: str = ""  # a mistake of ours that kept the file from being analysed; then there are no findings
