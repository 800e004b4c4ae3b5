"""fissix's driver, with asyncfix in its place: for the test suites of others."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from bowler.tool import log
from bowler.types import BadTransform
from fissix import refactor

from asyncfix.codemods import of_fixers, of_query
from asyncfix.codemods.protocol import Codemod
from asyncfix.files.source import Source
from asyncfix.fixes import FileReport
from asyncfix.recipe import Recipe, Safety
from asyncfix.rewrite.analyse import analyse
from asyncfix.rewrite.render import rendered


class Refused(Exception):
    """asyncfix does not make the change, for a reason that it gives."""


def as_recipe(codemod: Codemod) -> Recipe:
    """A recipe of the codemod alone."""
    return Recipe(name="classic", calls=(), pattern="", codemod=codemod, safety=Safety.REVIEW, only_on_loop=False)


@cache
def _recipe(classes: tuple[type[Any], ...]) -> Recipe:
    """One for all texts, as in a run over many files."""
    return as_recipe(of_fixers(classes))


class Result(str):
    """The text that came out. What fissix's tests ask of a tree."""

    was_changed: bool


class AsyncfixTool(refactor.RefactoringTool):  # type: ignore[misc]
    """Refactors text by asyncfix's analysis and rendering. Every fix is made."""

    def refactor_string(self, data: str, name: str) -> Result:
        fixers = [*self.pre_order, *self.post_order]
        fixers.sort(key=lambda one: one.run_order)
        recipe = _recipe(tuple(type(fixer) for fixer in fixers))
        source = Source(data.encode(), name)
        report = analyse(source, [recipe])
        if report.unreadable:
            raise Refused(report.unreadable)
        new = rendered(source, report, [fix for finding in report.findings for fix in finding.fixes[:1]])
        for fixer in fixers:
            fixer.log.extend(_messages(report))
        result = Result(new.text)
        result.was_changed = new.text != data
        self.reports = [report]
        return result


def _messages(report: FileReport) -> Sequence[str]:
    skips = [finding.skip for finding in report.findings if finding.skip]
    for skip in skips:
        if skip.startswith(("the new text", "the codemod", "the fix was")):
            raise Refused(skip)
    hazards = [hazard for finding in report.findings for fix in finding.fixes for hazard in fix.hazards]
    return [*skips, *(hazard for hazard in hazards if not hazard.startswith("a codemod made this change"))]


def refactorer(fixer_pkg: str = "fissix", fixers: Any = None, options: Any = None) -> AsyncfixTool:
    """In place of `fissix.tests.support.get_refactorer`."""
    if fixers is not None:
        fixers = [f"{fixer_pkg}.fixes.fix_{fix}" for fix in fixers]
    else:
        fixers = refactor.get_fixers_from_package(fixer_pkg + ".fixes")
    return AsyncfixTool(fixers, options or {}, explicit=True)


def execute(query: Any, **options: Any) -> Any:
    """In place of `bowler.Query.execute`: asyncfix's analysis and rendering; with `write`, every fix is made."""
    query.exceptions = []
    for name in query.paths:
        source = Source(Path(name).read_bytes(), name)
        report = analyse(source, [as_recipe(of_query(query))])
        fixes = [fix for finding in report.findings for fix in finding.fixes[:1]]
        for finding in report.findings:
            if finding.skip:
                log.error(finding.skip)
            assert "failed here: AssertionError" not in finding.skip, finding.skip
        query.exceptions.extend(BadTransform(finding.skip) for finding in report.findings if finding.skip)
        if options.get("write") and not options.get("silent"):
            Path(name).write_bytes(rendered(source, report, fixes).raw)
    query.retcode = int(bool(query.exceptions))
    return query
