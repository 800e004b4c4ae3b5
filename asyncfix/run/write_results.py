"""The results of a run, written to disk: files that belong together all or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from asyncfix.errors import EditError, UnreadableError
from asyncfix.files.source import Source
from asyncfix.fixes import OtherFilePart
from asyncfix.report.model import FileResult, FindingState, load_part
from asyncfix.rewrite.multi_file_fixes import groups
from asyncfix.rewrite.render import rendered

if TYPE_CHECKING:
    from asyncfix.write.write_files import FileChange, WriteResult


def written(
    results: Sequence[FileResult], root: Path, journal: bool, command: str
) -> tuple[list[FileResult], WriteResult]:
    """The results after writing what was accepted, and what the writer said."""
    from asyncfix.write.write_files import FileChange, write_run

    changes: dict[str, FileChange] = {}
    sources: dict[str, Source] = {}
    problems: dict[str, str] = {}
    together = groups({result.path: result.chosen for result in results})
    for result in results:
        if result.accepted:
            try:
                source, new = made(result)
            except (EditError, UnreadableError) as error:
                problems[result.path] = str(error)
                continue
            sources[result.path] = source
            changes[result.path] = FileChange(result.path, source.digest, new, together.get(result.path, ""))
    for path, group in together.items():
        lost = next((one for one in sorted(problems) if together.get(one) == group), "")
        if lost and path in changes:
            del changes[path]
            problems[path] = f"goes together with {lost}, which can't be written"
    outcome = write_run(changes.values(), root=root, journal=journal, command=command)
    problems.update((refused.path, refused.reason) for refused in outcome.refused)
    problems.update((path, "was not written: the run was interrupted") for path in outcome.left)
    done = {one.path for one in outcome.written}
    after = [after_writing(one, one.path in done, problems.get(one.path, ""), sources) for one in results]
    return after, outcome


def made(result: FileResult) -> tuple[Source, bytes]:
    """The file, and its bytes with the accepted fixes made and checked together.

    Raises EditError where they can't be made together and UnreadableError where the file has changed.
    """
    from asyncfix.rewrite.verify import verification_error

    source = result.analysed()
    problem = verification_error(source, result.report, result.accepted)
    if problem:
        raise EditError(problem)
    return source, rendered(source, result.report, result.accepted).raw


def after_writing(result: FileResult, written: bool, refused: str, sources: dict[str, Source]) -> FileResult:
    """The result once its file is written, or refused for a reason; `sources` are the files as they were."""
    if not written:
        return replace(result, refused=refused)
    outcomes = tuple(
        replace(one, state=FindingState.FIXED) if one.state is FindingState.FIXABLE else one for one in result.outcomes
    )
    source = sources[result.path]
    part = partial(_part_of, sources)
    return replace(result, outcomes=outcomes, written=True, source=lambda: source, part=part)


def _part_of(sources: dict[str, Source], part: OtherFilePart) -> Source:
    """Another file that a fix changes, as it was before it was written."""
    source = sources.get(part.path)
    return source if source is not None and source.digest == part.digest else load_part(part)
