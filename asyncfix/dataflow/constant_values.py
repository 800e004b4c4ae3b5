"""The values that expressions surely have, from how they are written and the assignments to their names."""

from __future__ import annotations

import ast
from weakref import WeakKeyDictionary

from asyncfix.binding.qualified_names import Names
from asyncfix.binding.scopes import Binding, Binds
from asyncfix.catalogue.result_kinds import gives_number, gives_text, method_gives_bytes, method_gives_text
from asyncfix.dataflow.reaching_definitions import Reaching
from asyncfix.dataflow.value_facts import Value, ValueKind
from asyncfix.syntax.node_id import NO_NODE, NodeId, node_id
from asyncfix.syntax.node_path import FSTRINGS, FUNCTIONS, NodePath, Step, dotted
from asyncfix.syntax.tree import Tree

_DEPTH = 4
_ANNOTATED = {
    "str": ValueKind.TEXT,
    "bytes": ValueKind.BYTES,
    "int": ValueKind.NUMBER,
    "float": ValueKind.NUMBER,
    "dict": ValueKind.DICT,
    "Dict": ValueKind.DICT,
}


def value_of(tree: Tree, names: Names, path: NodePath, depth: int = 0) -> Value:
    """The facts about the expression at the end of the path."""
    node = path[-1].node
    span = tree.span(node)
    text = tree.source.text[span.start : span.end]
    match node:
        case ast.Constant(value=None):
            return Value(span, text, ValueKind.NONE)
        case ast.Constant(value=bool() as found):
            return Value(span, text, ValueKind.TRUE if found else ValueKind.FALSE)
        case ast.Constant(value=int() | float()):
            return Value(span, text, ValueKind.NUMBER)
        case ast.Constant(value=str() as literal):
            return Value(span, text, ValueKind.TEXT, literal)
        case ast.Constant(value=bytes()):
            return Value(span, text, ValueKind.BYTES)
        case ast.JoinedStr(values=pieces):
            written = (_piece(tree, names, (*path, Step(one, "values")), depth) for one in pieces)
            return Value(span, text, ValueKind.TEXT, "".join(written))
        case ast.Dict(keys=keys, values=values):
            items = []
            for key, item in zip(keys, values, strict=True):
                first = value_of(tree, names, (*path, Step(key, "keys")), depth + 1) if key is not None else None
                items.append((first, value_of(tree, names, (*path, Step(item, "values")), depth + 1)))
            return Value(span, text, ValueKind.DICT, items=tuple(items))
        case ast.List(elts=elements) | ast.Tuple(elts=elements):
            kind = ValueKind.LIST if isinstance(node, ast.List) else ValueKind.TUPLE
            inner = [(None, value_of(tree, names, (*path, Step(one, "elts")), depth + 1)) for one in elements]
            starred = any(isinstance(one, ast.Starred) for one in elements)
            return Value(span, text, kind, items=tuple(inner), complete=not starred)
        case ast.BinOp(left=left, op=ast.Add() | ast.Mod(), right=right):
            sides = [value_of(tree, names, (*path, Step(left, "left")), depth + 1)]
            sides.append(value_of(tree, names, (*path, Step(right, "right")), depth + 1))
            literal = "".join(side.literal if side.kind is ValueKind.TEXT else "\0" for side in sides)
            if any(side.kind is ValueKind.TEXT for side in sides):
                return Value(span, text, ValueKind.TEXT, literal or "\0")
            return Value(span, text, ValueKind.UNKNOWN)
        case ast.IfExp(body=body, orelse=orelse):
            either = [value_of(tree, names, (*path, Step(body, "body")), depth + 1)]
            either.append(value_of(tree, names, (*path, Step(orelse, "orelse")), depth + 1))
            return _same(Value(span, text, ValueKind.UNKNOWN), either)
        case ast.Await(value=ast.Call(func=ast.Attribute(attr="body"))):
            return Value(span, text, ValueKind.BYTES)  # of a request of Starlette, as in `await request.body()`
        case ast.Call():
            return _call(tree, names, path, node, depth)
        case ast.Name():
            return _named(tree, names, path, node, depth)
    return Value(span, text, ValueKind.UNKNOWN)


def _piece(tree: Tree, names: Names, path: NodePath, depth: int) -> str:
    """A piece of an f-string: what is written, what a name that surely is a text holds; "\0" for anything else."""
    part = path[-1].node
    match part:
        case ast.Constant(value=str() as text):
            return text
        case ast.FormattedValue(value=ast.Name() as name, conversion=-1, format_spec=None):
            value = value_of(tree, names, (*path, Step(name, "value")), depth + 1)
            return value.literal if value.kind is ValueKind.TEXT and value.literal else "\0"
    return "\0"


def _same(value: Value, options: list[Value]) -> Value:
    """The value with the kind that all the options have."""
    kinds = {option.kind for option in options}
    if len(kinds) != 1 or not options:
        return value
    items = tuple(item for option in options for item in option.items)
    complete = all(option.complete for option in options)
    literal = options[0].literal if len({option.literal for option in options}) == 1 else "\0"
    called = options[0].called if len({option.called for option in options}) == 1 else ""
    annotation = options[0].annotation if len({option.annotation for option in options}) == 1 else ""
    return Value(
        value.span, value.text, kinds.pop(), literal, items, complete, called, options[0].arguments, annotation
    )


def _call(tree: Tree, names: Names, path: NodePath, node: ast.Call, depth: int) -> Value:
    span = tree.span(node)
    text = tree.source.text[span.start : span.end]
    called = ""
    parts = dotted(node.func)
    if parts is not None:
        meaning = names.meaning((*path, Step(node.func, "func")))
        called = meaning.certain or ("" if meaning.scope is not None or parts[1] else parts[0].id)
    kind = ValueKind.CALL if called else ValueKind.UNKNOWN
    if gives_text(called):
        kind = ValueKind.TEXT
    elif gives_number(called):
        kind = ValueKind.NUMBER
    elif not called and isinstance(node.func, ast.Attribute):
        called = f".{node.func.attr}"
        if method_gives_text(node.func.attr):
            kind = ValueKind.TEXT
        elif method_gives_bytes(node.func.attr):
            kind = ValueKind.BYTES
        elif node.func.attr == "read" and not node.keywords and depth <= _DEPTH:
            inner = value_of(tree, names, (*path, Step(node.func, "func"), Step(node.func.value, "value")), depth + 1)
            kind = ValueKind.BYTES if inner.kind is ValueKind.FILE else kind
    if called == "open" and _reads_bytes(node):
        kind = ValueKind.FILE
    arguments = tuple(value_of(tree, names, (*path, Step(one, "args")), depth + 1) for one in node.args)
    return Value(span, text, kind, "\0" if kind is ValueKind.TEXT else "", called=called, arguments=arguments)


def _reads_bytes(call: ast.Call) -> bool:
    modes = [call.args[1]] if len(call.args) > 1 else [word.value for word in call.keywords if word.arg == "mode"]
    return any(isinstance(mode, ast.Constant) and mode.value in ("rb", "br", "rb+", "r+b") for mode in modes)


def _bound_value(
    tree: Tree, names: Names, function: NodePath, binding: Binding, plain: Value, depth: int
) -> Value | None:
    """The value that one binding gives a local name; None where it can't be told."""
    if binding.how is Binds.PARAMETER:
        return _parameter(binding.node, plain)
    if binding.value is None:
        return _entered(tree, names, binding.node, depth)
    inner = (*function, Step(binding.node, "body"), Step(binding.value, "value"))
    return value_of(tree, names, inner, depth + 1)


def _named(tree: Tree, names: Names, path: NodePath, node: ast.Name, depth: int) -> Value:
    span = tree.span(node)
    plain = Value(span, node.id, ValueKind.UNKNOWN)
    if depth > _DEPTH:
        return plain
    meaning = names.lookup(node.id, names.scopes(path))
    scope = meaning.scope
    if scope is None:
        return plain
    if scope.is_module:
        if len(meaning.bindings) != 1 or meaning.bindings[0].value is None:
            return plain
        binding = meaning.bindings[0]
        holder = tree.path(tree.span(binding.node).start)[:2]
        found = value_of(tree, names, (*holder, Step(binding.value, "value")), depth + 1)  # type: ignore[arg-type]
        return _changed(_same(plain, [found]))
    if not isinstance(scope.node, FUNCTIONS):
        return plain
    reaching = reaching_in(tree, scope.node, node.id).reads.get(node_id(node))
    if not reaching:
        return plain
    options = [
        _bound_value(tree, names, scope.path, binding, plain, depth)
        for binding in meaning.bindings
        if (NO_NODE in reaching if binding.how is Binds.PARAMETER else node_id(binding.node) in reaching)
        or (binding.how is not Binds.PARAMETER and isinstance(binding.node, ast.Name))
    ]
    known = [option for option in options if option is not None]
    if len(known) != len(options):
        return plain
    found = _same(plain, known)
    if found.kind is not ValueKind.DICT or not found.complete:
        return _changed(found)
    added = _added(tree, names, scope.path, node.id, depth)
    if added is None:
        return _changed(found)
    return Value(found.span, found.text, found.kind, "", (*found.items, *added), True)


def _entered(tree: Tree, names: Names, node: ast.AST, depth: int) -> Value | None:
    """What `with open(...) as name` gives the name: the file itself."""
    path = tree.path(tree.span(node).start) if isinstance(node, ast.Name) else ()
    if len(path) < 2 or path[-1].node is not node:
        return None
    item = path[-2].node
    if not isinstance(item, ast.withitem):
        return None
    value = value_of(tree, names, (*path[:-1], Step(item.context_expr, "context_expr")), depth + 1)
    return value if value.kind is ValueKind.FILE else None


def _changed(value: Value) -> Value:
    """A value under a name: what is mutable may hold more than what was assigned."""
    if value.kind in (ValueKind.DICT, ValueKind.LIST):
        return Value(value.span, value.text, value.kind, "", value.items, False)
    return value


def _added(
    tree: Tree, names: Names, holder: NodePath, name: str, depth: int
) -> list[tuple[Value | None, Value]] | None:
    """What `name[key] = value` adds to a dict in the function; None where something else may change it."""
    found: list[tuple[Value | None, Value]] = []
    span = tree.span(holder[-1].node)
    for path in tree.paths(name):
        if isinstance(path[-1].node, FSTRINGS):
            continue
        if not isinstance(path[-1].node, ast.Name) or tree.span(path[-1].node) not in span:
            continue
        above, step = path[-2].node, path[-1]
        match above:
            case ast.Assign(targets=[ast.Name()]) | ast.AnnAssign() if step.field in ("targets", "target"):
                continue
            case ast.Subscript(ctx=ast.Load()) | ast.keyword() | ast.Compare() | ast.If() | ast.FormattedValue():
                continue
            case ast.Dict() if step.field == "values":
                continue
            case ast.Attribute(attr="get" | "items" | "keys" | "values" | "copy", ctx=ast.Load()):
                continue
            case ast.Subscript(ctx=ast.Store(), slice=key):
                statement = path[-3].node
                if not isinstance(statement, ast.Assign) or len(statement.targets) != 1:
                    return None
                first = value_of(tree, names, (*path[:-1], Step(key, "slice")), depth + 1)
                inner = (*path[:-2], Step(statement.value, "value"))
                found.append((first, value_of(tree, names, inner, depth + 1)))
                continue
        return None
    return found


def _parameter(node: ast.AST, plain: Value) -> Value:
    annotation = getattr(node, "annotation", None)
    if annotation is None:
        return plain
    text = annotation.value if isinstance(annotation, ast.Constant) else ast.unparse(annotation)
    kind = _ANNOTATED.get(str(text).partition("[")[0], ValueKind.UNKNOWN)
    literal = "\0" if kind is ValueKind.TEXT else ""
    return Value(plain.span, plain.text, kind, literal, complete=kind is not ValueKind.DICT, annotation=str(text))


_REACHING: WeakKeyDictionary[Tree, dict[tuple[NodeId, str], Reaching]] = WeakKeyDictionary()


def reaching_in(tree: Tree, function: ast.FunctionDef | ast.AsyncFunctionDef, name: str) -> Reaching:
    """The assignments of a name in a function, worked out once."""
    known = _REACHING.setdefault(tree, {})
    key = (node_id(function), name)
    if key not in known:
        known[key] = Reaching(function, name)
    return known[key]
