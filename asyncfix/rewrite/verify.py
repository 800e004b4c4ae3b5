"""The check of the new text: it compiles, and every name that the fixes brought in means what it should."""

from __future__ import annotations

import ast
import warnings
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import replace

from asyncfix.binding.qualified_names import Names
from asyncfix.errors import EditError, UnreadableError
from asyncfix.files.source import Source
from asyncfix.files.text_edits import Edit, Span
from asyncfix.fixes import FileReport, Fix
from asyncfix.imports.insertion import is_future, statement_start
from asyncfix.rewrite.render import file_edits
from asyncfix.rewrite.undefined_names import unbound
from asyncfix.syntax.node_path import FSTRINGS, NodePath, walk_paths
from asyncfix.syntax.tree import Tree


def verification_error(source: Source, report: FileReport, fixes: Sequence[Fix], starred: Collection[str] = ()) -> str:
    """The reason for which the fixes must not be made together; "" where the new text is right."""
    try:
        edits = file_edits(report, fixes)
        new = source.edited(edits)
        tree = Tree(new)
    except EditError as error:
        return str(error)
    except UnicodeError:
        return f"the encoding {source.encoding} has no place for the new text"
    except UnreadableError as error:
        return f"the new text {error}"
    problem = _compile_problem(_touched(tree, edits))
    if problem:
        return f"the new text does not compile: {problem}"
    names = Names(tree, starred)
    grown = 0
    starts: dict[tuple[int, int, str], int] = {}
    for edit in edits:
        starts[(edit.span.start, edit.span.end, edit.text)] = edit.span.start + grown
        grown += len(edit.text) - (edit.span.end - edit.span.start)
    for fix in fixes:
        for introduced in fix.introduces:
            edit = fix.edits[introduced.edit]
            offset = starts[(edit.span.start, edit.span.end, edit.text)] + introduced.offset
            if not _means(tree, names, offset, introduced.target):
                return f"{introduced.target} would not mean itself in the new text"
    return _lost(source.text, new.text)


def _lost(old: str, new: str) -> str:
    """What is said where the new text uses more names that nothing binds than the old one; "" where it does not."""
    try:
        after = unbound(new)
        before = unbound(old) if after else after
    except (SyntaxError, ValueError, RecursionError):
        return ""  # one that only a newer Python can compile whole: what is touched has been compiled
    if before is None or after is None or len(after - before) <= len(before - after):
        return ""  # a name that nothing bound may become another one
    return f"`{min(after - before)}` would be the name of nothing in the new text"


def drop_invalid(
    source: Source, report: FileReport, fixes: Sequence[Fix], starred: Collection[str] = ()
) -> dict[Fix, str]:
    """The fixes that can't stay, with the reasons, so that the others can be made together."""
    if not fixes or not verification_error(source, report, fixes, starred):
        return {}
    gone: dict[Fix, str] = {}
    kept: list[Fix] = []
    left = [list(fixes)]
    while left:
        group = left.pop()
        problem = verification_error(source, report, [*kept, *group], starred)
        if not problem:
            kept.extend(group)
        elif len(group) == 1:
            gone[group[0]] = verification_error(source, report, group, starred) or problem
        else:
            left += [group[len(group) // 2 :], group[: len(group) // 2]]
    return gone


def verified(source: Source, report: FileReport, targets: Collection[str]) -> FileReport:
    """The report without the fixes that fail the check of the new text."""
    fixes = list(dict.fromkeys(finding.fix for finding in report.findings if finding.fix))
    alternatives = [fix for finding in report.findings for fix in finding.fixes[1:]]
    gone = drop_invalid(source, report, fixes, targets)
    for fix in alternatives:
        gone.update(drop_invalid(source, report, [fix], targets))
    safe = [way for one in report.findings if (way := one.safe_fix) is not None and way not in gone]
    if any(fix in alternatives for fix in safe):
        first = sorted(dict.fromkeys(safe), key=lambda fix: fix in alternatives)
        gone.update(drop_invalid(source, report, first, targets))
    if not gone:
        return report
    findings = []
    for finding in report.findings:
        kept = tuple(fix for fix in finding.fixes if fix not in gone)
        reasons = [f"the fix was withdrawn: {gone[fix]}" for fix in finding.fixes if fix in gone]
        if reasons and not kept:
            finding = replace(finding, fixes=(), skip=reasons[0])
        findings.append(replace(finding, fixes=kept))
    left = replace(report, findings=tuple(findings))
    moved = any(one.fix is not None and one.fix not in fixes for one in findings)
    return verified(source, left, targets) if moved else left


def _touched(tree: Tree, edits: Sequence[Edit]) -> ast.Module:
    """The statements of the new text that the edits (places of the old one) are in, and `from __future__`.

    What makes a text that parses fail to compile lies within one statement of the module, or is a
    `from __future__` that has lost its place at the top.
    """
    places: list[Span] = []
    grown = 0
    for edit in edits:
        start = edit.span.start + grown
        places.append(Span(start, start + len(edit.text)))
        grown += len(edit.text) - (edit.span.end - edit.span.start)
    body = tree.module.body
    futures = [index for index, statement in enumerate(body) if is_future(statement)]
    head = body[: futures[-1] + 1] if futures else []
    starts = [statement_start(tree, statement) for statement in body]
    touched = {max(0, bisect_right(starts, at) - 1) for place in places for at in (place.start, place.end)}
    rest = [body[index] for index in sorted(touched) if index >= len(head) and body]
    return ast.Module(body=[*head, *rest], type_ignores=[])


def _compile_problem(module: ast.Module) -> str:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(module, "<new text>", "exec", dont_inherit=True)
    except SyntaxError as error:
        return f"{error.msg} (line {error.lineno})"
    except (ValueError, RecursionError, MemoryError) as error:
        return str(error) or type(error).__name__
    return ""


def _means(tree: Tree, names: Names, offset: int, target: str) -> bool:
    path = tree.path(offset)
    if isinstance(path[-1].node, FSTRINGS):
        return any(_is_root(names, below, target) for below in walk_paths(path))
    return _is_root(names, path, target)


def _is_root(names: Names, path: NodePath, target: str) -> bool:
    return isinstance(path[-1].node, ast.Name) and names.meaning(path).certain == target
