"""The effects of a cancelled task: its thread works on, and anyio begins no new one for it."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from itertools import pairwise

from asyncfix.binding.caught_exceptions import cleans_up, is_clean_up
from asyncfix.dataflow.region import Region
from asyncfix.effects.table import Effect, sentence
from asyncfix.offload.backends.base import Backend
from asyncfix.syntax.node_id import node_id
from asyncfix.syntax.node_path import TRIES, dotted

_REMOVING = frozenset({"cleanup", "remove", "removedirs", "rmdir", "rmtree", "unlink"})
_READING = frozenset(
    {"exists", "getsize", "is_dir", "is_file", "iterdir", "listdir", "read", "read_bytes", "read_text", "stat"}
)


def hazard(region: Region, backend: Backend, rows: Iterable[str]) -> str:
    """The hazard where the task is cancelled, a sentence; "" for none. `rows` are the names of what blocks there."""
    path = region.path[len(region.function_path) - 1 :]
    if backend.undone_in_cleanup:
        return backend.undone_in_cleanup if is_clean_up(path) else ""
    if all(name.rpartition(".")[2] in _READING for name in rows):
        return ""
    used = {word for root in region.roots for word in _words(root)}
    for above, step in pairwise(path):
        for part in _clean_up(above.node, step.field):
            for word in _removed(part):
                if word in used:
                    return sentence(Effect.REMOVED, name=word)
    return ""


def _clean_up(node: ast.AST, field: str) -> Iterator[ast.AST]:
    """What runs where the task is cancelled in the part of a statement."""
    if isinstance(node, TRIES) and field in ("body", "orelse", "handlers"):
        yield from node.finalbody
        if field == "body":
            yield from (one for one in node.handlers if cleans_up(one, "handlers"))
    elif isinstance(node, ast.With) and field == "body":
        yield from (item for item in node.items if "TemporaryDirectory" in ast.unparse(item.context_expr))


def _removed(node: ast.AST) -> Iterator[str]:
    """The names of what is removed, and of what the path to it is made of."""
    if isinstance(node, ast.withitem):
        if node.optional_vars is not None:
            yield from _words(node.optional_vars)
        return
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and any(_last_word(one) in _REMOVING for one in (call.func, *call.args)):
            yield from (word for part in (call.func, *call.args) for word in _words(part))


def _words(node: ast.AST) -> Iterable[str]:
    """`name` and `self.name`, without the modules and functions in front of a call."""
    called = {node_id(one.func) for one in ast.walk(node) if isinstance(one, ast.Call)}
    for one in ast.walk(node):
        if isinstance(one, ast.Name) and node_id(one) not in called and one.id not in ("self", "cls", "os", "shutil"):
            yield one.id
        elif isinstance(one, ast.Attribute) and (parts := dotted(one)) is not None and parts[0].id in ("self", "cls"):
            yield parts[0].id + parts[1]


def _last_word(node: ast.expr | None) -> str:
    return node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")
