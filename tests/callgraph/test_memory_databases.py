"""Where a project names databases in memory."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from asyncfix.callgraph.memory_databases import memory_databases


def _found(folder: Path, **texts: str) -> list[tuple[str, int, bool]]:
    for name, text in texts.items():
        (folder / f"{name}.py").write_text(text)

    def files_with(word: str) -> Iterable[str]:
        return [str(path) for path in sorted(folder.glob("*.py")) if word in path.read_text()]

    return [(Path(one.path).stem, one.line, one.is_shared) for one in memory_databases(files_with)]


@pytest.mark.parametrize(
    "url", ["sqlite://", "sqlite:///:memory:", "sqlite+pysqlite://", "sqlite:///file:x?mode=memory&uri=true"]
)
def test_an_url_of_a_database_in_memory_is_found(tmp_path: Path, url: str) -> None:
    assert _found(tmp_path, db=f"engine = create_engine({url!r})\n") == [("db", 1, False)]


@pytest.mark.parametrize("text", [
    "create_engine('sqlite:///shop.db')",
    "create_async_engine('sqlite+aiosqlite://')",
    "url.startswith('sqlite://')",
    "kind == 'sqlite://'",
    "sqlite3.connect(':memory:')",
    "create_engine('postgresql://memory')",
])  # fmt: skip
def test_other_databases_and_comparisons_are_none(tmp_path: Path, text: str) -> None:
    assert _found(tmp_path, db=text) == []


def test_one_connection_for_all_is_told_outside_tests_alone(tmp_path: Path) -> None:
    text = "engine = create_engine('sqlite://', poolclass=StaticPool)\n"
    assert _found(tmp_path, db=text, test_db=text) == [("db", 1, True)]
    assert _found(tmp_path, test_other="engine = create_engine('sqlite://')\n")[0] == ("test_other", 1, False)
