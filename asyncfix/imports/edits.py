"""From accepted fixes to the edits of the import statements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from asyncfix.files.text_edits import Edit, Span
from asyncfix.fixes import Fix, ImportedName, ImportNeed, ImportStatement, SharedLine

_BEGINS = re.compile(r"(?:\r\n|\r|\n)+")
_FROM = re.compile(r"(\s*)(from [\w.]+ import )([\w, ]+?)((?:\r\n|\r|\n)+)")
_ENDS = re.compile(r"(\r\n|\r|\n)(?:\r\n|\r|\n)+\Z")


def import_edits(statements: Iterable[ImportStatement], fixes: Sequence[Fix]) -> list[Edit]:
    """The edits by which the imports follow the fixes: added once, removed with their last use."""
    used_up = {span for fix in fixes for span in fix.uses_up}
    needs = dict.fromkeys(need for fix in fixes for need in fix.needs)
    ranks = {need.statement: need.rank for need in needs if need.statement is not None}
    edits = _grouped(sorted(ranks, key=lambda edit: (edit.span, ranks[edit], *_order(edit))))
    inserted_at = {edit.span.start for edit in edits}
    inserted_behind = {edit.span.start for edit in edits if edit.text.startswith(";")}
    changed = [(one, _additions(one, needs), _gone(one, used_up)) for one in statements]
    all_gone = {one.span for one, added, gone in changed if not added and len(gone) == len(one.names)}
    for statement, additions, gone in changed:
        shared = statement.shared
        if additions:
            edits.extend(_changed(statement, gone, additions))
        elif shared and all_gone.issuperset(shared.statements) and not _needed(statement, shared, inserted_at):
            alone = _stands_alone(shared, inserted_at)
            edits.append(Edit(shared.with_blank_lines if alone else shared.line, ""))
        elif statement.span in all_gone:
            begun = statement.line.start < statement.span.start in inserted_at
            if begun or statement.span.end in inserted_behind:
                edits = [_in_place_of(statement, edit) for edit in edits]  # on a line that other code begins
            elif statement.sole and not inserted_at & {statement.line.start, statement.span.start}:
                edits.append(Edit(statement.span, "pass"))
            else:
                alone = _stands_alone(statement, inserted_at)
                edits.append(Edit(statement.with_blank_lines if alone else statement.line, ""))
        elif gone:
            edits.extend(_without(statement, gone))
    return _apart(edits)


def _grouped(edits: Sequence[Edit]) -> list[Edit]:
    """New imports at one place are one group, and so are new constants: only the last one keeps the blank lines behind
    it, only the first one those before it."""
    found: list[Edit] = []
    for edit in edits:
        text = edit.text
        if found and found[-1].span == edit.span and (joined := _joined(found[-1].text, text)):
            found[-1] = Edit(edit.span, joined)
            continue
        if found and found[-1].span == edit.span and _kind(text) == 2:
            text = _BEGINS.sub("", text, count=1) if _BEGINS.match(text) else text
        elif found and found[-1].span == edit.span and _kind(text) == _kind(found[-1].text) < 2:
            former = found[-1].text
            if _ENDS.search(former) and _ENDS.search(text):
                former = _ENDS.sub(r"\1", former)
            if _BEGINS.match(former) and _BEGINS.match(text):
                text = _BEGINS.sub("", text)
            found[-1] = Edit(edit.span, former)
        found.append(Edit(edit.span, text))
    return found


def _joined(one: str, other: str) -> str:
    """One statement for two that import names from one module; "" for others."""
    first, second = _FROM.fullmatch(one), _FROM.fullmatch(other)
    if first is None or second is None or first[2] != second[2]:
        return ""
    return f"{first[1]}{first[2]}{first[3]}, {second[3]}{first[4]}"


def _kind(text: str) -> int:
    """0 for an import, 1 for a constant, 2 for a function."""
    code = text.strip("; \t\f\r\n")
    return 0 if _is_import(code) else 2 if code.startswith(("def ", "async def ", "class ", "@")) else 1


def _is_import(text: str) -> bool:
    return text.strip("; \t\f\r\n").startswith(("import ", "from "))


def _stands_alone(one: ImportStatement | SharedLine, inserted_at: set[int]) -> bool:
    """True where nothing is added where the line and the blank lines around it go."""
    return not any(one.with_blank_lines.start <= at < one.with_blank_lines.end for at in inserted_at)


def _needed(statement: ImportStatement, shared: SharedLine, inserted_at: set[int]) -> bool:
    """True where something has to stay on the line that the statement shares: `pass`, or an import in its midst."""
    return statement.sole or any(shared.line.start < at < shared.line.end for at in inserted_at)


def _additions(statement: ImportStatement, needs: Iterable[ImportNeed]) -> list[ImportNeed]:
    return sorted((need for need in needs if need.extends == statement.span), key=_addition)


def _gone(statement: ImportStatement, used_up: set[Span]) -> list[ImportedName]:
    return [name for name in statement.removable if used_up.issuperset(name.uses)]


def _apart(edits: Iterable[Edit]) -> list[Edit]:
    """The edits, where two neighbours on a line that both go do not claim what is between them twice."""
    found: list[Edit] = []
    reach = 0
    for edit in sorted(dict.fromkeys(edits), key=lambda edit: edit.span):
        if not edit.text and edit.span.start < reach < edit.span.end:
            edit = Edit(Span(reach, edit.span.end), "")
        found.append(edit)
        reach = max(reach, edit.span.end)
    return found


def _in_place_of(statement: ImportStatement, edit: Edit) -> Edit:
    if edit.span != Span(at := edit.span.start, at) or at not in (statement.span.start, statement.span.end):
        return edit
    return Edit(statement.span, edit.text.strip("; "))


def _order(insertion: Edit) -> tuple[int, bool, bool, bool, str]:
    """At one place: imports, then constants, then functions.

    Of the imports, a group of its own that a blank line ends comes first, one that a blank line begins comes last;
    inside a group `import` stands before `from`.
    """
    text = insertion.text.strip("; \t\f\r\n")
    begins, ends = _BEGINS.match(insertion.text) is not None, _ENDS.search(insertion.text) is not None
    return _kind(text), begins, not ends, ends and text.startswith("from "), text


def _addition(need: ImportNeed) -> str:
    return need.addition


def _changed(statement: ImportStatement, gone: Sequence[ImportedName], additions: Sequence[ImportNeed]) -> list[Edit]:
    """New names take the places of those that go; what is left over is inserted or removed."""
    edits = [Edit(name.span, need.addition) for name, need in zip(gone, additions, strict=False)]
    edits.extend(need.insertion for need in additions[len(gone) :] if need.insertion is not None)
    return [*edits, *_without(statement, gone[len(additions) :])]


def _without(statement: ImportStatement, gone: Sequence[ImportedName]) -> list[Edit]:
    """Remove some names of a statement, each with the comma that belongs to it; at least one name stays."""
    own_lines = [name.own_lines for name in gone if name.own_lines is not None]
    if len(own_lines) == len(gone):
        return [Edit(span, "") for span in own_lines]
    spans = {name.span for name in gone}
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
