"""fissix's trees and patterns, loaded without what the rest of fissix brings along.

Trees and patterns live in `fissix.pytree`, which imports next to nothing. The body of the package `fissix` imports
logging, tempfile, pickle and its parser generator, and takes longer than all that happens here. So it waits
until someone asks the package for an attribute or for another of its modules: that is what the standard
library's LazyLoader sees to.
"""

from __future__ import annotations

import os
import sys
from importlib.util import LazyLoader, find_spec, module_from_spec
from typing import TYPE_CHECKING


def _import_pytree() -> None:
    spec = None if "fissix" in sys.modules else find_spec("fissix")
    if spec is None or spec.loader is None:
        import fissix.pytree

        return
    package = module_from_spec(spec)
    sys.modules["fissix"] = package
    try:
        import fissix.pytree
    except BaseException:
        del sys.modules["fissix"]
        raise
    spec.loader = package.__loader__ = LazyLoader(spec.loader)
    spec.loader.exec_module(package)


_import_pytree()

if TYPE_CHECKING:
    from fissix.pytree import Base as Node
else:
    from fissix.pytree import Base as Node

from fissix.pytree import HUGE, Leaf, LeafPattern, NegatedPattern, NodePattern, WildcardPattern
from fissix.pytree import Node as Branch
from fissix.pytree import generate_matches as sequence_matches

GRAMMAR_FILE = os.path.join(os.path.dirname(sys.modules["fissix.pytree"].__file__ or ""), "Grammar.txt")

__all__ = [
    "GRAMMAR_FILE",
    "HUGE",
    "Branch",
    "Leaf",
    "LeafPattern",
    "NegatedPattern",
    "Node",
    "NodePattern",
    "WildcardPattern",
    "sequence_matches",
]
