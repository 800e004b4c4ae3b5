"""Every place of a file that means one of the functions looked for."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from asyncfix.semantics.names import Meaning, Names
from asyncfix.semantics.paths import FSTRINGS, Path, Step, walk_paths
from asyncfix.semantics.scopes import scope_chain
from asyncfix.semantics.tree import Tree


@dataclass(frozen=True, slots=True)
class Reference:
    """A name or dotted name that may mean one of the functions."""

    path: Path
    meaning: Meaning

    @property
    def is_renamed(self) -> bool:
        """True where an assignment only gives it another name, whose uses are references as well."""
        node = self.path[-1].node
        word = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
        named = isinstance(self.path[-2].node, (ast.Assign, ast.AnnAssign)) and _alias(self.path, word) is not None
        return named and not scope_chain(self.path)[-1].is_class

    @property
    def call(self) -> Path | None:
        """The path to the call, where this is what is called."""
        parent = self.path[-2].node
        return self.path[:-1] if isinstance(parent, ast.Call) and self.path[-1].field == "func" else None


def references(tree: Tree, names: Names, targets: Collection[str]) -> Iterator[Reference]:
    """Every reference that may mean one of the qualified names.

    The text is searched for their last parts; names that an import or a plain assignment gives
    them are searched for as well.
    """
    words = [*dict.fromkeys(target.rpartition(".")[2] for target in targets)]
    seen: set[int] = set()
    for word in words:  # grows while it is walked
        for path in _occurrences(tree, word):
            alias = _alias(path, word)
            if alias and alias not in words:
                words.append(alias)
            node = path[-1].node
            if id(node) in seen or not _is_read(node, word):
                continue
            seen.add(id(node))
            meaning = names.meaning(path)
            if not meaning.targets.isdisjoint(targets):
                yield Reference(path, meaning)


def reassigned(tree: Tree, names: Names, targets: frozenset[str]) -> dict[str, int]:
    """The qualified names that the file gives another value, with the line.

    As in `time.sleep = fake`, `patch("time.sleep")`, `monkeypatch.setattr(time, "sleep", fake)`.
    """
    found: dict[str, int] = {}
    for word in dict.fromkeys(target.rpartition(".")[2] for target in targets):
        for path in tree.paths(word):
            node = path[-1].node
            changed: Collection[str] = ()
            if isinstance(node, ast.Attribute) and node.attr == word and not isinstance(node.ctx, ast.Load):
                changed = names.meaning(path).targets
            elif isinstance(node, ast.Constant) and isinstance(path[-2].node, ast.Call):
                changed = _patched(names, path, path[-2].node, targets)
            for target in targets.intersection(changed):
                found.setdefault(target, tree.source.position(tree.span(node).start)[0])
    return found


def _patched(names: Names, path: Path, call: ast.Call, targets: Collection[str]) -> Collection[str]:
    """The qualified names that a call replaces for a test, where the path ends at one of its strings."""
    text = path[-1].node.value  # type: ignore[attr-defined]
    last = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if not isinstance(text, str) or last not in ("object", "patch", "setattr"):
        return ()
    if len(call.args) > 1 and call.args[1] is path[-1].node:
        owner = names.meaning((*path[:-1], Step(call.args[0], "args")))
        return {f"{target}.{text}" for target in owner.targets}
    return {target for target in targets if f".{text}".endswith(f".{target}")}


def _occurrences(tree: Tree, word: str) -> Iterator[Path]:
    for path in tree.paths(word):
        if isinstance(path[-1].node, FSTRINGS):
            tree.place_fstring(path[-1].node)
            yield from walk_paths(path)
        else:
            yield path


def _is_read(node: ast.AST, word: str) -> bool:
    if isinstance(node, ast.Name):
        return node.id == word and isinstance(node.ctx, ast.Load)
    return isinstance(node, ast.Attribute) and node.attr == word and isinstance(node.ctx, ast.Load)


def _alias(path: Path, word: str) -> str | None:
    """Another name that this place gives to the word: `import ... as alias`, `alias = module.word`."""
    node = path[-1].node
    if isinstance(node, ast.alias):
        return node.asname
    if not _is_read(node, word) or path[-1].field != "value":
        return None
    match path[-2].node:
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return name
        case ast.NamedExpr(target=ast.Name(id=name)):
            return name
    return None
