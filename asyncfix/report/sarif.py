"""`--format sarif`: SARIF 2.1.0 with fixes, for code scanning services and editors."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from asyncfix import __version__
from asyncfix.errors import UnreadableError
from asyncfix.files.source import Source
from asyncfix.files.text_edits import Edit, Span
from asyncfix.fixes import Fix, Frame
from asyncfix.report.model import FileResult, FindingState, RuleInfo, RunOutcome, RunResult, part_edits, place

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

Node = dict[str, object]  # an object of the SARIF format; its keys are the standard's

_LEVELS = {
    FindingState.FIXED: "note",
    FindingState.FIXABLE: "error",
    FindingState.REVIEW: "warning",
    FindingState.SKIPPED: "warning",
    FindingState.SUPPRESSED: "warning",
}


def report(run: RunResult, rules: Sequence[RuleInfo] = ()) -> str:
    """The run as one SARIF log in ASCII, with a final line feed. Reads the files that have fixes.

    Regions are places in the text as it was analysed; results that are fixed already carry no fix.
    """
    index = {rule.name: number for number, rule in enumerate(rules)}
    results: list[Node] = []
    notices = [_notice("warning", f"The file was not analysed: it {reason}", path) for path, reason in run.unreadable]
    for result in run.files:
        try:
            source = result.analysed() if any(outcome.offered for outcome in result.outcomes) else None
        except UnreadableError as error:
            source = None
            notices.append(_notice("warning", f"The fixes are left out: the file {error}", result.path))
        if result.refused:
            notices.append(_notice("error", f"The file was not written: {result.refused}", result.path))
        notices += [_notice("note", note, result.path) for note in result.report.notes]
        results += _results(result, source, index)
    notices += [_notice("error", problem) for problem in run.problems]
    notices += [_notice("note", note) for note in (*run.notes, *run.warnings)]
    invocation: Node = {"executionSuccessful": not run.problems, "toolExecutionNotifications": notices}
    log: Node = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": _driver(rules)},
                "columnKind": "unicodeCodePoints",
                "newlineSequences": ["\r\n", "\n", "\r"],
                "originalUriBaseIds": {"SRCROOT": {"description": {"text": "The folder that asyncfix ran in."}}},
                "invocations": [invocation],
                "results": results,
            }
        ],
    }
    return json.dumps(log, indent=2) + "\n"


def _driver(rules: Sequence[RuleInfo]) -> Node:
    return {
        "name": "asyncfix",
        "version": __version__,
        "semanticVersion": __version__,
        "shortDescription": {"text": "Finds the calls that block an asyncio event loop and rewrites them."},
        "rules": [_rule(rule) for rule in rules],
    }


def _rule(rule: RuleInfo) -> Node:
    description = rule.description or rule.summary
    codes = f" Other linters call it {', '.join(rule.codes)}." if rule.codes else ""
    properties: Node = {"tags": ["asyncio", "performance"]}
    if rule.codes:
        properties["codes"] = list(rule.codes)
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": description},
        "help": {"text": f"{description}{codes}"},
        "defaultConfiguration": {"level": "warning"},
        "properties": properties,
    }


def _results(result: FileResult, source: Source | None, index: Mapping[str, int]) -> list[Node]:
    seen: Counter[str] = Counter()
    nodes = []
    for outcome in result.outcomes:
        key = _identity(result, outcome)
        seen[key] += 1
        nodes.append(_result(result, outcome, source, index, f"{key}:{seen[key]}"))
    return nodes


def _result(
    result: FileResult, outcome: RunOutcome, source: Source | None, index: Mapping[str, int], fingerprint: str
) -> Node:
    finding = outcome.finding
    region = _region(finding.line, finding.column, finding.end_line, finding.end_column)
    location: Node = {"physicalLocation": {"artifactLocation": _artifact(result.path), "region": region}}
    if finding.function:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.function, "kind": "function"}]
    node: Node = {
        "ruleId": finding.recipe,
        "level": _LEVELS[outcome.state],
        "message": {"text": f"{finding.message} ({outcome.reason})" if outcome.reason else finding.message},
        "locations": [location],
        "partialFingerprints": {"asyncfixFinding/v1": fingerprint},
        "properties": {"state": outcome.state.value, "call": finding.call},
    }
    if finding.chain:
        node["codeFlows"] = [
            {"threadFlows": [{"locations": [_step(location, finding.call), *map(_frame, finding.chain)]}]}
        ]
    if finding.recipe in index:
        node["ruleIndex"] = index[finding.recipe]
    if outcome.state is FindingState.SUPPRESSED:
        node["suppressions"] = [{"kind": "inSource", "justification": finding.suppressed}]
    if source and outcome.state is not FindingState.FIXED and outcome.offered:
        node["fixes"] = [_fix(result, fix, source) for fix in outcome.offered if _readable(result, fix)]
    return node


def _frame(frame: Frame) -> Node:
    """One step of the way to what blocks."""
    path = place(frame).rpartition(":")[0]
    location: Node = {"physicalLocation": {"artifactLocation": _artifact(path), "region": {"startLine": frame.line}}}
    return _step(location, frame.function)


def _step(location: Node, called: str) -> Node:
    return {"location": {**location, "message": {"text": f"calls {called}"}}}


def _identity(result: FileResult, outcome: RunOutcome) -> str:
    """What stays the same of a finding when lines move: a hash over everything but its place."""
    finding = outcome.finding
    parts = "\0".join((result.path, finding.recipe, finding.function, finding.call))
    return hashlib.blake2b(parts.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def _fix(result: FileResult, fix: Fix, source: Source) -> Node:
    changed = [_changed(result.path, source, result.edits([fix]))]
    changed += [_changed(part.path, result.part(part), part_edits(part)) for part in fix.elsewhere]
    return {
        "description": {"text": fix.title},
        "artifactChanges": changed,
        "properties": {"safety": fix.safety.value, "hazards": list(fix.hazards)},
    }


def _changed(path: str, source: Source, edits: Sequence[Edit]) -> Node:
    replacements: list[Node] = []
    for edit in edits:
        node: Node = {"deletedRegion": _place(source, edit.span)}
        if edit.text:
            node["insertedContent"] = {"text": edit.text}
        replacements.append(node)
    return {"artifactLocation": _artifact(path), "replacements": replacements}


def _readable(result: FileResult, fix: Fix) -> bool:
    """True where all files that the fix changes are still as they were analysed."""
    try:
        return all(result.part(part) for part in fix.elsewhere)
    except UnreadableError:
        return False


def _place(source: Source, span: Span) -> Node:
    return _region(*source.position(span.start), *source.position(span.end))


def _region(line: int, column: int, end_line: int, end_column: int) -> Node:
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def _artifact(path: str) -> Node:
    """Where a file is: below SRCROOT, or, for an absolute path, by itself."""
    if Path(path).is_absolute():
        return {"uri": "file://" + _uri(path if path.startswith("/") else f"/{path}")}
    return {"uri": _uri(path), "uriBaseId": "SRCROOT"}


def _uri(path: str) -> str:
    return quote(Path(path).as_posix(), safe="/", errors="surrogateescape")


def _notice(level: str, text: str, path: str = "") -> Node:
    node: Node = {"level": level, "message": {"text": text}}
    if path:
        node["locations"] = [{"physicalLocation": {"artifactLocation": _artifact(path)}}]
    return node
