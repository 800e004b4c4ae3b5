"""Names for new methods, so that none overrides one of a related class in another file."""

from __future__ import annotations

import ast
import os
import re

from asyncfix.inference import types as t
from asyncfix.offload.candidates.blocking_sites import BlockingSites, CoroutineSites

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def related_prefix(files: BlockingSites, coroutine: CoroutineSites) -> str:
    """The prefix for the name of a new method of the class around; "" where any name will do.

    A class whose bases stand in other files, and one that is mixed with others, may get a helper of the same
    name as they do, from the same run. Python keeps names with two underscores apart by the name of the class.
    """
    node = next((step.node for step in reversed(coroutine.path) if isinstance(step.node, ast.ClassDef)), None)
    if node is None:
        return ""
    lineage = files.index.project.lineage(files.file, coroutine.function.owner or node.name)
    elsewhere = [one for one in lineage if not isinstance(one, str) and one[0] != files.file]
    if not elsewhere and not node.name.endswith("Mixin") and not _is_mixed(files, coroutine.function.owner):
        return ""
    if node.name.strip("_") and all(one.name.rpartition(".")[2] != node.name for _, one in elsewhere):
        return "_"
    stem = os.path.splitext(os.path.basename(files.file))[0]
    return "_" + re.sub(r"\W", "_", f"{stem}_{_CAMEL.sub('_', node.name).lower()}").strip("_")


def _is_mixed(files: BlockingSites, owner: str) -> bool:
    """True where a class that is known has the class and another one as bases."""
    own = t.ProjectClass(files.file, owner)
    project = files.index.project
    return any(
        len(kind.bases) > 1 and any(own in project.resolve(base, path) for base in kind.bases)
        for path, summary in list(project.summaries.items())
        if summary is not None
        for kind in summary.classes.values()
    )


def is_elsewhere(files: BlockingSites, name: str) -> bool:
    """True where a class of another file has a method of this name."""
    return any(
        name in kind.methods
        for path, summary in files.index.project.summaries.items()
        if summary is not None and path != files.file
        for kind in summary.classes.values()
    )
