"""The helper: where it stands, what it takes, and how it is called."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from asyncfix.binding.qualified_names import Names, binding_scope
from asyncfix.binding.scopes import Scope
from asyncfix.dataflow.free_variables import is_named
from asyncfix.imports.insertion import statement_start
from asyncfix.offload.extract.moved_statements import indentation, is_between_statements
from asyncfix.syntax.node_path import FUNCTIONS, NodePath
from asyncfix.syntax.tree import Tree

_BLANK_LINE = re.compile(r"[ \t\f]*\Z")
_SHARED_METHODS = ("graphene", "strawberry")
_CONTRACTS = frozenset({"Interface", "Mutation", "ObjectType", "Protocol", "Subscription"})


class HelperKind(Enum):
    """The ways in which a helper may belong to its class."""

    FUNCTION = auto()  # it does not
    METHOD = auto()
    CLASS_METHOD = auto()


@dataclass(frozen=True, slots=True)
class Spot:
    """The place of a helper in the text."""

    offset: int
    indent: str
    blank_lines: int  # after it


def class_around(function: NodePath) -> ast.ClassDef | None:
    """The class whose method the function is."""
    for step in reversed(function[:-1]):
        if isinstance(step.node, ast.ClassDef):
            return step.node
        if isinstance(step.node, (*FUNCTIONS, ast.Lambda)):
            return None
    return None


def kind_of(function: NodePath, names: Names, must: bool, used: Sequence[str], changed: Sequence[str]) -> HelperKind:
    """The kind that a helper of the function can be: of its class only where the first parameter is surely the object.

    `used` are the names that the region uses, `changed` those that the function binds anew; `must`
    where the code works in the class alone, whether it uses the object or not.
    """
    around = class_around(function)
    node = function[-1].node
    if around is None or not isinstance(node, FUNCTIONS):
        return HelperKind.FUNCTION
    arguments = [*node.args.posonlyargs, *node.args.args]
    if not arguments or arguments[0].arg in changed or not (must or arguments[0].arg in used):
        return HelperKind.FUNCTION
    first = arguments[0].arg
    static = any(is_named(one, "staticmethod") for one in node.decorator_list)
    if static or _calls_methods_otherwise(around, node):
        return HelperKind.FUNCTION
    if any(is_named(one, "classmethod") for one in node.decorator_list):
        return HelperKind.CLASS_METHOD if first == "cls" else HelperKind.FUNCTION
    return HelperKind.METHOD if first == "self" else HelperKind.FUNCTION


def _calls_methods_otherwise(around: ast.ClassDef, node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """True in classes whose framework gives methods another first argument, or takes stock of all methods."""
    said = [ast.unparse(one) for one in (*around.bases, *around.decorator_list, *node.decorator_list)]
    return any(word.startswith(_SHARED_METHODS) or re.split(r"[.\[(]", word)[-1] in _CONTRACTS for word in said) or any(
        re.match(r"(?:\w+\.)*Protocol\b", word) for word in said
    )


def spot_of(tree: Tree, function: NodePath, kind: HelperKind) -> Spot | None:
    """The place of the helper: before the method, or before the outermost statement that the function is in."""
    statement = function[-1].node if kind is not HelperKind.FUNCTION else function[1].node
    assert isinstance(statement, ast.stmt)
    source = tree.source
    start = statement_start(tree, statement)
    line = source.position(start)[0]
    indent = indentation(tree, start)
    begin = source.line_span(line).start
    if source.text[begin:start].strip(" \t\f") or source.text[max(0, begin - 3) : begin].rstrip("\r\n").endswith("\\"):
        return None
    top = line
    while top > 1 and _line(tree, top - 1).startswith(indent + "#") and is_between_statements(tree, top - 1):
        top -= 1
    if top <= 2:
        top = line  # what begins a file may be its licence, or say its encoding
    offset = source.line_span(top).start
    offset += len(_line(tree, top)) - len(_line(tree, top).lstrip(" \t\f")) - len(indent)
    blank = 0
    while top - blank > 1 and _BLANK_LINE.match(_line(tree, top - blank - 1)):
        blank += 1
    usual = 1 if indent else 2
    return Spot(offset, indent, min(blank, 2) or usual)


def _line(tree: Tree, line: int) -> str:
    span = tree.source.line_span(line)
    return tree.source.text[span.start : span.end].rstrip("\r\n")


def step_of(tree: Tree, function: NodePath) -> str:
    """One step of indentation, as the function has it."""
    node = function[-1].node
    assert isinstance(node, FUNCTIONS)
    outer = indentation(tree, tree.span(node).start)
    inner = indentation(tree, statement_start(tree, node.body[0]))
    if inner.startswith(outer) and len(inner) > len(outer):
        return inner[len(outer) :]
    return "\t" if "\n\t" in tree.source.text else "    "


class Annotations:
    """The annotations of a function, for a helper that takes some of the same values."""

    def __init__(self, tree: Tree, names: Names, function: NodePath, changed: Sequence[str]) -> None:
        self._tree = tree
        self._names = names
        self._function = function
        self._changed = frozenset(changed)
        self._chain = names.scopes(function)
        self._nested = len(self._chain) > 1 and any(scope.is_function for scope in self._chain)

    @property
    def node(self) -> ast.FunctionDef | ast.AsyncFunctionDef:
        node = self._function[-1].node
        assert isinstance(node, FUNCTIONS)
        return node

    @property
    def any(self) -> bool:
        """True where the function is annotated at all."""
        arguments = self.node.args
        every = (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
        return self.node.returns is not None or any(argument.annotation is not None for argument in every)

    def of(self, name: str) -> str:
        """The annotation of a parameter that keeps its value, where it means the same in a helper; else ""."""
        arguments = self.node.args
        for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
            if argument.arg == name and argument.annotation is not None and name not in self._changed:
                return self._plain(argument.annotation)
        return ""

    @property
    def returned(self) -> str:
        """The annotation of the result, where it means the same in a helper; else ""."""
        generator = any(isinstance(node, (ast.Yield, ast.YieldFrom)) for node in Scope((self._function[-1],)).nodes)
        return self._plain(self.node.returns) if self.node.returns is not None and not generator else ""

    def _plain(self, annotation: ast.expr) -> str:
        """`Session` of `Annotated[Session, Depends(get_db)]`."""
        if isinstance(annotation, ast.Subscript) and _last_name(annotation.value) == "Annotated":
            inner = annotation.slice
            if isinstance(inner, ast.Tuple) and inner.elts:
                return self._plain(inner.elts[0])
        text = self._tree.text(annotation)
        literals = [one for one in ast.walk(annotation) if isinstance(one, ast.Subscript) and _is_literal(one)]
        words = [word for one in literals for word in ast.walk(one.slice)]
        simple = (ast.Name, ast.Attribute, ast.Subscript, ast.BinOp, ast.Constant, ast.Tuple, ast.List)
        for node in ast.walk(annotation):
            if isinstance(node, (ast.expr_context, ast.operator)):
                continue
            if not isinstance(node, simple) or (isinstance(node, ast.BinOp) and not isinstance(node.op, ast.BitOr)):
                return ""
            if isinstance(node, ast.Name) and not self._is_global(node.id):
                return ""
            if isinstance(node, ast.Constant) and node not in words and not self._is_defined(node.value):
                return ""
        return text if "\n" not in text and "\r" not in text else ""

    def _is_defined(self, quoted: object) -> bool:
        """False for an annotation in quotes that names what nothing in the file binds, which checkers report."""
        if not isinstance(quoted, str):
            return True
        try:
            inside = ast.walk(ast.parse(quoted, mode="eval"))
        except (SyntaxError, ValueError):
            return False
        names = [node.id for node in inside if isinstance(node, ast.Name)]
        return all(
            self._is_global(one) and (binding_scope(one, self._chain) or hasattr(builtins, one)) for one in names
        )

    def _is_global(self, name: str) -> bool:
        if any(getattr(one, "name", "") == name for one in getattr(self.node, "type_params", ())):
            return False
        scope = binding_scope(name, self._chain)
        if self._nested:
            return scope is None
        return scope is None or scope.is_module


def _is_literal(node: ast.Subscript) -> bool:
    return _last_name(node.value) == "Literal"


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
