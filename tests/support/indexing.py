"""An index of a few files that are written for it."""

from __future__ import annotations

from pathlib import Path

from asyncfix.callgraph.project_index import Index, build
from asyncfix.inference.import_resolution import Modules
from asyncfix.inference.summarise import read_summary


def indexed(folder: Path, files: dict[str, str]) -> Index:
    """The index of a project of these files."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    paths = [str(path) for path in sorted(folder.rglob("*.py"))]
    return build(
        paths, Modules(paths), lambda wanted: {one: read_summary(Path(one).read_bytes(), one) for one in wanted}
    )
