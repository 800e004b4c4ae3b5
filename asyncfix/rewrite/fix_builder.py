"""From what a recipe answers to a fix: the smallest edits, the imports, and what to check afterwards."""

from __future__ import annotations

import ast
import re
import traceback
from collections.abc import Sequence
from dataclasses import dataclass

from asyncfix.binding.execution_context import binds_tighter
from asyncfix.binding.qualified_names import Meaning
from asyncfix.errors import RecipeError, UnreadableError
from asyncfix.files.source import Source
from asyncfix.files.text_edits import Edit, Span
from asyncfix.fixes import Fix, ImportNeed, Introduced, Safety
from asyncfix.imports.importer import Importer, ImportRefusal
from asyncfix.matching import CommentLost, MatchingError, smallest_edits
from asyncfix.recipe import Recipe, Rewrite, Skip, template_fields
from asyncfix.rewrite.call_facts import CallFacts
from asyncfix.rewrite.definitions import module_of
from asyncfix.syntax.node_path import Step, dotted
from asyncfix.syntax.parse import parse


@dataclass(frozen=True, slots=True)
class Root:
    """The first name of a dotted name in new text: where it stands and what it must mean."""

    offset: int
    target: str


@dataclass(frozen=True, slots=True)
class NewText:
    """A rewritten island, before it is compared with the old one."""

    text: str
    kept: tuple[tuple[Span, Span], ...]  # captured pieces: where they stood, and where they stand
    roots: tuple[Root, ...]
    needs: tuple[ImportNeed, ...]
    names: frozenset[str] = frozenset()  # all that it holds, where the kept pieces and the roots do not tell


FAILED = "the recipe failed here"
"""How the reason begins where there is no fix because of a mistake in the recipe."""


def fix_of(recipe: Recipe, rewrite: Rewrite, call: CallFacts, importer: Importer, meaning: Meaning) -> Fix | Skip:
    """The fix that makes the rewrite, or why it can't be made."""
    target = rewrite.at if isinstance(rewrite.at, CallFacts) else call
    try:
        new = _fill(recipe, rewrite.template, target, importer, meaning)
    except RecipeError as error:
        return Skip(failure(error, recipe))
    return new if isinstance(new, Skip) else fix_from(recipe, rewrite, target, new)


def fix_from(recipe: Recipe, rewrite: Rewrite, call: CallFacts, new: NewText) -> Fix | Skip:
    """The fix that gives the call its new text, or why that can't be."""
    awaits = holds_await(new.text) and not holds_await(call.tree.text(call.node))
    if awaits and call.no_await:
        return Skip(call.no_await)
    new = _with_await(new, call)
    island = call.tree.span(call.node)
    old = call.tree.source.text[island.start : island.end]
    new = _apart(new, call.tree.source.text, island)
    bracketed = bool(_flaw(old))  # it goes over several lines, and brackets around it allow that
    if flaw := _flaw(f"({new.text}\n)" if bracketed else new.text):
        return Skip(f"the new text can't be used: it {flaw}")
    try:
        edits = smallest_edits(old, new.text, new.kept)
    except MatchingError as error:
        return Skip(str(error) if isinstance(error, CommentLost) else f"the new text can't be used: {error}")
    if not edits:
        return Skip("the rewrite changes nothing")
    placed = tuple(edit.shifted(island.start) for edit in edits)
    hazards = rewrite.hazards
    safety = Safety.REVIEW if hazards else rewrite.safety
    return Fix(
        recipe=recipe.name,
        title=rewrite.title or f"write `{_shown(new.text)}`",
        edits=placed,
        safety=safety,
        hazards=hazards,
        needs=new.needs,
        uses_up=_used_up(call, new, island.start),
        introduces=_introduced(edits, new.roots),
    )


def _fill(recipe: Recipe, template: str, call: CallFacts, importer: Importer, meaning: Meaning) -> NewText | Skip:
    """The template with its captures in it, and its modules called what the file calls them."""
    source = call.tree.source.text
    start = call.tree.span(call.node).start
    text = ""
    kept: list[tuple[Span, Span]] = []
    roots: list[Root] = []
    needs: list[ImportNeed] = []
    reference = (*call.path, Step(call.node.func, "func"))
    modules = module_names(recipe)
    pieces = template_fields(template)
    for index, (literal, capture) in enumerate(pieces):
        at = 0
        for match in modules.finditer(literal):
            spelling = importer.spell(match[0], module_of(recipe, match[0]), reference, meaning)
            if isinstance(spelling, ImportRefusal):
                return Skip(spelling.reason)
            text += literal[at : match.start()]
            roots.append(Root(len(text), spelling.root_target))
            text += spelling.text
            at = match.end()
            if spelling.need is not None:
                needs.append(spelling.need)
        text += literal[at:]
        if capture is not None:
            span = call.spans.get(capture)
            if span is None:
                return Skip(not_captured(recipe, capture))
            piece = source[span.start : span.end]
            old = Span(span.start - start, span.end - start)
            after = pieces[index + 1][0] if index + 1 < len(pieces) else ""
            bare = call.arguments.generator and not is_argument(text, after)
            text += "(" if bare else ""
            kept.append((old, Span(len(text), len(text) + len(piece))))
            text += piece + (")" if bare else "")
    return NewText(text, tuple(kept), tuple(roots), tuple(dict.fromkeys(needs)))


def is_argument(before: str, after: str) -> bool:
    """True where a capture between the two texts is all that stands in round brackets: a generator needs no others."""
    return before.rstrip().endswith("(") and after.lstrip().startswith(")")


def module_names(recipe: Recipe) -> re.Pattern[str]:
    """The dotted names in new code that begin with one of the recipe's imports."""
    longest_first = sorted(recipe.imports, key=len, reverse=True)
    return re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})\b(?:\.\w+)*")


def _with_await(new: NewText, call: CallFacts) -> NewText:
    """No second `await`, and parentheses where the first one needs them."""
    word = re.match(r"await\s+", new.text)
    if word is None:
        return new
    if call.awaited:
        return _moved(new, new.text[word.end() :], -word.end())
    if binds_tighter(call.path):
        return _moved(new, f"({new.text})", 1)
    return new


def _apart(new: NewText, source: str, island: Span) -> NewText:
    """In parentheses where the new text would join a word beside it: after `return` in `return(f)()`."""
    before, after = source[max(0, island.start - 1) : island.start], source[island.end : island.end + 1]
    if _joins(before, new.text[:1]) or _joins(new.text[-1:], after):
        return _moved(new, f"({new.text})", 1)
    return new


def _joins(first: str, second: str) -> bool:
    return all(character.isalnum() or character == "_" for character in (first or " ", second or " "))


def _moved(new: NewText, text: str, by: int) -> NewText:
    kept = tuple((old, Span(span.start + by, span.end + by)) for old, span in new.kept)
    return NewText(text, kept, tuple(Root(root.offset + by, root.target) for root in new.roots), new.needs, new.names)


def _flaw(text: str) -> str:
    """Why a text is not one expression; "" where it is one."""
    try:
        body = parse(Source(text.encode(errors="surrogatepass"))).body
    except UnreadableError as error:
        return str(error)
    return "" if len(body) == 1 and isinstance(body[0], ast.Expr) else "is not one expression"


def _used_up(call: CallFacts, new: NewText, start: int) -> tuple[Span, ...]:
    """The first name of the old reference, where the new text neither holds it in a capture nor names it again.

    The token may stay all the same: `sleep` becomes the attribute of `asyncio.sleep`.
    """
    parts = dotted(call.node.func)
    if parts is None:
        return ()
    root = call.tree.span(parts[0])
    captured = any(Span(root.start - start, root.end - start) in old for old, _ in new.kept)
    named = any(re.match(rf"{re.escape(parts[0].id)}(?!\w)", new.text[other.offset :]) for other in new.roots)
    return () if captured or named or parts[0].id in new.names else (root,)


def _introduced(edits: Sequence[Edit], roots: Sequence[Root]) -> tuple[Introduced, ...]:
    """The roots that edits bring in: those outside were there before."""
    found: list[Introduced] = []
    grown = 0
    for index, edit in enumerate(edits):
        start = edit.span.start + grown
        end = start + len(edit.text)
        found.extend(
            Introduced(index, root.offset - start, root.target) for root in roots if start <= root.offset < end
        )
        grown += len(edit.text) - (edit.span.end - edit.span.start)
    return tuple(found)


def _shown(text: str) -> str:
    """New code on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:57] + "..."


def holds_await(text: str) -> bool:
    """True where code seems to hold an `await`."""
    return re.search(r"\bawait\b", text) is not None


def failure(error: BaseException, recipe: Recipe) -> str:
    """The reason for which there is no fix where a recipe's own code raised, with the line of it."""
    kind = "" if isinstance(error, RecipeError) else f"{type(error).__name__}: "
    said = str(error) if isinstance(error, RecipeError) else str(error).replace("'CallFacts' object", "the Call")
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename == recipe.origin]
    return f"{FAILED}: {kind}{said}{_where(recipe, lines[-1] if lines else None)}"


def not_captured(recipe: Recipe, capture: str) -> str:
    """The reason for which there is no fix where a template that a function made asks for what was not captured."""
    known = ", ".join(f"{{{name}}}" for name in sorted(recipe.compiled().captures)) or "nothing"
    told = "" if capture in recipe.compiled().captures else f"; it captures {known}"
    return f"the pattern of the recipe did not capture {{{capture}}} here{told}{_where(recipe)}"


def _where(recipe: Recipe, line: int | None = None) -> str:
    """The file of a recipe and the line: that of its rewrite function where no other is known."""
    if not recipe.origin:
        return ""
    function = getattr(recipe.rewrite, "__code__", None)
    line = line or getattr(function, "co_firstlineno", None)
    return f" ({recipe.origin}:{line})" if line else f" ({recipe.origin})"
