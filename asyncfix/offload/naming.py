"""What a helper is called: for what it does, else for the function that it comes from."""

from __future__ import annotations

import ast
import builtins
import keyword
import re
from collections.abc import Collection, Sequence

from asyncfix.offload.region import Region
from asyncfix.semantics.tree import Tree

_VERBS = {
    "delete": "delete",
    "dump": "write",
    "execute": "query",
    "fetchall": "fetch",
    "fetchone": "fetch",
    "first": "fetch",
    "get": "fetch",
    "load": "load",
    "loads": "load",
    "one": "fetch",
    "open": "read",
    "post": "post",
    "query": "query",
    "read": "read",
    "read_bytes": "read",
    "read_text": "read",
    "run": "run",
    "save": "save",
    "scalar": "fetch",
    "scalars": "fetch",
    "write": "write",
    "write_bytes": "write",
    "write_text": "write",
}
_SAYS_NOTHING = frozenset({"data", "out", "res", "result", "ret", "tmp", "value"})
_LONGEST = 40


def helper_name(tree: Tree, region: Region, outputs: Sequence[str], hint: str, taken: Collection[str]) -> str:
    """A name that nothing in the file has and that is not among those taken: `_read_config`, `_lookup_sync`."""
    stem = _clean(hint) or _by_what_it_does(region, outputs) or _by_function(region)
    number = 1
    name = stem
    while not _is_free(tree, name, taken):
        number += 1
        name = f"{stem}_{number}"
    return name


def _clean(hint: str) -> str:
    words = re.sub(r"\W+", "_", hint).strip("_")
    return f"_{words}" if words else ""


def _by_function(region: Region) -> str:
    """`_lookup_sync` for all of `lookup`, or a part of it that gives no name of its own."""
    name = getattr(region.function_path[-1].node, "name", "")
    return f"_{name.strip('_') or 'run'}_sync"


def _by_what_it_does(region: Region, outputs: Sequence[str]) -> str:
    """`_read_config` for a region that reads a file and gives `config`; "" where nothing tells."""
    if len(outputs) != 1 or outputs[0] in _SAYS_NOTHING or len(outputs[0]) < 2:
        return ""
    thing = outputs[0].strip("_")
    for called in reversed(_called(region)):
        verb = _VERBS.get(called)
        if verb is not None and verb not in ("write", "post", "delete", "save") and thing:
            name = f"_{verb}_{thing}"
            return name if len(name) <= _LONGEST else ""
    return ""


def _called(region: Region) -> list[str]:
    found = []
    for root in region.roots:
        for node in ast.walk(root):
            if isinstance(node, ast.Call):
                function = node.func
                if isinstance(function, ast.Attribute):
                    found.append(function.attr)
                elif isinstance(function, ast.Name):
                    found.append(function.id)
    return found


def _is_free(tree: Tree, name: str, taken: Collection[str]) -> bool:
    if name in taken or keyword.iskeyword(name) or hasattr(builtins, name):
        return False
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", tree.source.text) is None
