"""Every place of a file that means one of the functions looked for."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from asyncfix.binding.qualified_names import Meaning, Names
from asyncfix.binding.scopes import scope_chain
from asyncfix.syntax.node_id import NodeId, node_id
from asyncfix.syntax.node_path import FSTRINGS, NodePath, Step, walk_paths
from asyncfix.syntax.tree import Tree


@dataclass(frozen=True, slots=True)
class Reference:
    """A name or dotted name that may mean one of the functions."""

    path: NodePath
    meaning: Meaning

    @property
    def is_renamed(self) -> bool:
        """True where an assignment only gives it another name, whose uses are references as well."""
        node = self.path[-1].node
        word = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
        named = isinstance(self.path[-2].node, (ast.Assign, ast.AnnAssign)) and _alias(self.path, word) is not None
        return named and not scope_chain(self.path)[-1].is_class

    @property
    def call(self) -> NodePath | None:
        """The path to the call, where this is what is called."""
        parent = self.path[-2].node
        return self.path[:-1] if isinstance(parent, ast.Call) and self.path[-1].field == "func" else None


def references(tree: Tree, names: Names, targets: Collection[str]) -> Iterator[Reference]:
    """Every reference that may mean one of the qualified names.

    The text is searched for their last parts; names that an import or a plain assignment gives
    them are searched for as well.
    """
    words = [*dict.fromkeys(target.rpartition(".")[2] for target in (*targets, *names.reexported))]
    wanted = _may_be_meant(tree.source.text, (*targets, *names.reexported))
    seen: set[NodeId] = set()
    for word in words:  # grows while it is walked
        for path in _occurrences(tree, word, wanted):
            alias = _alias(path, word)
            if alias and alias not in words:
                words.append(alias)
            node = path[-1].node
            if node_id(node) in seen or not _is_read(node, word):
                continue
            seen.add(node_id(node))
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
            else:
                changed = _patched(names, path, word, targets)
            for target in targets.intersection(changed):
                found.setdefault(target, tree.source.position(tree.span(node).start)[0])
    return found


def _patched(names: Names, path: NodePath, word: str, targets: Collection[str]) -> Collection[str]:
    """The qualified names that a call replaces for a test, where the path ends at what says so.

    That is a string (`patch("time.sleep")`, `setattr(time, "sleep", fake)`, also by keyword, or behind
    `__name__`), or a keyword as in `patch.multiple(time, sleep=fake)`.
    """
    index = next((i for i in range(len(path) - 1, 0, -1) if isinstance(path[i].node, ast.Call)), 0)
    call = path[index].node
    if not isinstance(call, ast.Call) or len(path) - index > 3:
        return ()
    last = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if last not in ("multiple", "object", "patch", "setattr"):
        return ()
    owner = next((keyword.value for keyword in call.keywords if keyword.arg == "target"), None)
    owner = owner or (call.args[0] if call.args else None)
    text = _ending(path[-1].node)
    if last == "multiple":
        if not isinstance(path[-1].node, ast.keyword) or path[-1].node.arg != word or owner is None:
            return ()
        text = f"{_ending(owner)}.{word}" if _ending(owner) else word
    if text == word and owner is not None:
        targets_of_owner = names.meaning((*path[: index + 1], Step(owner, "args"))).targets
        return {f"{target}.{text}" for target in targets_of_owner}
    return {target for target in targets if f".{text}".endswith(f".{target}")}


def _ending(node: ast.AST) -> str:
    """The string that the node is, or that it ends with where it is an f-string."""
    while isinstance(node, ast.JoinedStr) and node.values:
        node = node.values[-1]
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


_CHAIN = re.compile(r"(?P<root>\w+)(?:[ \t]*\.[ \t]*\w+)*[ \t]*\.[ \t]*\Z")
_RENAMED = re.compile(r"\bas[\s\\]+(\w+)")
_NEAR = 120  # characters in front of an attribute in which its dotted name is looked for


def _may_be_meant(text: str, targets: Collection[str]) -> Callable[[int], bool]:
    """Which places of a word may mean one of the targets, told by the text in front of the word alone.

    `x.get` does not mean `requests.get` where `x` is no name that an import gives, unless the file gives a
    module another name by an assignment.
    """
    roots = {target.lstrip(".").partition(".")[0] for target in targets}
    roots.update(_RENAMED.findall(text))
    modules = "|".join(map(re.escape, sorted(roots)))
    for names in re.findall(
        rf"\bfrom[\s\\]+\.*(?:{modules})\b[\w.]*[\s\\]+import\b(\s*\([^)]*|(?:[^\r\n\\]|\\\s)*)", text
    ):
        roots.update(re.findall(r"\w+", names))  # submodules among them
    joined = "|".join(map(re.escape, sorted(roots)))
    if re.search(rf"=[\s\\(]*(?:{joined})\b(?!(?:\.\w+)*\()", text):
        return lambda offset: True

    def wanted(offset: int) -> bool:
        chain = _CHAIN.search(text, max(0, offset - _NEAR), offset)
        if chain is None:
            return True
        return chain["root"] in roots or chain.start() == max(0, offset - _NEAR)

    return wanted


def _occurrences(tree: Tree, word: str, wanted: Callable[[int], bool]) -> Iterator[NodePath]:
    for path in tree.paths_where(word, wanted):
        if isinstance(path[-1].node, FSTRINGS):
            tree.place_fstring(path[-1].node)
            yield from walk_paths(path)
        else:
            yield path


def _is_read(node: ast.AST, word: str) -> bool:
    if isinstance(node, ast.Name):
        return node.id == word and isinstance(node.ctx, ast.Load)
    return isinstance(node, ast.Attribute) and node.attr == word and isinstance(node.ctx, ast.Load)


def _alias(path: NodePath, word: str) -> str | None:
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
