"""fissix's trees and patterns, loaded without what the rest of fissix brings along.

The trees and the patterns live in `fissix.pytree`, which imports next to nothing. The body of the
package `fissix` imports logging, tempfile, pickle and its parser generator, and takes far longer than
everything else that happens here, so it waits: until someone asks the package for an attribute or for
another of its modules, which is what the standard library's LazyLoader sees to.
"""

from __future__ import annotations

import sys
from importlib.util import LazyLoader, find_spec, module_from_spec
from types import ModuleType


def _load_pytree() -> ModuleType:
    spec = None if "fissix" in sys.modules else find_spec("fissix")
    if spec is None or spec.loader is None:
        from fissix import pytree

        return pytree
    package = module_from_spec(spec)
    sys.modules["fissix"] = package
    try:
        import fissix.pytree
    except BaseException:
        del sys.modules["fissix"]
        raise
    tree_module: ModuleType = sys.modules["fissix.pytree"]
    spec.loader = package.__loader__ = LazyLoader(spec.loader)
    spec.loader.exec_module(package)
    return tree_module


pytree = _load_pytree()
