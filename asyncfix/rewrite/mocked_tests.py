"""What the rest of a project does with the names that a file's fixes take away.

An import stays where another file uses its name by way of the module. A native fix is for review where a test replaces
the function that it no longer calls: `patch("app.rates.requests.get")`, `monkeypatch.setattr(time, "sleep", ...)`, or
a library that answers in the place of servers. A thread still calls what the test replaces.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from asyncfix.callgraph.name_users import NameUsers
from asyncfix.catalogue.test_doubles import servers_replaced_for
from asyncfix.fixes import FileReport, Finding, Fix, Form, ImportStatement, Safety

_SHOWN = 3  # tests that a hazard names


def settled(report: FileReport, users: NameUsers) -> FileReport:
    """The report as the rest of the project allows it: imports that others use stay, and tests are named."""
    return _with_tests(_with_imports_in_use(report, users), users)


def tests_in_the_way(path: str, finding: Finding, fix: Fix, users: NameUsers) -> list[str]:
    """The places of tests that replace what a fix no longer calls, each as "tests/test_a.py:5 replaces `a.get`"."""
    if fix.form is not Form.NATIVE or not finding.call:
        return []
    return [f"{place} replaces {what}" for place, what in _replacing(path, finding.call, users)]


def _replacing(path: str, call: str, users: NameUsers) -> Iterator[tuple[str, str]]:
    yield from ((f"{one.path}:{one.line}", f"`{one.name}`") for one in users.replaced(path, call))
    pattern = servers_replaced_for(call)
    if pattern is not None:
        for other, line, library in users.tests_with(pattern, path):
            yield f"{other}:{line}", f"servers by {library}"


def _with_imports_in_use(report: FileReport, users: NameUsers) -> FileReport:
    new = {fix: _with_parts_in_use(fix, users) for one in report.findings for fix in one.fixes if fix.elsewhere}
    findings = tuple(replace(one, fixes=tuple(new.get(fix, fix) for fix in one.fixes)) for one in report.findings)
    return replace(report, findings=findings, imports=_in_use(report.path, report.imports, users))


def _with_parts_in_use(fix: Fix, users: NameUsers) -> Fix:
    parts = (replace(part, imports=_in_use(part.path, part.imports, users)) for part in fix.elsewhere)
    return replace(fix, elsewhere=tuple(parts))


def _in_use(path: str, imports: tuple[ImportStatement, ...], users: NameUsers) -> tuple[ImportStatement, ...]:
    """The import statements of a file without those removable names that other files use."""
    wanted = {name.binds for statement in imports for name in statement.removable}
    taken = users.taken(path, wanted) if wanted else set()
    if not taken:
        return imports
    return tuple(
        replace(one, removable=tuple(name for name in one.removable if name.binds not in taken)) for one in imports
    )


def _with_tests(report: FileReport, users: NameUsers) -> FileReport:
    known: dict[str, str] = {}

    def hazard(finding: Finding, fix: Fix) -> str:
        if fix.form is not Form.NATIVE or fix.safety is not Safety.SAFE:
            return ""
        if finding.call not in known:
            known[finding.call] = _told(tests_in_the_way(report.path, finding, fix, users))
        return known[finding.call]

    new: dict[Fix, Fix] = {}
    for finding in report.findings:
        for fix in finding.fixes:
            told = hazard(finding, fix)
            if told:
                changed = new.get(fix, fix)
                hazards = tuple(dict.fromkeys((*changed.hazards, told)))
                new[fix] = replace(changed, safety=Safety.REVIEW, hazards=hazards)
    if not new:
        return report
    findings = (replace(one, fixes=tuple(new.get(fix, fix) for fix in one.fixes)) for one in report.findings)
    return replace(report, findings=tuple(findings))


def _told(places: list[str]) -> str:
    """The hazard that names the tests."""
    if not places:
        return ""
    more = f" and {len(places) - _SHOWN} more" if len(places) > _SHOWN else ""
    return f"{', '.join(places[:_SHOWN])}{more}: what the fix calls instead is not replaced there"


def warnings_of(made: Iterable[tuple[str, Finding, Fix]], users: NameUsers) -> Iterator[str]:
    """A sentence for each place of a test that replaces what the functions of a file no longer call."""
    functions: dict[tuple[str, str], list[str]] = {}
    for path, finding, fix in made:
        for told in tests_in_the_way(path, finding, fix, users):
            functions.setdefault((told, path), []).append(finding.function)
    for (told, path), names in functions.items():
        shown = ", ".join(f"`{name}`" for name in dict.fromkeys(names))
        yield f"{told}, which {shown} in {path} no longer calls"
