"""The spelling of a qualified name at a place, and the import that it takes."""

from __future__ import annotations

import ast
import builtins
import keyword
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from asyncfix.binding.qualified_names import Meaning, Names, canonical, other_names
from asyncfix.binding.scopes import Binding, Binds, Scope
from asyncfix.catalogue.python_names import IMPORTED_BY_NAME
from asyncfix.files.text_edits import Edit
from asyncfix.fixes import ImportNeed
from asyncfix.imports.insertion import insert_before, insert_first, insert_name, insert_top, is_docstring, is_stdlib
from asyncfix.syntax.node_id import NodeId, node_id
from asyncfix.syntax.node_path import FSTRINGS, FUNCTIONS, NodePath, walk_paths
from asyncfix.syntax.tree import Tree


@dataclass(frozen=True, slots=True)
class Spelling:
    """The spelling of a qualified name at a place."""

    text: str  # "aio.sleep"
    root: str  # its first name: "aio"
    root_target: str  # what that has to mean: "asyncio"
    need: ImportNeed | None = None  # the import to add; None where one is there


@dataclass(frozen=True, slots=True)
class ImportRefusal:
    """The reason for which a name can't be had at a place."""

    reason: str


class Importer:
    """Answers for one file. The same question gets the same import, so several fixes share it.

    `references` are the places that fixes may rewrite, with what they mean now.
    """

    def __init__(self, tree: Tree, names: Names, references: Sequence[tuple[NodePath, Meaning]] = ()) -> None:
        self._tree = tree
        self._names = names
        self._references = references
        self._lazy: dict[str, bool] = {}
        self._named: dict[str, frozenset[NodeId]] = {}

    def spell(
        self, target: str, module: str, path: NodePath, replaces: Meaning | None = None
    ) -> Spelling | ImportRefusal:
        """The spelling of `target`, an attribute of `module`, at the end of the path.

        `replaces` is the meaning of the reference that the new name replaces: a function-level
        import or a `from` import of it sets the style of the new one.
        """
        chain = self._names.scopes(path)
        offset = self._tree.span(path[-1].node).start
        spellings = [(module, target[len(module) :]), (target, "")]
        spellings.extend((other.rpartition(".")[0], f".{_last(target)}") for other in other_names(target))
        for wanted, rest in spellings:
            name = self._bound(wanted, chain, offset)
            if name is not None:
                return Spelling(name + rest, name, wanted)
        if (root := self._reached(module, chain, offset)) is not None:
            return Spelling(target, root, root)
        beside = _import_of(replaces)
        function = self._function_of(replaces)
        if isinstance(beside, ast.ImportFrom) and _offers(beside, target):
            extended = self._extend(target, beside, function)
            if extended is not None:
                return extended
        return self._new_import(target, module, chain, beside, function)

    def spell_name(self, target: str, path: NodePath, others: Sequence[str] = ()) -> Spelling | ImportRefusal:
        """The spelling of `target` at the end of the path, imported by its own name: `from a.b import target`.

        `others` are qualified names of the same thing, good where the file has them already.
        """
        chain = self._names.scopes(path)
        offset = self._tree.span(path[-1].node).start
        for one in (target, *others):
            module, _, name = one.rpartition(".")
            for wanted, rest in ((one, ""), (module, f".{name}")):
                bound = self._bound(wanted, chain, offset)
                if bound is not None:
                    return Spelling(bound + rest, bound, wanted)
        module, _, name = target.rpartition(".")
        beside = self._beside(target)
        if beside is not None and self._is_free(name):
            addition = insert_name(self._tree, beside, name)
            return Spelling(name, name, target, ImportNeed(binds=name, target=target, statement=addition))
        alias = next((one for one in (name, f"{name}_", f"_{name}") if self._is_free(one)), None)
        if alias is None:
            return ImportRefusal(f"the name `{name}` is taken here, and so are the aliases for it")
        text = f"from {module} import {name}" + ("" if alias == name else f" as {alias}")
        need = ImportNeed(binds=alias, target=target, statement=insert_top(self._tree, text, module))
        return Spelling(alias, alias, target, need)

    def _beside(self, target: str) -> ast.ImportFrom | None:
        """A `from` import of the module's own level that can be extended by the target."""
        found = (one for one in self._tree.module.body if isinstance(one, ast.ImportFrom))
        return next((one for one in found if _offers(one, target)), None)

    def spell_at_module_level(self, target: str, module: str, path: NodePath) -> Spelling | ImportRefusal:
        """The spelling of `target` before a statement of the module, at the end of the path.

        Names of `typing` and `collections.abc` come by `from` imports, as people write them.
        """
        chain = self._names.scopes(path)
        offset = self._tree.span(path[-1].node).start
        name = _last(target)
        if module not in IMPORTED_BY_NAME or self._bound(module, chain, offset) is not None:
            return self.spell(target, module, path)
        bound = self._bound(target, chain, offset)
        if bound is not None:
            return Spelling(bound, bound, target)
        if not self.is_free(name):
            return self.spell(target, module, path)
        edit = self._joining(module, name, offset)
        if edit is not None:
            return Spelling(name, name, target, ImportNeed(binds=name, target=target, statement=edit))
        edit = insert_top(self._tree, f"from {module} import {name}", module)
        return Spelling(name, name, target, ImportNeed(binds=name, target=target, statement=edit))

    def _joining(self, module: str, name: str, before: int) -> Edit | None:
        """An edit that adds the name to what the file imports from the module already, before the offset."""
        for statement in self._tree.module.body:
            if not isinstance(statement, ast.ImportFrom) or statement.module != module or statement.level:
                continue
            if self._tree.span(statement).start < before and statement.names[0].name != "*":
                return insert_name(self._tree, statement, name)
        return None

    def is_free(self, name: str) -> bool:
        """True where nothing in the file is called by the name, and it means nothing by itself."""
        return self._is_free(name)

    def _bound(self, wanted: str, chain: list[Scope], offset: int) -> str | None:
        """A name that surely means `wanted` at the offset when the code there runs."""
        for scope in reversed(chain):
            for name in scope.imported.get(wanted, ()):
                meaning = self._names.lookup(name, chain)
                if (
                    meaning.scope is scope
                    and meaning.certain == wanted
                    and self._has_run(scope.bindings[name], scope, chain, offset)
                ):
                    return name
        return self._starred(wanted, chain, offset)

    def _reached(self, module: str, chain: list[Scope], offset: int) -> str | None:
        """The first name of a dotted module, where `import a.b` has surely run before the code at the offset does."""
        root, dot, _ = module.partition(".")
        meaning = self._names.lookup(root, chain)
        if not dot or meaning.certain != root or meaning.scope is None:
            return None
        found = [binding for binding in meaning.bindings if _imports_below(binding.node, module)]
        return root if found and self._has_run(found, meaning.scope, chain, offset) else None

    def _starred(self, wanted: str, chain: list[Scope], offset: int) -> str | None:
        """The last part of the name, where a star import brings it."""
        name = _last(wanted)
        meaning = self._names.lookup(name, chain)
        if meaning.certain != wanted or any(binding.how is not Binds.STAR for binding in meaning.bindings):
            return None
        return name if self._has_run(list(meaning.bindings), chain[0], chain, offset) else None

    def _has_run(self, bindings: list[Binding], scope: Scope, chain: list[Scope], offset: int) -> bool:
        """True where one of the imports has surely run before the code at the offset does."""
        wanted_is_stdlib = is_stdlib(bindings[0].target)
        later_counts = scope.is_module and any(inner.is_function for inner in chain[1:])
        for binding in bindings:
            if _is_none(binding) and wanted_is_stdlib:
                continue
            if binding.how not in (Binds.IMPORT, Binds.STAR):
                return False
            start = self._tree.span(binding.node).start
            if self._is_unconditional(start, scope, binding.node, binding.name) and (later_counts or start < offset):
                return True
        return False

    def _is_unconditional(self, start: int, scope: Scope, node: ast.AST, name: str) -> bool:
        """True where the import binds the name whenever the scope's code comes past it, under no condition."""
        for step in self._tree.path(start)[len(scope.path) :]:
            if step.field != "body":
                return False
            if step.node is node:
                return True
            if not isinstance(step.node, (ast.Try, ast.With)) or not _passes(step.node, node, name):
                return False
        return False

    def _function_of(self, replaces: Meaning | None) -> Scope | None:
        scope = replaces.scope if replaces is not None else None
        return scope if scope is not None and scope.is_function else None

    def _has_to_itself(self, statement: ast.stmt, function: Scope, name: str) -> bool:
        """True where nothing else in the function needs the name: it is bound where the statement stands, no sooner."""
        return self._rewritten[node_id(function.node)] <= {node_id(statement)} and self._is_free(name, function)

    @cached_property
    def _rewritten(self) -> defaultdict[NodeId, set[NodeId]]:
        """By function: what gives the references inside it their meanings."""
        found: defaultdict[NodeId, set[NodeId]] = defaultdict(set)
        for path, meaning in self._references:
            for step in path:
                if isinstance(step.node, (*FUNCTIONS, ast.Lambda)):
                    found[node_id(step.node)].update(node_id(binding.node) for binding in meaning.bindings)
        return found

    def _extend(self, target: str, statement: ast.ImportFrom, function: Scope | None) -> Spelling | None:
        name = _last(target)
        if not self._is_free(name):
            return None
        if function is not None and not self._has_to_itself(statement, function, name):
            return None
        span, insertion = self._tree.span(statement), insert_name(self._tree, statement, name)
        need = ImportNeed(binds=name, target=target, extends=span, addition=name, insertion=insertion)
        return Spelling(name, name, target, need)

    def _new_import(
        self, target: str, module: str, chain: list[Scope], beside: ast.stmt | None, outer: Scope | None
    ) -> Spelling | ImportRefusal:
        name = self._free_name(module, chain)
        if name is None:
            return ImportRefusal(f"the name `{module}` is taken here, and so are the aliases for it")
        plain = name == module.partition(".")[0]
        text = f"import {module}" if plain else f"import {module} as {name}"
        function = next((scope for scope in reversed(chain) if scope.is_function), None)
        holder = self._names.lookup(name, chain).scope  # imports the module itself, but later or on a condition
        if holder is not None and holder.is_function:
            edit = insert_first(self._tree, _first_statement(holder.node), text)
        elif beside is not None and outer is not None:
            alone = self._has_to_itself(beside, outer, name)
            first = insert_first(self._tree, _first_statement(outer.node), text)
            edit = insert_before(self._tree, beside, text) if alone else first
        elif function is not None and self._is_lazy(module) and not isinstance(function.node, ast.Lambda):
            edit = insert_first(self._tree, _first_statement(function.node), text)
        else:
            edit = insert_top(self._tree, text, module)
        if plain:
            return Spelling(target, name, name, ImportNeed(binds=name, target=name, statement=edit))
        need = ImportNeed(binds=name, target=module, statement=edit)
        return Spelling(name + target[len(module) :], name, module, need)

    def _is_lazy(self, module: str) -> bool:
        """True where functions of the file import the module for themselves, and the module does not."""
        if module not in self._lazy:
            self._lazy[module] = self._only_functions_import(module)
        return self._lazy[module]

    def _only_functions_import(self, module: str) -> bool:
        pattern = re.compile(rf"^[ \t\f]+import[ \t]+{re.escape(module)}\b(?![.])", re.MULTILINE)
        found = False
        for match in pattern.finditer(self._tree.source.text):
            path = self._tree.path(match.end() - 1)
            scopes = self._names.scopes(path)
            if isinstance(path[-1].node, (ast.Import, ast.alias)):
                if not scopes[-1].is_function:
                    return False
                found = True
        return found

    def _free_name(self, module: str, chain: list[Scope]) -> str | None:
        """The first part of the module's name where it is free or already means that; else an alias that is free."""
        root, dot, _ = module.partition(".")
        if self._means_only(root, root, chain):
            return root
        stem = module.rpartition(".")[2]
        names = [stem] if dot else []
        return next((name for name in (*names, f"{stem}_", f"{stem}_module") if self._is_free(name)), None)

    def _means_only(self, name: str, module: str, chain: list[Scope]) -> bool:
        """True where nothing but imports of `module` binds the name in any scope that the place sees."""
        for scope in chain:
            if any(binding.target != module for binding in scope.bindings.get(name, ())):
                return False
            if name in scope.declared_global or name in scope.declared_nonlocal:
                return False
        found = self._names.lookup(name, chain)
        return found.certain in (module, "") and all(binding.target == module for binding in found.bindings)

    def _is_free(self, name: str, within: Scope | None = None) -> bool:
        """True where nothing in the file (or the scope) is called by the name, and it means nothing by itself."""
        if keyword.iskeyword(name) or keyword.issoftkeyword(name) or hasattr(builtins, name):
            return False
        around = self._around(name)
        return not around if within is None else node_id(within.node) not in around

    def _around(self, name: str) -> frozenset[NodeId]:
        """The nodes that hold something called by the name."""
        if name not in self._named:
            found: set[NodeId] = set()
            for path in self._tree.paths(name):
                below = walk_paths(path) if isinstance(path[-1].node, FSTRINGS) else (path,)
                if any(name in _names_in(inner[-1].node) for inner in below):
                    found.update(node_id(step.node) for step in path)
            self._named[name] = frozenset(found)
        return self._named[name]


def _names_in(node: ast.AST) -> list[str]:
    """The identifiers that a node itself holds, attribute names aside."""
    single = (getattr(node, field, None) for field in ("id", "arg", "name", "asname", "rest"))
    return [name for name in (*single, *getattr(node, "names", ())) if isinstance(name, str)]


def _passes(block: ast.Try | ast.With, node: ast.AST, name: str) -> bool:
    """True where no error that the block swallows can keep its import from binding the name: it comes first."""
    if isinstance(block, ast.Try) and not block.handlers:
        return True
    first = block.body[0]
    if isinstance(first, (ast.Import, ast.ImportFrom)):
        alias = first.names[0]
        comes_first = name in (alias.asname, alias.name.partition(".")[0])
        return first is node and (comes_first or isinstance(node, ast.ImportFrom))
    return isinstance(first, (ast.Try, ast.With)) and _passes(first, node, name)


def _imports_below(node: ast.AST, module: str) -> bool:
    """True for `import a.b`, and for `import a.b.c`, where the module is `a.b`."""
    aliases = node.names if isinstance(node, ast.Import) else []
    return any(not alias.asname and f"{alias.name}.".startswith(f"{module}.") for alias in aliases)


def _is_none(binding: Binding) -> bool:
    """True for `asyncio = None`, the other half of a guarded import."""
    return isinstance(binding.value, ast.Constant) and binding.value.value is None


def _import_of(meaning: Meaning | None) -> ast.Import | ast.ImportFrom | None:
    """The import statement that gives the expression its meaning, where it is just one."""
    if meaning is None or len(meaning.bindings) != 1:
        return None
    node = meaning.bindings[0].node
    return node if isinstance(node, (ast.Import, ast.ImportFrom)) else None


def _offers(statement: ast.ImportFrom, target: str) -> bool:
    """True where the statement can be extended by the name: `from asyncio.events import ...` offers it, too."""
    starred = statement.names[0].name == "*"
    return not statement.level and not starred and canonical(f"{statement.module}.{_last(target)}") == target


def _last(target: str) -> str:
    return target.rpartition(".")[2]


def _first_statement(function: ast.AST) -> ast.stmt:
    body: list[ast.stmt] = function.body  # type: ignore[attr-defined]
    return next((statement for statement in body if not is_docstring(statement)), body[0])
