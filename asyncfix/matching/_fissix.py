"""fissix's trees and patterns, loaded without what the rest of fissix brings along.

Trees and patterns live in `fissix.pytree`, which imports next to nothing. The body of the package `fissix` imports
logging, tempfile, pickle and its parser generator, and takes longer than all that happens here. So it waits
until someone asks the package for an attribute or for another of its modules: that is what the standard
library's LazyLoader sees to.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from importlib.util import LazyLoader, find_spec, module_from_spec
from types import ModuleType


def _import_pytree() -> ModuleType:
    spec = None if "fissix" in sys.modules else find_spec("fissix")
    if spec is None or spec.loader is None:
        return import_module("fissix.pytree")
    package = module_from_spec(spec)
    sys.modules["fissix"] = package
    try:
        pytree = import_module("fissix.pytree")
    except BaseException:
        del sys.modules["fissix"]
        raise
    spec.loader = package.__loader__ = LazyLoader(spec.loader)
    spec.loader.exec_module(package)
    return pytree


GRAMMAR_FILE = os.path.join(os.path.dirname(_import_pytree().__file__ or ""), "Grammar.txt")

from fissix.pytree import (  # noqa: E402 - the line above decides how fissix is loaded
    HUGE,
    Leaf,
    LeafPattern,
    NegatedPattern,
    NodePattern,
    WildcardPattern,
)
from fissix.pytree import Base as Node  # noqa: E402
from fissix.pytree import Node as Branch  # noqa: E402
from fissix.pytree import generate_matches as sequence_matches  # noqa: E402

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
