"""The uses of a value: through names, conditional expressions and `with`, inside one function."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace

from asyncfix.binding.execution_context import no_await, place_of
from asyncfix.binding.qualified_names import Names
from asyncfix.binding.scopes import Binding, Scope
from asyncfix.dataflow.constant_values import reaching_in, value_of
from asyncfix.dataflow.value_facts import Goes, Line, Loop, Suite, Use
from asyncfix.files.text_edits import Span
from asyncfix.syntax.node_id import NO_NODE, NodeId, node_id
from asyncfix.syntax.node_path import COMPREHENSIONS, FSTRINGS, FUNCTIONS, NodePath, Step, dotted, walk_paths
from asyncfix.syntax.tree import Tree

_SHOWS = frozenset({"str", "repr", "print", "format"})
_LOGS = frozenset({"critical", "debug", "error", "exception", "info", "log", "warn", "warning"})
_DEPTH = 4
_FOLLOWED = re.compile(r"[ \t\f]*(?:;|\\)")


def uses_of(tree: Tree, names: Names, path: NodePath, depth: int = 0) -> tuple[Use, ...]:
    """The uses of the value of the expression at the end of the path, those of the names it is given included."""
    own = tree.span(path[-1].node)
    return tuple(replace(use, direct=use.origin == own) for use in _use(tree, names, path, depth))


def uses_of_name(tree: Tree, names: Names, holder: NodePath, name: str, binders: frozenset[NodeId]) -> Iterator[Use]:
    """The uses of a local name of the function at the end of `holder` where one of the binders may have bound it."""
    function = holder[-1].node
    if not isinstance(function, FUNCTIONS):
        return
    reads = reaching_in(tree, function, name).reads
    span = tree.span(function)
    scope = next((one for one in names.scopes((*holder, Step(function.body[0], "body"))) if one.node is function), None)
    for path in mentions_of(tree, name):
        node = path[-1].node
        if not isinstance(node, ast.Name) or tree.span(node) not in span or node_id(node) not in reads:
            continue
        reaching = reads[node_id(node)]
        if reaching.isdisjoint(binders):
            continue
        others = _others(scope, name, reaching - binders) if scope is not None else None
        for use in _use(tree, names, path, 0):
            yield _with_sources(tree, use, others)


def _with_sources(tree: Tree, use: Use, others: list[Binding] | None) -> Use:
    """The use, with what else its name may hold: calls of the same kind, None, something unknown."""
    if others is None:
        return replace(use, mixed=True)
    sources: list[Span] = []
    none = mixed = False
    for binding in others:
        value = binding.value
        if isinstance(value, ast.Await):
            mixed = True
        elif isinstance(value, ast.Call):
            sources.append(tree.span(value))
        elif isinstance(value, ast.Constant) and value.value is None:
            none = True
        elif not isinstance(binding.node, ast.Delete):
            mixed = True
    return replace(use, sources=(*use.sources, *sources), may_be_none=use.may_be_none or none, mixed=use.mixed or mixed)


def _others(scope: Scope, name: str, ids: frozenset[NodeId]) -> list[Binding] | None:
    bindings = scope.bindings.get(name, [])
    by_id = {node_id(binding.node): binding for binding in bindings}
    found = []
    for one in ids - {NO_NODE}:
        if one not in by_id:
            return None
        found.append(by_id[one])
    if NO_NODE in ids and any(isinstance(binding.node, ast.arg) for binding in bindings):
        return None
    return found


def mentions_of(tree: Tree, name: str) -> Iterator[NodePath]:
    """The paths to all places of a word, those in f-strings included."""
    for path in tree.paths(name):
        if isinstance(path[-1].node, FSTRINGS):
            tree.place_fstring(path[-1].node)
            yield from walk_paths(path)
        else:
            yield path


def use_of(tree: Tree, names: Names, path: NodePath) -> Iterator[Use]:
    """The uses of the value that a name or attribute at the end of the path gives there."""
    return _use(tree, names, path, 0)


def _use(tree: Tree, names: Names, path: NodePath, depth: int) -> Iterator[Use]:
    """The uses of the value at the end of the path."""
    node, step, parent = path[-1].node, path[-1], path[-2].node
    span = tree.span(node)
    plain = Use(Goes.OTHER, span, span, tree.text(node), span, no_await=no_await(place_of(path)), tight=_is_tight(path))
    plain = replace(plain, line=tree.source.position(span.start)[0])
    match parent:
        case ast.Attribute(attr=attr, ctx=ctx):
            yield _attribute(tree, names, path, plain, attr, ctx)
        case ast.Expr():
            yield replace(plain, goes=Goes.DROP, statement=_statement(tree, path))
        case ast.Assign() | ast.AnnAssign() | ast.NamedExpr() if step.field == "value":
            yield from _assigned(tree, names, path, plain, depth)
        case ast.Return():
            yield replace(plain, goes=Goes.RETURN)
        case ast.Call() | ast.keyword() | ast.Starred():
            yield _passed(names, path, plain)
        case ast.FormattedValue() if step.field == "value":
            yield replace(plain, goes=Goes.FORMAT)
        case ast.UnaryOp(op=ast.Not()):
            tight = _is_tight(path[:-1]) or isinstance(path[-3].node, ast.BoolOp)
            yield replace(plain, goes=Goes.TEST, span=tree.span(parent), negated=True, tight=tight)
        case ast.If() | ast.While() | ast.IfExp() | ast.Assert() if step.field == "test":
            yield replace(plain, goes=Goes.TEST)
        case ast.IfExp(body=body, orelse=orelse) if depth < _DEPTH:
            other = orelse if step.field == "body" else body
            for use in _use(tree, names, path[:-1], depth + 1):
                yield _or_else(tree, use, other)
        case ast.BoolOp(values=values):
            yield from _in_condition(tree, names, path, plain, values[-1] is node, depth)
        case ast.Compare(ops=[ast.Is() | ast.IsNot()], comparators=[ast.Constant(value=None)]) if step.field == "left":
            yield replace(plain, goes=Goes.NONE_TEST, negated=isinstance(parent.ops[0], ast.Is))
        case ast.withitem():
            yield from _entered(tree, names, path, plain)
        case ast.For() | ast.AsyncFor() | ast.comprehension() if step.field == "iter":
            yield replace(plain, goes=Goes.ITERATE)
        case ast.Dict() | ast.List() | ast.Tuple() | ast.Set() | ast.Yield() | ast.YieldFrom():
            yield replace(plain, goes=Goes.STORE)
        case _:
            yield plain


def _or_else(tree: Tree, use: Use, other: ast.expr) -> Use:
    """The use where the other branch of a conditional expression may give the value as well."""
    match other:
        case ast.Constant(value=None):
            return replace(use, may_be_none=True)
        case ast.Call():
            return replace(use, sources=(*use.sources, tree.span(other)))
        case ast.IfExp(body=body, orelse=orelse):
            return _or_else(tree, _or_else(tree, use, body), orelse)
    return replace(use, mixed=True)


def _attribute(tree: Tree, names: Names, path: NodePath, plain: Use, attr: str, ctx: ast.expr_context) -> Use:
    outer = path[:-1]
    span = tree.span(outer[-1].node)
    dot = tree.source.text.rfind(".", plain.base.end, span.end)
    plain = replace(plain, base=Span(span.start, dot if dot > 0 else plain.base.end))
    if not isinstance(ctx, ast.Load):
        statement = outer[-2].node
        value = None
        if isinstance(statement, ast.Assign) and len(statement.targets) == 1 and outer[-1].field == "targets":
            value = value_of(tree, names, (*outer[:-1], Step(statement.value, "value")))
        return replace(plain, goes=Goes.SET, span=span, name=attr, value=value)
    above = outer[-2].node
    if not (isinstance(above, ast.Call) and outer[-1].field == "func"):
        outer, negated = _through_not(tree, outer)
        found = replace(plain, goes=Goes.READ, span=tree.span(outer[-1].node), name=attr, then=_next(outer))
        return replace(found, negated=negated, tight=_is_tight(outer), statement=_statement(tree, outer))
    call, whole = above, outer[:-1]
    arguments = tuple(value_of(tree, names, (*whole, Step(one, "args"))) for one in call.args)
    keywords = tuple(
        (one.arg, value_of(tree, names, (*whole, Step(one, "keywords"), Step(one.value, "value"))))
        for one in call.keywords
        if one.arg is not None
    )
    starred = any(isinstance(one, ast.Starred) for one in call.args) or len(keywords) < len(call.keywords)
    found = replace(plain, goes=Goes.CALL, span=tree.span(call), name=attr, arguments=arguments, keywords=keywords)
    found = replace(found, starred=starred, tight=_is_tight(whole), then=_next(whole), loop=_loop(tree, whole))
    return replace(found, statement=_statement(tree, whole), suite=_suite(tree, whole))


def _through_not(tree: Tree, path: NodePath) -> tuple[NodePath, bool]:
    above = path[-2].node
    if isinstance(above, ast.UnaryOp) and isinstance(above.op, ast.Not):
        return path[:-1], True
    return path, False


def _statement(tree: Tree, path: NodePath) -> Line | None:
    """The statement that the expression at the end of the path is."""
    return line_of(tree, path[:-1]) if isinstance(path[-2].node, ast.Expr) else None


def line_of(tree: Tree, path: NodePath) -> Line:
    """The place of the statement at the end of the path on its line."""
    source, span = tree.source, tree.span(path[-1].node)
    start = source.line_span(source.position(span.start)[0]).start
    indent = source.text[start : span.start]
    shared = indent.strip() or _FOLLOWED.match(source.text, span.end)
    return Line(span, None if shared else indent, _unit(path))


def _unit(path: NodePath) -> str:
    """By what the blocks around the end of the path are indented."""
    for step in reversed(path):
        if isinstance(step.node, FUNCTIONS):
            first = step.node.body[0]
            if first.lineno > step.node.lineno:
                return " " * max(1, first.col_offset - step.node.col_offset)
    return "    "


def _next(path: NodePath) -> str:
    """What follows an attribute or call: ".get()", ".x", "[]", "in", "for", "**"."""
    above, step = path[-2].node, path[-1]
    match above:
        case ast.Attribute(attr=attr):
            return f".{attr}()" if isinstance(path[-3].node, ast.Call) and path[-2].field == "func" else f".{attr}"
        case ast.Subscript(ctx=ast.Load()) if step.field == "value":
            return "[]"
        case ast.Subscript() if step.field == "value":
            return "[]="
        case ast.Compare(ops=[ast.In() | ast.NotIn()]) if step.field == "comparators":
            return "in"
        case ast.FormattedValue():
            return "shown"
        case ast.For() | ast.comprehension() if step.field == "iter":
            return "for"
        case ast.Call(func=ast.Name(id=name)):
            return f"{name}()"
        case ast.Compare():
            return "=="
        case ast.Await():
            return "await"
        case _:
            return ""


def _assigned(tree: Tree, names: Names, path: NodePath, plain: Use, depth: int) -> Iterator[Use]:
    parent = path[-2].node
    target: ast.expr | None = None
    if isinstance(parent, ast.Assign):
        target = parent.targets[0] if len(parent.targets) == 1 else None
    elif isinstance(parent, (ast.AnnAssign, ast.NamedExpr)):
        target = parent.target
    if not isinstance(target, ast.Name):
        yield replace(plain, goes=Goes.STORE)
        return
    yield from _by_name(tree, names, path, target.id, frozenset({node_id(parent)}), plain)
    if isinstance(parent, ast.NamedExpr) and depth < _DEPTH:
        yield from _use(tree, names, path[:-1], depth + 1)


def _by_name(
    tree: Tree, names: Names, path: NodePath, name: str, binders: frozenset[NodeId], plain: Use
) -> Iterator[Use]:
    place = place_of(path)
    scope = names.scopes(path)[-1]
    if place.function is None or scope.node is not place.function or not scope.binds(name):
        yield replace(plain, goes=Goes.STORE)
        return
    span = tree.span(place.function)
    declared = (one[-1].node for one in tree.declarations("nonlocal"))
    if any(name in node.names and tree.span(node) in span for node in declared if isinstance(node, ast.Nonlocal)):
        yield replace(plain, goes=Goes.STORE)
        return
    yield from uses_of_name(tree, names, place.path, name, binders)


def _passed(names: Names, path: NodePath, plain: Use) -> Use:
    index = next(i for i in range(len(path) - 2, 0, -1) if isinstance(path[i].node, ast.Call))
    call = path[index].node
    assert isinstance(call, ast.Call)
    parts = dotted(call.func)
    name = parts[0].id + parts[1] if parts else ""
    last = name.rpartition(".")[2]
    shown = (name in _SHOWS and names.lookup(name, names.scopes(path)).scope is None) or ("." in name and last in _LOGS)
    return replace(plain, goes=Goes.FORMAT if shown else Goes.PASS, name=name)


def _in_condition(tree: Tree, names: Names, path: NodePath, plain: Use, last: bool, depth: int) -> Iterator[Use]:
    """A part of `and`/`or`: tested; the value of the whole is tested too, or goes on."""
    outer = path[:-1]
    while isinstance(outer[-2].node, ast.BoolOp):
        outer = outer[:-1]
    above, field = outer[-2].node, outer[-1].field
    tests = isinstance(above, (ast.If, ast.While, ast.IfExp, ast.Assert)) and field == "test"
    if tests or (isinstance(above, ast.UnaryOp) and isinstance(above.op, ast.Not)):
        yield replace(plain, goes=Goes.TEST)
    elif not last and isinstance(path[-2].node, ast.BoolOp) and isinstance(path[-2].node.op, ast.And):
        yield plain
    else:
        yield plain


def _entered(tree: Tree, names: Names, path: NodePath, plain: Use) -> Iterator[Use]:
    suite = _suite(tree, path)
    yield replace(plain, goes=Goes.WITH, suite=suite)
    item, statement = path[-2].node, path[-3].node
    if isinstance(item, ast.withitem) and isinstance(item.optional_vars, ast.Name):
        yield from _by_name(tree, names, path, item.optional_vars.id, frozenset({node_id(statement)}), plain)
    elif isinstance(item, ast.withitem) and item.optional_vars is not None:
        yield plain


def _suite(tree: Tree, path: NodePath) -> Suite | None:
    item = path[-2].node
    if not isinstance(item, ast.withitem):
        return None
    statement = path[-3].node
    if not isinstance(statement, ast.With):
        return None
    span = tree.span(statement)
    name = item.optional_vars.id if isinstance(item.optional_vars, ast.Name) else ""
    return Suite(
        keyword=Span(span.start, span.start + 4),
        item=tree.span(item.context_expr),
        alone=len(statement.items) == 1,
        name=name,
        first=line_of(tree, (*path[:-2], Step(statement.body[0], "body"))),
        body=Span(tree.span(statement.body[0]).start, tree.span(statement.body[-1]).end),
    )


def _loop(tree: Tree, path: NodePath) -> Loop | None:
    """The `for` that iterates over the expression at the end of the path."""
    above, step = path[-2].node, path[-1]
    text = tree.source.text
    if isinstance(above, ast.For) and step.field == "iter":
        start = tree.span(above).start
        return Loop(Span(start, start + 3), True, _is_joined(above))
    if isinstance(above, ast.comprehension) and step.field == "iter" and not above.is_async:
        holder = path[-3].node
        start = text.rfind("for", 0, tree.span(above.target).start)
        plain = isinstance(holder, COMPREHENSIONS) and not isinstance(holder, ast.GeneratorExp)
        return Loop(Span(start, start + 3), plain)
    return None


_TAKERS = frozenset({"extend", "update", "write"})


def _is_joined(loop: ast.For) -> bool:
    """True where each element is only written, added to others or tested for being empty."""
    if not isinstance(loop.target, ast.Name):
        return False
    for node in ast.walk(ast.Module(loop.body, [])):
        for child in ast.iter_child_nodes(node):
            if not isinstance(child, ast.Name) or child.id != loop.target.id:
                continue
            match node:
                case ast.Call(func=ast.Attribute(attr=attr), args=[ast.Name()], keywords=[]) if attr in _TAKERS:
                    pass
                case ast.AugAssign(op=ast.Add()) if node.value is child:
                    pass
                case ast.If() | ast.UnaryOp(op=ast.Not()):
                    pass
                case _:
                    return False
    return True


def _is_tight(path: NodePath) -> bool:
    """True where what stands around would take only a part of `not x` or `a and b`."""
    parent, field = path[-2].node, path[-1].field
    if isinstance(parent, (ast.Attribute, ast.Subscript)):
        return field == "value"
    if isinstance(parent, ast.Call):
        return field == "func"
    if isinstance(parent, ast.FormattedValue):
        return False
    return isinstance(parent, (ast.BinOp, ast.UnaryOp, ast.Compare, ast.Await, ast.Starred))
