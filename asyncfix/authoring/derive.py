"""From snippets of code to the pattern and the template of a recipe.

    legacy.fetch(x)  ->  calls     legacy.fetch
                         pattern   power< any+ trailer< '(' not (...) x=any ')' > >
    await legacy.afetch(x)
                     ->  template  await legacy.afetch({x})
                         imports   legacy

A name in the arguments is a capture, and stands for one argument, whatever it is; `...` as the only argument stands for
all arguments there may be. Everything else stands for itself.
"""

from __future__ import annotations

import ast
import builtins
import re
from dataclasses import dataclass

from asyncfix.binding.qualified_names import module_part
from asyncfix.errors import UsageError
from asyncfix.files.source import Source
from asyncfix.matching import Island, MatchingError, Node, is_leaf, type_name
from asyncfix.syntax.parse import parse

MAX_SNIPPET = 20_000
"""Characters. A longer snippet is no shape of a call but a file."""

ALL = "arguments"
"""The capture that `...` stands for."""

_NO_OTHERS = {"arglist": "not argument< any* > ", "trailer": "not (argument< any* > | arglist< any* >) "}
"""What keeps `any` from being a keyword argument, `*args`, or all arguments together, by what it stands in."""

_BARE = "'.' '.' '.'"


@dataclass(frozen=True, slots=True)
class RecipeDraft:
    """The parts of a recipe that two snippets give."""

    call: str  # qualified name
    pattern: str
    template: str
    imports: tuple[str, ...]
    captures: tuple[str, ...]


def draft(old: str, new: str) -> RecipeDraft:
    """The parts of a recipe that turns one snippet into another. Raises UsageError with what to write instead."""
    call = _call("--from", old)
    _no_method(_dotted(call.func))
    target = _expression("--to", new)
    names = captured_names(call)
    pattern = call_pattern(old)
    known = {*names, ALL} if _takes_all(call) else set(names)
    _no_braces(target, known)
    template, used = _template(target, new, known)
    lost = [name for name in names if name not in used]
    if lost:
        raise UsageError(
            f"`{lost[0]}` stands in --from and not in --to, so the code that it stands for would be lost; "
            "use it in --to, or write a literal in --from"
        )
    if ALL in known and ALL not in used and _takes_all(call):
        raise UsageError("`...` stands in --from and not in --to, so the arguments would be lost; write it in both")
    return RecipeDraft(_dotted(call.func), pattern, template, _modules(target, known), tuple(sorted(used)))


def _no_method(name: str) -> None:
    """Raise UsageError for the name of a method: no import finds it, for objects have it."""
    owner = module_part(name)
    if owner != name.rpartition(".")[0]:
        cls = ".".join(name.split(".")[: len(owner.split(".")) + 1]) if owner else name.partition(".")[0]
        raise UsageError(
            f"--from calls `{name}`, a method of `{cls}`: a recipe is about functions and classes. Name the class, and "
            'say what becomes of its methods: see "Objects with methods" in the recipe author\'s guide'
        )


def _no_braces(target: ast.expr, captures: set[str]) -> None:
    """Raise UsageError where a capture stands in braces, as in templates: here that would be a set."""
    for node in ast.walk(target):
        match node:
            case ast.Set(elts=[ast.Name(id=name)]) if name in captures:
                shown = "..." if name == ALL else name
                raise UsageError(f"`{{{name}}}` in --to would be a set; snippets have no braces: write `{shown}`")


def call_pattern(code: str) -> str:
    """The pattern of a call: any way to name what is called, and the shape of its arguments.

    A name in place of an argument stands for one argument, by position. Raises UsageError.
    """
    call = _call("the snippet", code)
    names = captured_names(call)
    if _takes_all(call):
        return f"power< any+ trailer< '(' {ALL}=any* ')' > >"
    node = _tree(code)
    inside = [_pattern(child, set(names)) for child in node.children[-1].children]
    if any(_BARE in part for part in inside):
        raise UsageError("`...` stands for all arguments: it must be the only one")
    return f"power< any+ trailer< {' '.join(inside)} > >"


def captured_names(call: ast.Call) -> list[str]:
    """The names in the arguments of a call, in order. Raises UsageError for one that stands there twice."""
    parts = [*call.args, *(keyword.value for keyword in call.keywords)]
    found = [node for part in parts for node in ast.walk(part) if isinstance(node, ast.Name)]
    names = [node.id for node in sorted(found, key=lambda node: (node.lineno, node.col_offset))]
    for name in names:
        if names.count(name) > 1:
            raise UsageError(f"`{name}` stands in the call twice; give each place a name of its own")
        if name == "node":
            raise UsageError("`node` is what fissix calls the whole match; give the capture another name")
    return names


def _call(what: str, code: str) -> ast.Call:
    call = _expression(what, code)
    if not isinstance(call, ast.Call):
        raise UsageError(f"{what} must be a call, such as 'legacy.fetch(x)', not {_shown(code)}")
    if not _dotted(call.func):
        raise UsageError(f"{what} must call a function by its name, such as 'legacy.fetch(x)', not {_shown(code)}")
    return call


def _expression(what: str, code: str) -> ast.expr:
    if len(code) > MAX_SNIPPET:
        raise UsageError(f"{what} has {len(code):,} characters; a snippet has {MAX_SNIPPET:,} at most")
    try:
        body = parse(Source(code.strip().encode(errors="surrogatepass"))).body
    except Exception as error:
        raise UsageError(f"{what} {error}: {_shown(code)}") from None
    if len(body) != 1 or not isinstance(body[0], ast.Expr):
        raise UsageError(f"{what} must be one expression, not {_shown(code)}")
    return body[0].value


def _shown(code: str) -> str:
    text = " ".join(code.split())
    return repr(text if len(text) <= 60 else text[:57] + "...")


def _takes_all(call: ast.Call) -> bool:
    match call:
        case ast.Call(args=[ast.Constant(value=value)], keywords=[]):
            return value is ...
    return False


def _dotted(node: ast.expr) -> str:
    """`a.b.c` for such an expression, "" for another."""
    if isinstance(node, ast.Name):
        return node.id
    owner = _dotted(node.value) if isinstance(node, ast.Attribute) else ""
    return f"{owner}.{node.attr}" if owner and isinstance(node, ast.Attribute) else ""


def _tree(code: str) -> Node:
    try:
        return Island.expression(code.strip()).node
    except MatchingError as error:
        raise UsageError(f"the snippet {error}: {_shown(code)}") from None


def _pattern(node: Node, captures: set[str]) -> str:
    if not is_leaf(node):
        return f"{type_name(node)}< {' '.join(_pattern(child, captures) for child in node.children)} >"
    if type_name(node) != "NAME" or node.value not in captures or _is_keyword(node):
        return repr(node.value)
    return f"{_NO_OTHERS.get(type_name(node.parent), '')}{node.value}=any"


def _is_keyword(leaf: Node) -> bool:
    """True for the name of a keyword argument, and for an attribute."""
    siblings = leaf.parent.children
    if type_name(leaf.parent) == "argument":
        return siblings[0] is leaf and len(siblings) > 1 and siblings[1].type == _equals(siblings[1])
    return type_name(leaf.parent) == "trailer" and str(siblings[0]).strip() == "."


def _equals(leaf: Node) -> int:
    return int(leaf.type) if type_name(leaf) == "EQUAL" else -1


def _template(target: ast.expr, code: str, captures: set[str]) -> tuple[str, set[str]]:
    """The template, and which captures it uses."""
    source = Source(code.strip().encode())
    places: list[tuple[int, int, str]] = []
    for node in ast.walk(target):
        name = ""
        if isinstance(node, ast.Name) and node.id in captures and node.id != ALL:
            name = node.id
        elif isinstance(node, ast.Constant) and node.value is ... and ALL in captures:
            name = ALL
        if name:
            start = source.offset(node.lineno, node.col_offset)  # type: ignore[attr-defined]
            places.append((start, source.offset(node.end_lineno, node.end_col_offset), name))  # type: ignore[attr-defined]
    text, at = "", 0
    for start, end, name in sorted(places):
        text += _braced(source.text[at:start]) + f"{{{name}}}"
        at = end
    return text + _braced(source.text[at:]), {name for _, _, name in places}


def _braced(text: str) -> str:
    return re.sub(r"[{}]", lambda found: found[0] * 2, text)


def _modules(target: ast.expr, captures: set[str]) -> tuple[str, ...]:
    """The modules that the new code names: of each dotted name all before its last part and before a class."""
    found: dict[str, None] = {}
    waiting: list[ast.AST] = [target]
    while waiting:
        node = waiting.pop(0)
        name = _dotted(node) if isinstance(node, (ast.Name, ast.Attribute)) else ""
        if not name:
            waiting.extend(ast.iter_child_nodes(node))
            continue
        root = name.partition(".")[0]
        if root in captures:
            continue
        if module := module_part(name):
            found[module] = None
        elif not hasattr(builtins, root):
            raise UsageError(f"`{root}` in --to is no argument of --from and no name of a module; write module.{root}")
    return tuple(found)
