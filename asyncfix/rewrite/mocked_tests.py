"""The uses in the rest of a project of names that a file's fixes take away.

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
    known: dict[str, tuple[str, ...]] = {}
    new: dict[Fix, Fix] = {}
    for finding in report.findings:
        for fix in finding.fixes:
            if fix.form is not Form.NATIVE or not finding.call:
                continue
            if finding.call not in known:
                places = _replacing(report.path, finding.call, users)
                known[finding.call] = tuple(f"{place} replaces {what}" for place, what in places)
            if known[finding.call]:
                new[fix] = _told_of(new.get(fix, fix), known[finding.call])
    if not new:
        return report
    findings = (replace(one, fixes=tuple(new.get(fix, fix) for fix in one.fixes)) for one in report.findings)
    return replace(report, findings=tuple(findings))


def _told_of(fix: Fix, tests: tuple[str, ...]) -> Fix:
    """The fix for review, with a hazard that names the tests."""
    more = f" and {len(tests) - _SHOWN} more" if len(tests) > _SHOWN else ""
    hazard = f"{', '.join(tests[:_SHOWN])}{more}: what the fix calls instead is not replaced there"
    hazards = tuple(dict.fromkeys((*fix.hazards, hazard)))
    return replace(fix, safety=Safety.REVIEW, hazards=hazards, tests=tuple(dict.fromkeys((*fix.tests, *tests))))


def warnings_of(made: Iterable[tuple[str, Finding, Fix]]) -> Iterator[str]:
    """A sentence for each place of a test that replaces what the functions of a file no longer call."""
    functions: dict[tuple[str, str], list[str]] = {}
    for path, finding, fix in made:
        for told in fix.tests:
            functions.setdefault((told, path), []).append(finding.function)
    for (told, path), names in functions.items():
        shown = ", ".join(f"`{name}`" for name in dict.fromkeys(names))
        yield f"{told}, which {shown} in {path} no longer calls"
