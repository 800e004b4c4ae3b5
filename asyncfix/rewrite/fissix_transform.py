"""Classic fissix transforms as rewrites: what one makes of a call, and the names that it brings in."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from asyncfix.binding.qualified_names import Meaning
from asyncfix.errors import UnreadableError
from asyncfix.files.source import Source
from asyncfix.fixes import ImportNeed
from asyncfix.imports.importer import Importer, ImportRefusal
from asyncfix.matching import Island, MatchingError, transform
from asyncfix.recipe import Recipe, Skip
from asyncfix.rewrite.call_facts import CallFacts
from asyncfix.rewrite.fix_builder import NewText, Root, failure
from asyncfix.syntax.node_id import NodeId, node_id
from asyncfix.syntax.node_path import FSTRINGS, Step, dotted
from asyncfix.syntax.tree import Tree


def transformed(recipe: Recipe, call: CallFacts, importer: Importer, meaning: Meaning) -> NewText | Skip:
    """The call as the recipe's transform makes it.

    A transform writes names as they are, so there is no new text where a module of `imports` would have
    to be called something else.
    """
    assert recipe.transform is not None
    try:
        text = transform(Island.expression(call.tree.text(call.node)), recipe.transform, recipe.compiled())
    except MatchingError as error:
        return Skip(f"the recipe's transform does not work here: {error}")
    except (Exception, SystemExit) as error:  # a recipe is the user's code
        return Skip(failure(error, recipe))
    try:
        tree = Tree(Source(f"({text}\n)".encode(errors="surrogatepass")))
    except UnreadableError as error:
        return Skip(f"the new text {error}")
    reference = (*call.path, Step(call.node.func, "func"))
    roots: list[Root] = []
    needs: list[ImportNeed] = []
    for root, name, module in _imported_names(tree, recipe.imports):
        spelling = importer.spell(name, module, reference, meaning)
        if isinstance(spelling, ImportRefusal):
            return Skip(spelling.reason)
        if spelling.text != name or tree.text(root) != spelling.root:
            return Skip(f"the recipe's transform writes `{name}`, which has to be `{spelling.text}` here")
        roots.append(Root(tree.span(root).start - 1, spelling.root_target))
        if spelling.need is not None:
            needs.append(spelling.need)
    names = frozenset(node.id for node in ast.walk(tree.module) if isinstance(node, ast.Name))
    return NewText(text, (), tuple(sorted(roots, key=lambda root: root.offset)), tuple(dict.fromkeys(needs)), names)


def _imported_names(tree: Tree, modules: Sequence[str]) -> Iterator[tuple[ast.Name, str, str]]:
    """The dotted names that begin with one of the modules: the first name, the whole, and the module."""
    inner: set[NodeId] = set()
    for node in ast.walk(tree.module):  # from the outside inwards
        if isinstance(node, FSTRINGS):
            tree.place_fstring(node)
        parts = dotted(node) if node_id(node) not in inner else None
        if isinstance(node, ast.Attribute):
            inner.add(node_id(node.value))
        if parts is None:
            continue
        name = parts[0].id + parts[1]
        for module in sorted(modules, key=len, reverse=True):
            if name == module or name.startswith(f"{module}."):
                yield parts[0], name, module
                break
