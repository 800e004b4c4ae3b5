"""From accepted fixes to the edits of the import statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from asyncfix.fixes import Fix, ImportedName, ImportStatement
from asyncfix.spans import Edit, Span


def import_edits(statements: Iterable[ImportStatement], fixes: Sequence[Fix]) -> list[Edit]:
    """The edits by which the imports follow the fixes: added once, removed with their last use."""
    used_up = {span for fix in fixes for span in fix.uses_up}
    needs = dict.fromkeys(need for fix in fixes for need in fix.needs)
    edits = list(dict.fromkeys(need.statement for need in needs if need.statement is not None))
    inserted_at = {edit.span.start for edit in edits}
    for statement in statements:
        additions = sorted({need.addition for need in needs if need.extends == statement.span})
        gone = [name for name in statement.removable if used_up.issuperset(name.uses)]
        if additions:
            edits.extend(_changed(statement, gone, additions))
        elif len(gone) == len(statement.names):
            if not statement.sole:
                alone = statement.line.start not in inserted_at
                edits.append(Edit(statement.with_blank_lines if alone else statement.line, ""))
        elif gone:
            edits.extend(_without(statement, [name.span for name in gone]))
    return edits


def _changed(statement: ImportStatement, gone: Sequence[ImportedName], additions: Sequence[str]) -> list[Edit]:
    """New names take the places of those that go; what is left over is appended or removed."""
    edits = [Edit(name.span, text) for name, text in zip(gone, additions, strict=False)]
    rest = additions[len(gone) :]
    if rest:
        end = statement.names[-1].end
        last_is_replaced = bool(gone) and gone[-1].span == statement.names[-1]
        if last_is_replaced:
            edits[-1] = Edit(edits[-1].span, ", ".join((edits[-1].text, *rest)))
        else:
            edits.append(Edit(Span(end, end), "".join(f", {text}" for text in rest)))
    surplus = [name.span for name in gone[len(additions) :]]
    return [*edits, *_without(statement, surplus)]


def _without(statement: ImportStatement, spans: Sequence[Span]) -> list[Edit]:
    """Remove some names of a statement, each with the comma that belongs to it; at least one name stays."""
    edits: list[Edit] = []
    names = statement.names
    for index, span in enumerate(names):
        if span not in spans:
            continue
        if any(later not in spans for later in names[index + 1 :]):
            edits.append(Edit(Span(span.start, names[index + 1].start), ""))
        else:
            edits.append(Edit(Span(names[index - 1].end, span.end), ""))
    return edits
