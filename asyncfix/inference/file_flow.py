"""What the functions of a parsed file do with values, found once for all who ask while the file is at hand."""

from __future__ import annotations

import ast

from asyncfix.inference.eval_functions import FileFlow
from asyncfix.inference.events import FunctionFacts
from asyncfix.syntax.node_id import NodeId, node_id

_AT_HAND = 4  # files
_FLOWS: list[tuple[ast.Module, FileFlow, dict[NodeId, FunctionFacts]]] = []  # the last one first


def _known(module: ast.Module) -> tuple[ast.Module, FileFlow, dict[NodeId, FunctionFacts]]:
    for entry in _FLOWS:
        if entry[0] is module:
            return entry
    flow = FileFlow(module, keep_values=True)
    _FLOWS.insert(0, (module, flow, {node_id(one.node): one for one in flow.functions}))
    del _FLOWS[_AT_HAND:]
    return _FLOWS[0]


def flow_of(module: ast.Module) -> FileFlow:
    """The functions of a file, with the values of its names."""
    return _known(module)[1]


def facts_of(module: ast.Module, function: ast.AST) -> FunctionFacts | None:
    """What one function of a file does; None for one that is not found."""
    return _known(module)[2].get(node_id(function))
