"""`--format github`: workflow commands, which GitHub shows as annotations on the lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from asyncfix.report.escape import visible
from asyncfix.report.model import FileResult, FindingState, RunOutcome, RunResult, way
from asyncfix.report.summary import files_line

_COMMANDS = {
    FindingState.FIXED: "notice",
    FindingState.FIXABLE: "error",
    FindingState.REVIEW: "warning",
    FindingState.SKIPPED: "warning",
}


def report(run: RunResult) -> Iterator[str]:
    """The workflow commands, one per line, without line ends; last a line for the log."""
    for result in run.files:
        for outcome in result.outcomes:
            if outcome.state in _COMMANDS:
                yield _finding(result, outcome)
        if result.refused:
            yield f"::error file={_property(result.path)}::not written: {_data(result.refused)}"
    for path, reason in run.unreadable:
        yield f"::warning file={_property(path)}::not read: {_data(reason)}"
    yield from (f"::error::{_data(problem)}" for problem in run.problems)
    yield f"{files_line(run)}."


def _finding(result: FileResult, outcome: RunOutcome) -> str:
    finding = outcome.finding
    properties = [f"file={_property(result.path)}", f"line={finding.line}"]
    if finding.line == finding.end_line:  # over several lines, GitHub takes no columns
        properties.append(f"col={finding.column}")
        properties.append(f"endLine={finding.end_line}")
        properties.append(f"endColumn={finding.end_column}")
    else:
        properties.append(f"endLine={finding.end_line}")
    properties.append(f"title={_property(f'{finding.recipe} ({outcome.label})')}")
    through = [f"Through {' -> '.join(way(finding))}"] if finding.chain else []
    message = [finding.message, *through, *([f"Fix: {outcome.fix.title}"] if outcome.fix else [])]
    message += [*(outcome.fix.hazards if outcome.fix else ()), *([outcome.reason] if outcome.reason else [])]
    return f"::{_COMMANDS[outcome.state]} {','.join(properties)}::{_data(*message)}"


def _data(*lines: str) -> str:
    """The lines of a message. Per cent signs and line ends are what the runner decodes in it."""
    return "%0A".join(visible(line).replace("%", "%25") for line in lines)


def _property(text: str) -> str:
    """The value of a property, in which colons and commas are syntax too."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
