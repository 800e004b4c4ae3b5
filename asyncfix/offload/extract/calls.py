"""One call or read, handed to a thread as it is: what stands in it goes on being evaluated on the loop."""

from __future__ import annotations

import ast
import re

from asyncfix.binding.execution_context import ExecutionContext, binds_tighter
from asyncfix.dataflow.free_variables import is_named
from asyncfix.dataflow.refusal import ExtractionRefused
from asyncfix.dataflow.region import Region
from asyncfix.files.text_edits import Edit, Span
from asyncfix.offload.backends.base import Backend, ThreadCall, ThreadCallSite
from asyncfix.offload.extract.code_fragment import CodeFragment
from asyncfix.syntax.node_path import FSTRINGS, NodePath
from asyncfix.syntax.tree import Tree

_TO_BRACKET = re.compile(r"(?:[\s)]|\\|#[^\r\n]*)*\(")
_DOT = re.compile(r"\.\s*(?P<name>\w+)\Z")
_SPACE = re.compile(r"(?P<comment>[ \t]*#[^\r\n]*)?\s*")


def check_place(tree: Tree, path: NodePath, place: ExecutionContext) -> None:
    """Raises Refused where no `await` can take the place of the expression."""
    if not place.on_loop:
        raise ExtractionRefused("it does not run on the event loop")
    if place.obstacle:
        raise ExtractionRefused(place.obstacle.value)
    if not tree.is_placed(path):
        raise ExtractionRefused("this Python can't tell where inside the f-string it stands; Python 3.12 and newer can")
    if tree.is_debug_fstring(path):
        raise ExtractionRefused(
            "the f-string prints the source of the expression (`=`), so a rewrite would change its text"
        )
    if isinstance(path[-2].node, ast.Await):
        raise ExtractionRefused("what it returns is awaited")


def check_expression(region: Region) -> None:
    """Raises Refused where a value that a helper returns can't take the place of the expression."""
    node, path = region.node, region.path
    if not isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
        raise ExtractionRefused("it is the target of an assignment")
    if isinstance(node, ast.GeneratorExp):
        raise ExtractionRefused("a generator does its work where it is consumed")
    if isinstance(node, (ast.Constant, ast.Starred, ast.Slice, ast.FormattedValue)) or path[-1].field == "format_spec":
        raise ExtractionRefused("it is no expression of its own")
    if any(isinstance(step.node, ast.pattern) for step in path):
        raise ExtractionRefused("an await can't stand in a pattern")


def goes_alone(path: NodePath) -> bool:
    """True for a call or an attribute at the end of the path that can be handed to a thread without a helper.

    An attribute has to be named by a string: none that its class alone knows by that name, and not in an f-string.
    """
    node = path[-1].node
    if isinstance(node, ast.Attribute):
        is_private = node.attr.startswith("__") and not node.attr.endswith("__")
        return not is_private and not any(isinstance(step.node, FSTRINGS) for step in path)
    return isinstance(node, ast.Call)


def call_in_thread(
    tree: Tree, path: NodePath, site: ThreadCallSite, backend: Backend, obstacle: str
) -> tuple[list[Edit], list[tuple[int, CodeFragment]]]:
    """The edits that have the call at the end of the path made by the backend, and those that bring in names."""
    call = path[-1].node
    assert isinstance(call, ast.Call)
    if obstacle:
        raise ExtractionRefused(obstacle)
    if is_named(call.func, "super"):
        raise ExtractionRefused("`super()` belongs where it stands")
    around = backend.call(site, frozenset(keyword.arg for keyword in call.keywords))
    return _edits(tree, path, call, around)


def read_in_thread(
    tree: Tree, path: NodePath, site: ThreadCallSite, backend: Backend, obstacle: str
) -> tuple[list[Edit], list[tuple[int, CodeFragment]]]:
    """The same for the attribute at the end of the path: `x.name` is `getattr(x, "name")`."""
    node, text = path[-1].node, tree.source.text
    assert isinstance(node, ast.Attribute)
    if obstacle:
        raise ExtractionRefused(obstacle)
    span = tree.span(node)
    dot = _DOT.search(text, tree.span(node.value).end, span.end)
    if dot is None or dot["name"] != node.attr:
        raise ExtractionRefused("its name can't be found")
    around = backend.call(site)
    lead = wrapped_await(text, path, span) + around.before + "getattr, "
    behind = f', "{node.attr}"{around.after}' + (")" if binds_tighter(path) else "")
    return [Edit(Span(span.start, span.start), lead.text), Edit(Span(dot.start(), span.end), behind)], [(0, lead)]


def _edits(
    tree: Tree, path: NodePath, call: ast.Call, around: ThreadCall
) -> tuple[list[Edit], list[tuple[int, CodeFragment]]]:
    text = tree.source.text
    span = tree.span(call)
    opening = _TO_BRACKET.match(text, tree.span(call.func).end)
    if opening is None:
        raise ExtractionRefused("its arguments can't be found")
    start, end = opening.end() - 1, span.end - 1
    space = _SPACE.match(text, opening.end())
    gap = space[0] if space else ""
    comment = len(space["comment"] or "") if space else 0
    empty = opening.end() + len(gap) >= end
    broken = any(mark in gap for mark in "\r\n")
    lead = wrapped_await(text, path, span) + around.before + (gap if broken and not empty else "")
    behind = around.after[1:] + (")" if binds_tighter(path) else "")
    edits = [Edit(Span(span.start, span.start), lead.text)]
    if empty:
        edits.append(Edit(Span(start, opening.end() + (0 if comment else len(gap))), ""))
    elif _is_bare_generator(call, end + 1, tree):
        edits.append(Edit(Span(start, opening.end()), ", ("))
        behind += ")"
    else:
        edits.append(Edit(Span(start, opening.end() + (comment if broken else len(gap))), "," if broken else ", "))
    if behind:
        edits.append(Edit(Span(span.end, span.end), behind))
    return edits, [(0, lead)]


def wrapped_await(text: str, path: NodePath, span: Span) -> CodeFragment:
    """The text before an `await` that takes the place of the span: a bracket or a blank, where it takes one."""
    if binds_tighter(path):
        return CodeFragment("(")
    before = text[span.start - 1 : span.start]
    return CodeFragment(" " if before.isalnum() or before == "_" else "")


def _is_bare_generator(call: ast.Call, end: int, tree: Tree) -> bool:
    """True for `f(x for x in y)`: the generator has its brackets from the call."""
    if len(call.args) != 1 or call.keywords or not isinstance(call.args[0], ast.GeneratorExp):
        return False
    return tree.span(call.args[0]).end == end
