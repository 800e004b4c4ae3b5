"""Which imports may go when the fixes use up their last uses."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise

from asyncfix.binding.qualified_names import Names, binding_scope
from asyncfix.binding.scopes import Binding, Scope, imported
from asyncfix.files.text_edits import Span
from asyncfix.fixes import ImportedName, ImportStatement, SharedLine
from asyncfix.imports.insertion import Import, continues
from asyncfix.syntax.node_id import NodeId, node_id
from asyncfix.syntax.node_path import FSTRINGS, NodePath, Step, walk_paths
from asyncfix.syntax.tree import Tree

_NOQA = re.compile(r"#\s*noqa\b(?!\s*:\s*(?!.*\bF401\b))", re.IGNORECASE)
_REST_OF_LINE = re.compile(r"[ \t\f]*,?[ \t\f]*(?:#[^\r\n]*)?[\r\n]")
_BLANK = re.compile(r"[ \t\f]*(?:\r\n|\n|\r)")
_STRING_TYPES = frozenset({"cast", "TypeVar", "ForwardRef", "NewType"})
_GENERICS = frozenset(
    {"Annotated", "Awaitable", "Callable", "ClassVar", "Coroutine", "Dict", "Final", "FrozenSet", "Generic", "Iterable"}
    | {"Iterator", "List", "Mapping", "Optional", "Sequence", "Set", "Tuple", "Type", "Union"}
    | {"dict", "frozenset", "list", "set", "tuple", "type"}
)
_RUN_CODE = frozenset({"compile", "eval", "exec"})  # as builtins: `re.compile` runs no code
_TIME_CODE = frozenset({"repeat", "timeit", "Timer"})
_NAMESPACES = frozenset({"globals", "locals", "vars"})
_LOOKS_THROUGH = frozenset({"dir", "eval", "exec", "locals", "vars"})
_OWN_MODULE = re.compile(r"\b(?:modules\s*\[\s*__name__|import_module\(\s*__name__|dir\(\s*\)|vars\(\s*\))")


def removable(tree: Tree, names: Names, uses_up: Iterable[NodePath]) -> tuple[ImportStatement, ...]:
    """The import statements that bind what the paths refer to, with all uses of their removable names.

    A name stays whatever happens where it may be used unseen: in `__all__`, in a string annotation,
    a type comment or a doctest, under `as` its own name (an explicit re-export), under
    `noqa: F401`, or where something else binds the same name. What other files take from this one
    is asked later, of the whole project.
    """
    wanted: dict[NodeId, tuple[Scope, Import, set[str]]] = {}
    for path in uses_up:
        meaning = names.meaning(path)
        for binding in meaning.bindings:
            if isinstance(binding.node, (ast.Import, ast.ImportFrom)) and meaning.scope is not None:
                entry = wanted.setdefault(node_id(binding.node), (meaning.scope, binding.node, set()))
                entry[2].add(binding.name)
    found = (_statement(tree, names, scope, node, bound, wanted) for scope, node, bound in wanted.values())
    return tuple(sorted(found, key=lambda statement: statement.span))


def _statement(
    tree: Tree, names: Names, scope: Scope, node: Import, bound: set[str], others: Collection[NodeId]
) -> ImportStatement:
    path = tree.path(tree.span(node).start)
    while path[-1].node is not node:
        path = path[:-1]
    siblings = _siblings(path)
    may_go = _may_go(tree, node)
    removable_names = []
    for alias, binding in zip(node.names, imported(node), strict=True):
        if may_go and binding.name in bound and _only_imported(scope, binding) and alias.asname != alias.name:
            uses = _uses(tree, names, scope, binding.name)
            if uses is not None:
                span = tree.span(alias)
                removable_names.append(ImportedName(binding.name, span, uses, _own_lines(tree, node, span)))
    line = _line(tree, node, siblings)
    return ImportStatement(
        span=tree.span(node),
        names=tuple(tree.span(alias) for alias in node.names),
        removable=tuple(removable_names),
        line=line,
        with_blank_lines=_with_blank_lines(tree, line, _opens_block(path, siblings, others)),
        sole=node is siblings[-1] and all(node_id(sibling) in others for sibling in siblings),
        shared=_shared(tree, node, siblings, others),
    )


def _shared(tree: Tree, node: Import, siblings: list[ast.stmt], others: Collection[NodeId]) -> SharedLine | None:
    """The line that the statement shares with others, where all of them may go and nothing else is on it."""
    source = tree.source
    first, last = source.position(tree.span(node).start)[0], source.position(tree.span(node).end)[0]
    mates = [one for one in siblings if one.lineno <= last and (one.end_lineno or one.lineno) >= first]
    span = Span(tree.span(mates[0]).start, tree.span(mates[-1]).end)
    line = Span(source.line_span(mates[0].lineno).start, source.line_span(source.position(span.end)[0]).end)
    rest = source.text[span.end : line.end].strip("; \t\f\r\n")
    if (
        len(mates) < 2
        or any(node_id(one) not in others for one in mates)
        or source.text[line.start : span.start].strip()
    ):
        return None
    if (rest and not rest.startswith("#")) or continues(tree, line.start):
        return None
    form_feed = source.text[line.start : span.start].rfind("\f")
    line = Span(line.start + form_feed + 1, line.end)
    return SharedLine(tuple(tree.span(one) for one in mates), line, _with_blank_lines(tree, line, False))


def _opens_block(path: NodePath, siblings: list[ast.stmt], others: Collection[NodeId]) -> bool:
    """True for the first statement of a block that is not the module's, and for one behind imports that may go."""
    before = siblings[: siblings.index(path[-1].node)]  # type: ignore[arg-type]
    return not isinstance(path[-2].node, ast.Module) and all(node_id(one) in others for one in before)


def _may_go(tree: Tree, node: Import) -> bool:
    span = tree.span(node)
    first, last = tree.source.position(span.start)[0], tree.source.position(span.end)[0]
    text = tree.source.text[tree.source.line_span(first).start : tree.source.line_span(last).end]
    return _NOQA.search(text) is None


def _only_imported(scope: Scope, binding: Binding) -> bool:
    """True where nothing but imports of the same thing binds the name: they all go together."""
    others = scope.bindings.get(binding.name, ())
    return bool(others) and all((one.how, one.target) == (binding.how, binding.target) for one in others)


def _own_lines(tree: Tree, node: Import, name: Span) -> Span | None:
    """The lines that a name in parentheses has to itself, with its comma and the comment behind it."""
    source = tree.source
    first = source.line_span(source.position(name.start)[0])
    last = source.line_span(source.position(name.end)[0])
    if not source.text[: tree.span(node).end].endswith(")") or source.text[first.start : name.start].strip():
        return None
    return Span(first.start, last.end) if _REST_OF_LINE.match(source.text, name.end) else None


def _is_looked_through(tree: Tree, scope: Scope) -> bool:
    """True where code asks for the names of the scope by other means: `locals()`, `sys.modules[__name__].x`."""
    if scope.is_module:
        return _OWN_MODULE.search(tree.source.text) is not None
    nodes = ast.walk(scope.node) if scope.node is not None else ()
    return any(
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _LOOKS_THROUGH
        for node in nodes
    )


def _uses(tree: Tree, names: Names, scope: Scope, name: str) -> tuple[Span, ...] | None:
    """Every reference to the name that the scope binds; None where some use can't be seen."""
    if _is_looked_through(tree, scope):
        return None
    if re.search(rf"#\s*type:.*(?<!\w){re.escape(name)}(?!\w)", tree.source.text):
        return None
    spans: list[Span] = []
    for path in tree.paths(name):
        last = path[-1].node
        if isinstance(last, FSTRINGS):
            tree.place_fstring(last)
            inside = (below for below in walk_paths(path) if isinstance(below[-1].node, ast.Name))
            spans.extend(tree.span(below[-1].node) for below in inside if _refers(names, below, name, scope))
        elif isinstance(last, ast.Name):
            if _refers(names, path, name, scope):
                spans.append(tree.span(last))
        elif _sees(path, scope) and (_declares(last, scope) or _unseen(path, name, scope)):
            return None
    return tuple(sorted(spans))


def _refers(names: Names, path: NodePath, name: str, scope: Scope) -> bool:
    node = path[-1].node
    if not isinstance(node, ast.Name) or node.id != name:
        return False
    found = binding_scope(name, names.scopes(path))
    # a class body reads the module's name as long as it has not bound its own: `sleep = sleep`
    falls_back = scope.is_module and found is not None and found.is_class and isinstance(node.ctx, ast.Load)
    return found is scope or falls_back


def _declares(node: ast.AST, scope: Scope) -> bool:
    return isinstance(node, ast.Global if scope.is_module else ast.Nonlocal)


def _sees(path: NodePath, scope: Scope) -> bool:
    return scope.is_module or any(step.node is scope.node for step in path)


def _unseen(path: NodePath, name: str, scope: Scope) -> bool:
    """True where the path ends at a string that may be read as code, or as one of a list of names."""
    last = path[-1].node
    text = last.value if isinstance(last, ast.Constant) else None
    if not isinstance(text, str):
        return False
    word = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    if scope.is_module and any(">>>" in line and word.search(line) for line in text.splitlines()):
        return True
    if scope.is_module and "testcode::" in text and word.search(text):
        return True
    for above, step in pairwise(path):
        if step.field in ("annotation", "returns", "type_params") and _names_in_code(text, name):
            return True
        if _holds_types(above.node) and _names_in_code(text, name):
            return True
        if _runs_code(above.node) and word.search(text):
            return True
        if scope.is_module and name in text.split() and _assigns_all(above):
            return True
    return False


def _holds_types(node: ast.AST) -> bool:
    """True for what takes types, which may be strings: `cast("T", x)`, `Optional["T"]`, `Name: TypeAlias = "T"`."""
    if isinstance(node, ast.Call):
        return _last_name(node.func) in _STRING_TYPES
    if isinstance(node, ast.Subscript):
        return _last_name(node.value) in _GENERICS
    if isinstance(node, ast.AnnAssign):
        return "TypeAlias" in ast.unparse(node.annotation)
    return type(node).__name__ == "TypeAlias"


def _runs_code(node: ast.AST) -> bool:
    """True for what runs a string as code, or looks a name up by it: `eval("x")`, `globals()["x"]`."""
    if isinstance(node, ast.Call):
        if _last_name(node.func) in (_RUN_CODE if isinstance(node.func, ast.Name) else _TIME_CODE):
            return True
        node = node.func
    if isinstance(node, (ast.Subscript, ast.Attribute)) and isinstance(node.value, ast.Call):
        return _last_name(node.value.func) in _NAMESPACES
    return False


def _last_name(node: ast.AST) -> str:
    return str(getattr(node, "attr", None) or getattr(node, "id", None))


def _names_in_code(text: str, name: str) -> bool:
    """True for a text that is an expression in which the name stands: a forward reference."""
    try:
        expression = ast.parse(text.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return any(isinstance(node, ast.Name) and node.id == name for node in ast.walk(expression))


def _assigns_all(step: Step) -> bool:
    node = step.node
    targets: list[ast.expr] = []
    if isinstance(node, ast.Assign):
        targets = node.targets
    elif isinstance(node, (ast.AugAssign, ast.AnnAssign)):
        targets = [node.target]
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        targets = [node.func.value]
    return any(isinstance(target, ast.Name) and target.id == "__all__" for target in targets)


def _siblings(path: NodePath) -> list[ast.stmt]:
    """The statements of the block in which the last node of the path stands, itself included."""
    parent, step = path[-2].node, path[-1]
    block: list[ast.stmt] = getattr(parent, step.field)
    return block


def _line(tree: Tree, node: Import, siblings: list[ast.stmt]) -> Span:
    """What to delete with the statement: its lines, or its part of a line that it shares."""
    source, span = tree.source, tree.span(node)
    first = source.line_span(source.position(span.start)[0])
    last = source.line_span(source.position(span.end)[0])
    index = siblings.index(node)
    after = siblings[index + 1] if index + 1 < len(siblings) else None
    before = siblings[index - 1] if index else None
    if after is not None and tree.span(after).start < last.end:
        return Span(span.start, tree.span(after).start)
    if before is not None and (tree.span(before).end > first.start or continues(tree, first.start)):
        return Span(tree.span(before).end, span.end)
    if source.text[first.start : span.start].strip():
        return span  # behind the colon of a one-line block, where it is the only statement
    form_feed = source.text[first.start : span.start].rfind("\f")  # it stays, before what follows
    return Span(first.start + form_feed + 1, last.end)


def _with_blank_lines(tree: Tree, line: Span, opens_block: bool) -> Span:
    """The lines with those blank ones after them that would be too many where they are gone."""
    text = tree.source.text
    if not text[line.start : line.end].endswith(("\n", "\r")):
        return line
    after = list(_blank_lines(text, line.end))
    surplus = len(after) if opens_block or not line.start else min(len(after), _blank_above(tree, line.start))
    return Span(line.start, after[surplus - 1]) if surplus else line


def _blank_lines(text: str, at: int) -> Iterator[int]:
    """The ends of the blank lines from `at` on."""
    while (match := _BLANK.match(text, at)) and match.end() > at:
        at = match.end()
        yield at


def _blank_above(tree: Tree, start: int) -> int:
    """How many blank lines stand right above the line that starts there."""
    source = tree.source
    line = source.position(start)[0]
    above = line - 1
    while above and not source.text[source.line_span(above).start : source.line_span(above).end].strip():
        above -= 1
    return line - 1 - above
