"""Imports inside a function: a helper that needs what they bind has them, too."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from asyncfix.semantics.scopes import Binds, Scope


@dataclass(frozen=True, slots=True)
class LocalImports:
    """By name: the import statement that binds it, for names that nothing else in the function binds."""

    statements: Mapping[str, str]

    def lines(self, names: Iterable[str]) -> list[str]:
        """The statements for those of the names that come from an import."""
        return [self.statements[name] for name in names if name in self.statements]


def local_imports(scope: Scope) -> LocalImports:
    """The imports of a function that can be repeated in another one."""
    found: dict[str, str] = {}
    for name, bindings in scope.bindings.items():
        if len(bindings) == 1 and bindings[0].how is Binds.IMPORT and scope.binds(name):
            text = _statement(bindings[0].node, name)
            if text:
                found[name] = text
    return LocalImports(found)


def _statement(node: ast.AST, name: str) -> str:
    """`import a.b as c` for the one name."""
    if not isinstance(node, (ast.Import, ast.ImportFrom)):
        return ""
    for alias in node.names:
        called = f" as {alias.asname}" if alias.asname else ""
        if isinstance(node, ast.Import) and (alias.asname or alias.name.partition(".")[0]) == name:
            return f"import {alias.name}{called}"
        if isinstance(node, ast.ImportFrom) and (alias.asname or alias.name) == name:
            return f"from {'.' * node.level}{node.module or ''} import {alias.name}{called}"
    return ""
