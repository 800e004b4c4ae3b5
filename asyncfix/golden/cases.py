"""Golden cases: what a recipe does, proven on code.

    golden/<recipe>/<behaviour_as_a_sentence>/before.py   real-looking code
                                              after.py    all safe fixes made; absent: unchanged
                                              unsafe.py   those for review made, too; absent: none there
                                              report.txt  one line per finding
                                              check.py    optional: `check(module)` runs the case
                                              settings.toml  optional: settings about rewrites; `select` names
                                                             the recipes where there are more than one

`examine` proves, for one case: the text equals `after.py` (and `unsafe.py`), the report equals
`report.txt`, every result compiles, each fix alone compiles, and a second run changes nothing. With
a `check.py` it runs before and after in processes of their own: the answers are equal, and after
never blocks the event loop (blockbuster raises where it does).
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from asyncfix.config.settings import Settings
from asyncfix.rewrite.fix_selection import Decision
from asyncfix.golden.outcomes import OUTCOMES, Outcome
from asyncfix.rewrite.analyse import analyse
from asyncfix.rewrite.fix_builder import FAILED
from asyncfix.errors import UsageError
from asyncfix.fixes import FileReport, Finding, Fix
from asyncfix.golden.case_answers import answers
from asyncfix.recipe import Recipe
from asyncfix.loading.registry import choose
from asyncfix.rewrite.render import rendered
from asyncfix.files.source import Source
from asyncfix.files.text_edits import OVERLAP


class CaseKind(StrEnum):
    """The things that may be wrong with a case."""

    MISSING = "missing"  # a change was expected and none was made
    NOISY = "noisy"  # a change was made and none was expected
    WRONG = "wrong"  # another change than the expected one
    REPORT = "report"  # the findings are others than the report says
    BROKEN = "broken"  # a result does not compile, or the recipe fails
    UNSTABLE = "unstable"  # a second run changes something again
    DIFFERENT = "different"  # the code gives another answer after than before
    BLOCKING = "blocking"  # the code still blocks the event loop after


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is wrong with a case."""

    kind: CaseKind
    detail: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.detail}"


@dataclass(frozen=True, slots=True)
class Case:
    """The folder of a case."""

    recipe: str
    folder: Path

    @property
    def name(self) -> str:
        return f"{self.recipe}/{self.folder.name}"

    def text(self, name: str) -> bytes | None:
        """The contents of one of its files; None where there is none."""
        file = self.folder / name
        return file.read_bytes() if file.exists() else None


def cases(golden: Path) -> list[Case]:
    """All cases of a golden folder. Raises UsageError for a case without its `before.py`."""
    found = []
    for recipe in sorted(path for path in golden.iterdir() if path.is_dir()):
        for folder in sorted(path for path in recipe.iterdir() if path.is_dir() and path.name != "__pycache__"):
            if not (folder / "before.py").exists():
                raise UsageError(f"{folder}: a golden case needs a before.py")
            found.append(Case(recipe.name, folder))
    return found


def examine(case: Case, recipes: Sequence[Recipe]) -> list[Flaw]:
    """Everything that is wrong with the case; an empty list where it holds."""
    results = _Results(case, recipes)
    flaws = [*_failures(results), *_text_flaws(case, results), *_report_flaws(case, results), *_compile_flaws(results)]
    flaws.extend(_stability_flaws(results))
    if not flaws and (case.folder / "check.py").exists():
        flaws.extend(_run_flaws(case))
    return flaws


def update(case: Case, recipes: Sequence[Recipe]) -> None:
    """Write the outcomes and `report.txt` as the recipe now makes them. Never `before.py`, and nothing where
    the recipe fails: that is for `examine` to tell."""
    results = _Results(case, recipes)
    if any(_failures(results)):
        return
    for outcome, made, base in results.steps():
        file = case.folder / outcome.file
        if made.raw == base.raw:
            file.unlink(missing_ok=True)
        else:
            file.write_bytes(made.raw)
    (case.folder / "report.txt").write_text(results.lines, encoding="utf-8")


class _Results:
    """What the recipe makes of a case."""

    def __init__(self, case: Case, recipes: Sequence[Recipe]) -> None:
        settings = _settings(case)
        self.recipes = choose(recipes, settings.select or (case.recipe,), ())
        self.before = Source((case.folder / "before.py").read_bytes(), str(case.folder / "before.py"))
        self.options = settings.options
        self.report = self._analysed(self.before)
        self.made = [(outcome, self._made(outcome.decision)) for outcome in OUTCOMES]
        self.lines = "".join(f"{_line(finding)}\n" for finding in self.report.findings)

    def _analysed(self, source: Source) -> FileReport:
        return analyse(source, self.recipes, options=self.options)

    def _made(self, decision: Decision) -> Source:
        fixes = [fix for finding in self.report.findings if (fix := decision(finding)) is not None]
        return rendered(self.before, self.report, fixes)

    def steps(self) -> Iterator[tuple[Outcome, Source, Source]]:
        """Each outcome, with its text and that of the one before."""
        base = self.before
        for outcome, made in self.made:
            yield outcome, made, base
            base = made

    def alone(self) -> Iterator[tuple[Fix, Source]]:
        """Each fix, with the file in which it is the only one made."""
        for finding in self.report.findings:
            for fix in finding.fixes:
                yield fix, rendered(self.before, self.report, [fix])

    def again(self, source: Source, decision: Decision) -> list[Fix]:
        """The fixes that a further run would make."""
        return [fix for finding in self._analysed(source).findings if (fix := decision(finding)) is not None]


def _settings(case: Case) -> Settings:
    """The settings of the case."""
    import tomllib

    text = (case.text("settings.toml") or b"").decode()
    return Settings().override(**{name.replace("-", "_"): value for name, value in tomllib.loads(text).items()})


def _line(finding: Finding) -> str:
    place = f"{finding.line}:{finding.column} {finding.recipe}"
    if finding.suppressed:
        return f"{place} suppressed: {finding.suppressed}"
    if finding.skip:
        return f"{place} skip: {finding.skip}"
    offers = "; or ".join(": ".join((fix.safety.value, " ".join((fix.title, *fix.hazards)))) for fix in finding.fixes)
    return f"{place} {offers}"


def _text_flaws(case: Case, results: _Results) -> Iterator[Flaw]:
    for outcome, made, base in results.steps():
        name = outcome.file
        expected = case.text(name)
        if expected is None:
            if made.raw != base.raw:
                yield Flaw(CaseKind.NOISY, f"there is no {name}, but the file changes:\n{_shown(base.raw, made.raw)}")
        elif made.raw == base.raw:
            yield Flaw(CaseKind.MISSING, f"{name} says that the file changes, but it does not")
        elif made.raw != expected:
            yield Flaw(CaseKind.WRONG, f"not as in {name}:\n{_shown(expected, made.raw)}")


def _report_flaws(case: Case, results: _Results) -> Iterator[Flaw]:
    expected = (case.text("report.txt") or b"").decode()
    if expected != results.lines:
        yield Flaw(CaseKind.REPORT, f"not as in report.txt:\n{_shown(expected.encode(), results.lines.encode())}")


def _failures(results: _Results) -> Iterator[Flaw]:
    """Findings without a fix because of a mistake in the recipe, whatever the report expects."""
    for finding in results.report.findings:
        if finding.skip.startswith(FAILED) or OVERLAP in finding.skip:
            yield Flaw(CaseKind.BROKEN, f"line {finding.line}: {finding.skip}")


def _compile_flaws(results: _Results) -> Iterator[Flaw]:
    made = [(f"{outcome.made} together", source) for outcome, source in results.made]
    made.extend((f"the fix {fix.title!r} alone", source) for fix, source in results.alone())
    for what, source in made:
        problem = _compile_problem(source)
        if problem:
            yield Flaw(CaseKind.BROKEN, f"{what}: {problem}\n{source.text}")


def _compile_problem(source: Source) -> str:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(ast.parse(source.text), source.path, "exec", dont_inherit=True)
    except SyntaxError as error:
        return f"{error.msg} (line {error.lineno})"
    return ""


def _stability_flaws(results: _Results) -> Iterator[Flaw]:
    for outcome, made in results.made:
        for fix in results.again(made, outcome.decision):
            yield Flaw(CaseKind.UNSTABLE, f"a second run would {fix.title}")


def _shown(expected: bytes, found: bytes) -> str:
    from difflib import unified_diff

    old, new = (raw.decode("utf-8", "backslashreplace").splitlines(keepends=True) for raw in (expected, found))
    return "".join(unified_diff(old, new, "expected", "found"))


def _run_flaws(case: Case) -> Iterator[Flaw]:
    """Run the case before and after, each in a process of its own. What is left for review may block until the last."""
    made = [outcome.file for outcome in OUTCOMES if outcome.of(case.folder)] or ["before.py"]
    old, *found = answers(case.folder, ["before.py", *made])
    for name, new in zip(made, found, strict=True):
        if "BlockingError" in new:
            if name == made[-1]:
                yield Flaw(CaseKind.BLOCKING, f"{name} blocks the event loop:\n{new}")
        elif old != new:
            yield Flaw(CaseKind.DIFFERENT, f"before.py gives\n{old}\n{name} gives\n{new}")
