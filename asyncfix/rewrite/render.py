"""A file with some of its fixes made. Pure: `rendered(source, report, [])` is the source, byte for byte."""

from __future__ import annotations

from collections.abc import Sequence

from asyncfix.files.source import Source
from asyncfix.files.text_edits import Edit, merged
from asyncfix.fixes import FileReport, Fix
from asyncfix.imports.edits import import_edits


def file_edits(report: FileReport, fixes: Sequence[Fix]) -> list[Edit]:
    """All edits of the fixes together, those of their imports included, in order.

    Raises EditError where two of the fixes claim the same characters.
    """
    own = [edit for fix in dict.fromkeys(fixes) for edit in fix.edits]
    return merged([*import_edits(report.imports, fixes), *own])


def rendered(source: Source, report: FileReport, fixes: Sequence[Fix]) -> Source:
    """The file with the fixes made. Raises EditError as `file_edits` does, UnreadableError where the
    file's encoding has no place for the new text."""
    return source.edited(file_edits(report, fixes)) if fixes else source
