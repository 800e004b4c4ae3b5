"""Statements that return from the function on some ways and go on on others.

The helper says which it was: `return X` becomes `return True, X`, and its end `return False, outputs`. Where no
value comes out on either way, it returns the one or the other alone.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

from asyncfix.binding.scopes import own_nodes
from asyncfix.dataflow.free_variables import scope_of
from asyncfix.dataflow.region import Region
from asyncfix.files.text_edits import Edit, Span
from asyncfix.offload.extract.code_fragment import CodeFragment
from asyncfix.syntax.node_path import FUNCTIONS, below
from asyncfix.syntax.tree import Tree

_FLAGS = ("done", "finished", "has_result")
_VALUES = ("result", "value", "outcome", "returned")


def returns_in(region: Region) -> list[ast.Return]:
    """The `return` statements of the region that are the function's own."""
    found: list[ast.Return] = []
    for root in region.roots:
        nodes = [root] if isinstance(root, FUNCTIONS) else [root, *own_nodes(_holder(root))]
        found.extend(node for node in nodes if isinstance(node, ast.Return))
    return list(dict.fromkeys(found))


def _holder(statement: ast.AST) -> ast.Module:
    return ast.Module(body=[statement], type_ignores=[])  # type: ignore[list-item]


def is_bare(region: Region) -> bool:
    """True where nothing but None is returned."""
    return all(
        one.value is None or (isinstance(one.value, ast.Constant) and one.value.value is None)
        for one in returns_in(region)
    )


def marked(tree: Tree, region: Region, bare: bool) -> list[Edit]:
    """Edits by which each `return` of the region says that it is one."""
    edits = []
    for node in returns_in(region):
        span = tree.span(node)
        if bare or node.value is None:
            edits.append(Edit(span, "return True" if bare else "return True, None"))
            continue
        value = tree.span(node.value)
        at = span.start + len("return")
        if isinstance(node.value, ast.Tuple) and not _in_brackets(tree.text(node.value)):
            edits.append(Edit(Span(at, at), " True, ("))
            edits.append(Edit(Span(at, value.start), ""))
            edits.append(Edit(Span(value.end, value.end), ")"))
        else:
            edits.append(Edit(Span(at, at), " True,"))
            if value.start == at or not tree.source.text[at].isspace():
                edits.append(Edit(Span(at, at), " "))
    return edits


def _in_brackets(text: str) -> bool:
    """True for `(a, b)`, false for `(a), (b)`."""
    try:
        call = ast.parse(f"f{text}", mode="eval").body
    except SyntaxError:
        return False
    return text.startswith("(") and isinstance(call, ast.Call) and isinstance(call.func, ast.Name)


def last_line(outputs: Sequence[str], bare: bool) -> str:
    """The last line of the helper."""
    if bare:
        return "return False"
    if len(outputs) > 1:
        return f"return False, ({', '.join(outputs)})"
    return f"return False, {outputs[0] if outputs else None}"


def free_names_for(function: ast.AST) -> tuple[str, str] | None:
    """Names that the function does not use: for what was said, and for the value."""
    used = {node.id for node in below(function) if isinstance(node, ast.Name)}
    used |= {node.arg for node in below(function) if isinstance(node, ast.arg)}
    used |= set(scope_of(function).bindings)
    flag = next((name for name in _FLAGS if name not in used), None)
    value = next((name for name in _VALUES if name not in used), None)
    return (flag, value) if flag and value else None


def caller_lines(
    call: CodeFragment, outputs: Sequence[str], names: tuple[str, str], step: str, bare: bool
) -> list[CodeFragment]:
    """The lines with which the coroutine handles it."""
    flag, value = names
    if bare:
        return [CodeFragment("if ") + call + ":", CodeFragment(f"{step}return")]
    lines = [
        CodeFragment(f"{flag}, {value} = ") + call,
        CodeFragment(f"if {flag}:"),
        CodeFragment(f"{step}return {value}"),
    ]
    if outputs:
        lines.append(CodeFragment(f"{', '.join(outputs)} = {value}"))
    return lines
