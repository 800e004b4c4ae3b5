"""The questions to a person: findings that share a fix, with the alternatives for them."""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from asyncfix.config.baseline import code_of
from asyncfix.files.source import Source
from asyncfix.fixes import FileReport, Finding, Fix, Form, Frame, Safety
from asyncfix.review.comments import Silencer

SEVERITIES = ("high", "medium", "low")


class ChangeKind(StrEnum):
    """The origins of an option."""

    FIX = "fix"  # a recipe
    COMMENT = "ignore with a comment"
    BY_HAND = "edited by hand"


@dataclass(frozen=True, slots=True)
class Option:
    """One way to answer yes: fixes that are made together."""

    fixes: tuple[Fix, ...]
    label: str  # "native", "thread hop": what tells it from the others
    kind: ChangeKind = ChangeKind.FIX
    id: str = ""  # equal for options that replace the same text by the same text
    texts: tuple[str, ...] = ()  # of one by hand: what the person wrote, a block each
    base: str = ""  # of one by hand: the id of the option that was edited

    @property
    def title(self) -> str:
        """The title of the fixes: an instruction of one line."""
        return "; ".join(dict.fromkeys(fix.title for fix in self.fixes))

    @property
    def hazards(self) -> tuple[str, ...]:
        """Sentences on what a person should look at."""
        return tuple(dict.fromkeys(hazard for fix in self.fixes for hazard in fix.hazards))

    @property
    def safety(self) -> Safety:
        """Safe where all of its fixes are."""
        return Safety.SAFE if all(fix.safety is Safety.SAFE for fix in self.fixes) else Safety.REVIEW

    @property
    def elsewhere(self) -> tuple[tuple[str, Fix], ...]:
        """The other files that it changes: their paths, and the parts."""
        return tuple(dict.fromkeys((part.path, part.fix) for fix in self.fixes for part in fix.elsewhere))

    def places(self, path: str) -> tuple[tuple[str, Fix], ...]:
        """The places that it changes in all files; `path` is that of the change."""
        return (*((path, fix.here) for fix in self.fixes), *self.elsewhere)

    @property
    def form(self) -> Form:
        """The way in which it takes the call off the event loop."""
        return self.fixes[0].form


@dataclass(frozen=True, slots=True)
class ReviewChange:
    """A question: one finding, or several that one fix takes care of."""

    key: str  # equal for the same finding in the same code, from run to run
    path: str
    findings: tuple[Finding, ...]
    options: tuple[Option, ...]  # best first; the one with the comment, where there is one, last
    code: str = ""  # the lines that it is about, as they are

    @property
    def finding(self) -> Finding:
        """The first of the findings."""
        return self.findings[0]

    @property
    def recipe(self) -> str:
        return self.finding.recipe

    @property
    def chain(self) -> tuple[Frame, ...]:
        """Through which functions it blocks: the first chain that one of the findings has."""
        return next((finding.chain for finding in self.findings if finding.chain), ())

    def says(self, pattern: re.Pattern[str]) -> bool:
        """True where a person who looks for the pattern means this change: its place, its code, old or new."""
        texts = [self.path, self.recipe, self.finding.message, self.code]
        texts += [one for finding in self.findings for one in (finding.function, finding.call)]
        texts += [edit.text for option in self.options for fix in option.fixes for edit in fix.edits]
        return any(pattern.search(text) for text in texts)

    @property
    def rank(self) -> int:
        """0 for the most severe."""
        found = [SEVERITIES.index(one.severity) for one in self.findings if one.severity in SEVERITIES]
        return min(found, default=len(SEVERITIES))

    def option(self, id: str) -> Option | None:
        """The option of that id."""
        return next((option for option in self.options if option.id == id), None)

    @property
    def comment(self) -> int | None:
        """Which option silences the finding."""
        return next((index for index, one in enumerate(self.options) if one.kind is ChangeKind.COMMENT), None)


def changes_of(source: Source, report: FileReport, root: str = "") -> tuple[ReviewChange, ...]:
    """The questions about a file: its findings that have a fix, grouped by fixes that are equal.

    `root` is what the paths in keys start from; keys of a project that moves stay the same.
    """
    groups: dict[Fix, list[Finding]] = {}
    for finding in report.findings:
        if finding.fix is not None and not finding.suppressed:
            groups.setdefault(finding.fix, []).append(finding)
    if not groups:
        return ()
    silencer = Silencer(source)
    keys = _Keys(source, report.path, root)
    found = []
    for findings in groups.values():
        options = [_with_id(option, source.text) for option in _options(findings)]
        comment = silencer.fix(findings)
        if comment is not None:
            options.append(_with_id(Option((comment,), ChangeKind.COMMENT.value, ChangeKind.COMMENT), source.text))
        code = "\n".join(code_of(source.text, finding) for finding in findings)
        found.append(ReviewChange(keys.of(findings), report.path, tuple(findings), tuple(options), code))
    return tuple(found)


def _options(findings: Sequence[Finding]) -> Iterator[Option]:
    """The shared fix; then for each other form the fixes of all findings that have one of it."""
    shared = findings[0].fixes[0]
    if len(findings) == 1:
        for fix in findings[0].fixes:
            yield Option((fix,), fix.form.value)
        return
    yield Option((shared,), shared.form.value)
    ranks = max(len(finding.fixes) for finding in findings)
    for rank in range(1, ranks):
        fixes = tuple(dict.fromkeys(one.fixes[rank] for one in findings if len(one.fixes) > rank))
        part = sum(len(one.fixes) > rank for one in findings)
        label = fixes[0].form.value
        yield Option(fixes, label if part == len(findings) else f"{label}, {part} of {len(findings)} calls")


def _with_id(option: Option, text: str) -> Option:
    return Option(option.fixes, option.label, option.kind, option_id(option.fixes, text))


def option_id(fixes: Iterable[Fix], text: str) -> str:
    """A short hash of what the fixes replace in the text, and by what; of other files, of what they put there."""
    fixes = tuple(fixes)
    parts = [(fix.recipe, [(text[e.span.start : e.span.end], e.text) for e in fix.edits]) for fix in fixes]
    others = [[edit.text for edit in part.fix.edits] for fix in fixes for part in fix.elsewhere]
    return _hash(repr((parts, others) if others else parts))


class _Keys:
    """The keys of one file's changes: code that stands twice in a function is told apart by counting."""

    def __init__(self, source: Source, path: str, root: str) -> None:
        self._text = source.text
        self._path = os.path.relpath(os.path.abspath(path), root or None).replace(os.sep, "/")
        self._seen: Counter[str] = Counter()

    def of(self, findings: Sequence[Finding]) -> str:
        parts = [(one.recipe, one.call, one.function, code_of(self._text, one)) for one in findings]
        stem = repr((self._path, parts))
        self._seen[stem] += 1
        return _hash(repr((stem, self._seen[stem])))


def _hash(text: str) -> str:
    return hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=9).hexdigest()
