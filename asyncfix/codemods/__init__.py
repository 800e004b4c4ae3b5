"""Codemods that were written for Bowler, fissix or lib2to3, as recipes.

    loading          around the execution of a file: takes note of the queries that it would run, and runs none
    Loaded.recipes   what the file defines, as recipes
    of_fixers        fixers as a `recipe.Codemod`: what they do to a file, step by step
    of_query         the same for a Bowler query
    selector         Bowler's selector pattern of a tree

The only part that knows Bowler and how fissix runs fixers. The trees are those of `asyncfix.matching`, so that
codemods see modern Python; what becomes of their changes is the engine's to decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from asyncfix.codemods._loading import Loaded, hint, is_codemod, loading, package_of
from asyncfix.codemods.protocol import Codemod

if TYPE_CHECKING:
    from asyncfix.matching import Node

__all__ = ["Loaded", "hint", "is_codemod", "loading", "of_fixers", "of_query", "package_of", "selector"]


def of_fixers(classes: Sequence[type[Any]]) -> Codemod:
    """Fixer classes that run together, in the order that fissix gives them."""
    from asyncfix.codemods._steps import FixerCodemod

    return FixerCodemod(classes)


def of_query(query: Any) -> Codemod:
    """A Bowler query, with all its transforms."""
    from asyncfix.codemods._bowler import QueryCodemod

    return QueryCodemod(query)


def selector(node: Node) -> str:
    """Bowler's selector pattern for exactly this node."""
    from asyncfix.codemods import _bowler

    return _bowler.selector(node)
