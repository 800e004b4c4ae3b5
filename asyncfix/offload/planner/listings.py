"""Loops over the contents of folders: short enough to be gathered before the first turn."""

from __future__ import annotations

import ast

from asyncfix.catalogue import Family, Row, Severity
from asyncfix.catalogue.folder_walks import closes_at_next_step, is_walk
from asyncfix.syntax.node_path import below


def is_listing(row: Row) -> bool:
    """True for an iteration that names files, and reads none."""
    return (
        row.steps and row.family is Family.FILE and row.severity is Severity.LOW and not closes_at_next_step(row.name)
    )


def changes_walk(loop: ast.AST, name: str) -> bool:
    """True where the body of a loop over a walk may choose which folders come next."""
    if not is_walk(name):
        return False
    target = loop.target if isinstance(loop, ast.For) else None
    if not isinstance(target, ast.Tuple) or len(target.elts) != 3 or not isinstance(target.elts[1], ast.Name):
        return True
    folders = target.elts[1].id
    return any(
        isinstance(node, ast.Name) and node.id == folders
        for statement in getattr(loop, "body", ())
        for node in below(statement)
    )
