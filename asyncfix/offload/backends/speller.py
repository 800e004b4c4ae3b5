"""Qualified names as a file writes them at one place."""

from __future__ import annotations

from collections.abc import Sequence

from asyncfix.dataflow.refusal import ExtractionRefused
from asyncfix.imports.importer import Importer, ImportRefusal, Spelling
from asyncfix.offload.extract.code_fragment import CodeFragment
from asyncfix.syntax.node_path import NodePath


class Speller:
    """The spellings at one place. The methods raise ExtractionRefused where a name can't be had."""

    def __init__(self, importer: Importer, path: NodePath) -> None:
        self._importer = importer
        self._path = path

    def attribute(self, target: str, module: str) -> CodeFragment:
        """`asyncio.to_thread`, by way of the module."""
        return _fragment(self._importer.spell(target, module, self._path))

    def name(self, target: str, others: Sequence[str] = ()) -> CodeFragment:
        """`run_in_threadpool`, imported by its name. The others are as good where the file has one of them."""
        return _fragment(self._importer.spell_name(target, self._path, others))


def _fragment(found: Spelling | ImportRefusal) -> CodeFragment:
    if isinstance(found, ImportRefusal):
        raise ExtractionRefused(found.reason)
    return CodeFragment(found.text, ((0, found.root_target),), (found.need,) if found.need else ())
