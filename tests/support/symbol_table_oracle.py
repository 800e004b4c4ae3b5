"""What the compiler's own symbol table says about the names of a program, beside what asyncfix says."""

from __future__ import annotations

import ast
import symtable
import sys
import warnings
from collections import defaultdict
from collections.abc import Iterator

from asyncfix.binding.qualified_names import binding_scope
from asyncfix.binding.scopes import Scope, scope_chain
from asyncfix.files.source import Source
from asyncfix.syntax.node_path import COMPREHENSIONS, DEFINITIONS, NodePath, walk_paths
from asyncfix.syntax.tree import Tree

_SCOPED = (*DEFINITIONS, ast.Lambda, *COMPREHENSIONS)
_COMPREHENSION_NAMES = {"ListComp": "listcomp", "SetComp": "setcomp", "DictComp": "dictcomp", "GeneratorExp": "genexpr"}
_KINDS = ("function", "class")


class Comparison:
    """One program, seen by both. `disagreements` are sentences; `compared` counts the names looked at."""

    def __init__(self, text: str) -> None:
        self.tree = Tree(Source(text.encode()))
        self.compared = 0
        self.disagreements: list[str] = []
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            module = symtable.symtable(text, "<program>", "exec")
        self._lazy = "from __future__ import annotations" in text
        self._scopes: dict[int, Scope] = {}
        self._tables: dict[int, symtable.SymbolTable] = {id(self.tree.module): module}
        self._unpaired: set[int] = set()
        root = walk_paths(scope_chain_root(self.tree))
        for path in root:
            if isinstance(path[-1].node, ast.Name) and isinstance(path[-1].node.ctx, ast.Load):
                self._compare(path)

    def _compare(self, path: NodePath) -> None:
        name = path[-1].node.id  # type: ignore[attr-defined]
        chain = [self._scopes.setdefault(id(scope.node), scope) for scope in scope_chain(path)]
        if _is_mangled(name, chain) or name == "__class__" or self._is_annotation(path):
            return
        tables = [table for scope in chain if (table := self._table(scope, chain)) is not None]
        if len(tables) < len(chain):
            return
        self.compared += 1
        try:
            symbol = tables[-1].lookup(name)
        except KeyError:
            self._differ(path, f"is read in {tables[-1].get_name()} by asyncfix alone")
            return
        found = binding_scope(name, chain)
        if found is None or found.is_module:
            bound = "*" in chain[0].bindings or _is_bound_in(tables[0], name)
            if not symbol.is_global() or (found is None and len(chain) > 1 and bound and name in chain[0].bindings):
                self._differ(path, f"is no global name in {tables[-1].get_name()}: {symbol}")
        elif found is chain[-1]:
            if not symbol.is_local():
                self._differ(path, f"is not local in {tables[-1].get_name()}")
        elif not symbol.is_free():
            self._differ(path, f"is not free in {tables[-1].get_name()}")
        elif any(_is_inlined(name, scope) for scope in chain[chain.index(found) :]):
            return
        elif _binder(name, tables[:-1]) is not tables[chain.index(found)]:
            self._differ(path, f"is bound by another scope than {tables[chain.index(found)].get_name()}")

    def _differ(self, path: NodePath, what: str) -> None:
        node = path[-1].node
        self.disagreements.append(f"line {node.lineno}: {node.id!r} {what}")  # type: ignore[attr-defined]

    def _is_annotation(self, path: NodePath) -> bool:
        """True in annotations that the compiler keeps apart: under the future import, and beside type parameters."""
        generic = any(getattr(step.node, "type_params", ()) for step in path)
        apart = ("annotation", "returns", "type_params", "bases", "keywords") if generic else ("annotation", "returns")
        inside = any(step.field in apart for step in path)
        return (inside and (self._lazy or generic)) or any(type(step.node).__name__ == "TypeAlias" for step in path)

    def _table(self, scope: Scope, chain: list[Scope]) -> symtable.SymbolTable | None:
        if id(scope.node) not in self._tables and id(scope.node) not in self._unpaired:
            outer = chain[chain.index(scope) - 1]
            table = self._table(outer, chain)
            if table is not None:
                self._pair(outer, table)
        return self._tables.get(id(scope.node))

    def _pair(self, scope: Scope, table: symtable.SymbolTable) -> None:
        """Give the scopes right inside a scope their tables. Those that can't be told apart get none."""
        theirs: defaultdict[tuple[str, int], list[symtable.SymbolTable]] = defaultdict(list)
        for child in _children(table):
            theirs[child.get_name(), child.get_lineno()].append(child)
        ours: defaultdict[tuple[str, int], list[ast.AST]] = defaultdict(list)
        for node in scope.nodes:
            if isinstance(node, _SCOPED):
                ours[_key(node)].append(node)
        for key, nodes in ours.items():
            if len(nodes) == len(theirs[key]) == 1:
                self._tables[id(nodes[0])] = theirs[key][0]
            else:
                self._unpaired.update(map(id, nodes))


def scope_chain_root(tree: Tree) -> NodePath:
    """The path to the module."""
    return tree.path(len(tree.source.text) + 1)[:1]


def _children(table: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    """The tables right inside one, through those that the compiler makes for type parameters."""
    for child in table.get_children():
        if str(getattr(child.get_type(), "value", child.get_type())) in _KINDS:
            yield child
        else:
            yield from _children(child)


def _key(node: ast.AST) -> tuple[str, int]:
    if isinstance(node, ast.Lambda):
        name = "lambda"
    elif isinstance(node, DEFINITIONS):
        name = node.name
    else:
        name = _COMPREHENSION_NAMES[type(node).__name__]
    return name, node.lineno  # type: ignore[attr-defined]


def _is_mangled(name: str, chain: list[Scope]) -> bool:
    return name.startswith("__") and not name.endswith("__") and any(scope.is_class for scope in chain)


def _is_bound_in(table: symtable.SymbolTable, name: str) -> bool:
    try:
        symbol = table.lookup(name)
    except KeyError:
        return False
    return symbol.is_assigned() or symbol.is_imported() or symbol.is_namespace()


def _is_inlined(name: str, scope: Scope) -> bool:
    """True where Python 3.12 and 3.13 confuse the name with that of a comprehension which they inline.

    There the function around the comprehension gets a variable of that name, which functions inside
    it see instead of the one further out (a NameError, where the language has none).
    """
    inlined = [node for node in scope.nodes if isinstance(node, (ast.ListComp, ast.SetComp, ast.DictComp))]
    targets = (part for node in inlined for generator in node.generators for part in ast.walk(generator.target))
    return sys.version_info >= (3, 12) and any(isinstance(part, ast.Name) and part.id == name for part in targets)


def _binder(name: str, tables: list[symtable.SymbolTable]) -> symtable.SymbolTable | None:
    """The innermost function that has the name for a local one."""
    for table in reversed(tables):
        if table.get_type() == "class" or getattr(table.get_type(), "value", "") == "class":
            continue
        try:
            if table.lookup(name).is_local():
                return table
        except KeyError:
            continue
    return None
