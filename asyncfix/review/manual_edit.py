"""A change that a person edited: what they are shown, and the fix that their text makes.

A person edits whole lines, block by block: those that the change touches. Of what they wrote only the words
that differ become edits, so that other changes on the same lines still go together with it.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from asyncfix.errors import EditError, UnreadableError
from asyncfix.files.source import Source
from asyncfix.files.text_edits import Edit, Span, apply_edits, merged
from asyncfix.fixes import Fix, Introduced
from asyncfix.review.file_preview import FilePreview
from asyncfix.review.review_changes import ChangeKind, Option, option_id
from asyncfix.syntax.parse import parse
from asyncfix.syntax.tree import EXACT_FSTRINGS

_MARK = "# asyncfix:"
_TOKEN = re.compile(r"\w+|\s+|.", re.DOTALL)
_TOKEN_LIMIT = 4_000
_SAME_BLOCK = 1  # lines between two edits up to which a person sees them as one


@dataclass(frozen=True, slots=True)
class EditedBlock:
    """Lines that a change touches."""

    span: Span  # whole lines of the file
    line: int  # of the first, from 1
    old: str
    new: str


def blocks(paper: FilePreview, option: Option) -> tuple[EditedBlock, ...]:
    """The lines that a person may edit of an option: those that it changes, as they would be, without the imports."""
    source, text = paper.source, paper.source.text
    edits = merged(edit for fix in option.fixes for edit in fix.edits)
    groups: list[tuple[Span, list[Edit]]] = []
    for edit in edits:
        first = source.line_span(source.position(edit.span.start)[0])
        last = source.line_span(source.position(edit.span.end)[0])
        if edit.span.start < edit.span.end == last.start:  # it takes whole lines: the one behind it stays
            last = Span(first.start, edit.span.end)
        span = Span(first.start, last.end)
        if groups and text.count("\n", groups[-1][0].end, span.start) <= _SAME_BLOCK:
            before, mine = groups[-1]
            groups[-1] = (Span(before.start, max(before.end, span.end)), [*mine, edit])
        else:
            groups.append((span, [edit]))
    found = []
    for span, mine in groups:
        old = text[span.start : span.end]
        new = apply_edits(old, (edit.shifted(-span.start) for edit in mine))
        found.append(EditedBlock(span, source.position(span.start)[0], old, new))
    return tuple(found)


def proposal(path: str, parts: Sequence[EditedBlock], texts: Sequence[str] = ()) -> str:
    """The text that goes into the editor, with line feeds. `texts`: what a person made of the blocks before."""
    lines = [
        f"{_MARK} Edit the new code below, save and leave the editor. It is checked like any other change.",
        f"{_MARK} Lines that begin like this one are no part of it; the imports follow by themselves.",
        f"{_MARK} Without any code in it, the change stays as it was.",
    ]
    body = ""
    for index, block in enumerate(parts):
        end = block.line + max(block.old.rstrip("\n").count("\n"), 0)
        where = f"line {block.line}" if end == block.line else f"lines {block.line} to {end}"
        body += f"{_MARK} ---- {path}, in place of {where}\n"
        body += _with_end(_unix(texts[index] if texts else block.new))
    return "\n".join(lines) + "\n" + body


def answered(written: str, parts: Sequence[EditedBlock]) -> tuple[str, ...] | None:
    """The texts of the blocks out of what the editor left; None where there is no code in it.

    Raises EditError where the lines that part the blocks are gone.
    """
    texts: list[str] = []
    for line in _unix(written).split("\n"):
        if line.lstrip().startswith(_MARK + " ----"):
            texts.append("")
        elif texts and not line.lstrip().startswith(_MARK + " "):
            texts[-1] += line + "\n"
    if texts:
        texts[-1] = texts[-1].removesuffix("\n")  # what split made of the end of the last line
    if not "".join(texts).strip():
        return None
    if len(texts) != len(parts):
        raise EditError(f'the lines with "{_MARK} ----", which part its blocks, have to stay')
    return tuple(texts)


def by_hand(paper: FilePreview, option: Option, texts: Sequence[str]) -> Option:
    """The option with other texts in the place of its blocks.

    Raises EditError, with the reason as a sentence, where that can't be: it does not compile, or it
    uses a name that nothing in the file defines.
    """
    parts = blocks(paper, option)
    if len(parts) != len(texts):
        raise EditError("the code that was edited is no longer there")
    source = paper.source
    edits: list[Edit] = []
    for block, text in zip(parts, texts, strict=True):
        new = _fitted(text, block.old, source.newline)
        edits += [edit.shifted(block.span.start) for edit in _differences(block.old, new)]
    if not edits:
        raise EditError("that is the old code: answer n to keep it")
    draft = _fix(option, tuple(edits), source)
    fix = _with_needs(paper, option, draft)
    problem = _undefined(paper, fix) or paper.problem((fix.here,))
    if problem:
        raise EditError(problem)
    new_id = option_id((fix,), source.text)
    return Option((fix,), ChangeKind.BY_HAND.value, ChangeKind.BY_HAND, new_id, tuple(texts), option.base or option.id)


def _fix(option: Option, edits: tuple[Edit, ...], source: Source) -> Fix:
    first = option.fixes[0]
    title = option.title if option.kind is ChangeKind.BY_HAND else f"{option.title} (edited by hand)"
    elsewhere = tuple(dict.fromkeys(part for fix in option.fixes for part in fix.elsewhere))
    return Fix(first.recipe, title, edits, option.safety, option.hazards, form=first.form, elsewhere=elsewhere)


def _with_needs(paper: FilePreview, option: Option, draft: Fix) -> Fix:
    """The fix with those imports of the option that the new code uses, and without those names that it still uses."""
    try:
        names = _names_in(paper, draft)
    except UnreadableError as error:
        raise EditError(f"the new text {error}") from None
    used = {name for name, _ in names}
    if not EXACT_FSTRINGS:
        used |= {word for edit in draft.edits for word in _TOKEN.findall(edit.text)}
    needs = tuple(dict.fromkeys(n for fix in option.fixes for n in fix.needs if n.binds in used))
    targets = {one.target.split(".")[0]: one.target for fix in option.fixes for one in fix.introduces}
    targets |= {need.binds: need.target for need in needs}
    text = paper.source.text
    gone = tuple(
        span
        for span in dict.fromkeys(span for fix in option.fixes for span in fix.uses_up)
        if text[span.start : span.end] not in used and _is_replaced(span, draft.edits)
    )
    introduces = []
    for index, start, end in _placed(draft.edits):
        for name, offset in names:
            if start <= offset < end and name in targets:
                introduces.append(Introduced(index, offset - start, targets[name]))
    return replace(draft, needs=needs, uses_up=gone, introduces=tuple(introduces))


def _is_replaced(span: Span, edits: Sequence[Edit]) -> bool:
    return any(edit.span.start <= span.start and span.end <= edit.span.end for edit in edits)


def _placed(edits: Sequence[Edit]) -> Iterator[tuple[int, int, int]]:
    """Each edit's index, and where its text starts and ends in the new text."""
    grown = 0
    for index, edit in enumerate(edits):
        start = edit.span.start + grown
        yield index, start, start + len(edit.text)
        grown += len(edit.text) - (edit.span.end - edit.span.start)


def _names_in(paper: FilePreview, fix: Fix) -> list[tuple[str, int]]:
    """Each name on the lines that the fix's own edits change, with its offset in the text with them made."""
    new = paper.source.edited(list(fix.edits))
    lines = [(new.position(start)[0], new.position(end)[0]) for _, start, end in _placed(fix.edits)]
    found = [
        (node.id, new.offset(node.lineno, node.col_offset))
        for node in ast.walk(parse(new))
        if isinstance(node, ast.Name) and any(first <= node.lineno <= last for first, last in lines)
    ]
    return [(name, offset) for name, offset in found if new.text.startswith(name, offset)]


def _undefined(paper: FilePreview, fix: Fix) -> str:
    """Which name in the new code nothing in the file defines, in words; "" where there is none."""
    try:
        module = parse(paper.made((fix,)))
    except UnreadableError:
        return ""  # the check of the whole text says it better
    defined = set(dir(builtins)) | {"__file__", "__name__", "__doc__", "__class__", "__path__", "__spec__"}
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names):
            return ""
        defined |= _bound(node)
    missing = next((name for name, _ in _names_in(paper, fix) if name not in defined), "")
    return f"nothing in the file defines {missing}: import it there first" if missing else ""


def _bound(node: ast.AST) -> set[str]:
    """The names that a node binds."""
    match node:
        case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
            return {name}
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return {name, *_type_parameters(node)}
        case ast.arg(arg=name):
            return {name}
        case ast.alias(name=name, asname=asname):
            return {asname or name.split(".")[0]}
        case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
            return {name}
        case ast.MatchMapping(rest=str(rest)):
            return {rest}
        case ast.Global(names=several) | ast.Nonlocal(names=several):
            return set(several)
    return set(_type_parameters(node))


def _type_parameters(node: ast.AST) -> list[str]:
    return [parameter.name for parameter in getattr(node, "type_params", ())]


def _differences(old: str, new: str) -> list[Edit]:
    """Edits, word by word, that make the new text of the old one."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if max(len(before), len(after)) > _TOKEN_LIMIT:
        return [Edit(Span(0, len(old)), new)] if old != new else []
    starts = [0]
    for token in before:
        starts.append(starts[-1] + len(token))
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [
        Edit(Span(starts[low], starts[high]), "".join(after[new_low:new_high]))
        for tag, low, high, new_low, new_high in codes
        if tag != "equal"
    ]


def _fitted(text: str, old: str, newline: str) -> str:
    """The text with the line ends of the file, and without one at the end where the old code has none."""
    unix = _unix(text)
    if not old.endswith(("\n", "\r")):
        unix = unix.removesuffix("\n")
    elif unix:
        unix = _with_end(unix)
    return unix.replace("\n", newline)


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _with_end(text: str) -> str:
    return text if text.endswith("\n") or not text else text + "\n"
