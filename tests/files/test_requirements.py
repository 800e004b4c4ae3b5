"""What a project can't do without decides which package its files may begin to import."""

from __future__ import annotations

from pathlib import Path

import pytest

from asyncfix.files.requirements import declared
from tests.support.command import asyncfix

BLOCKING = "async def read(path):\n    return open(path).read()\n"
ROUTES = """from fastapi import FastAPI

app = FastAPI()


@app.get("/")
async def root(path: str):
    await read(path)
    return open(path).read()
"""


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        (
            "pyproject.toml",
            '[project]\nname = "a"\ndependencies = ["Fast_API[all]>=0.1; python_version>\'3\'", "x.y"]\n',
            {"fast-api", "x-y"},
        ),
        ("pyproject.toml", '[project]\nname = "a"\ndependencies = []\n', set()),
        ("pyproject.toml", '[project]\nname = "a"\n[project.optional-dependencies]\napi = ["fastapi"]\n', None),
        (
            "pyproject.toml",
            '[tool.poetry.dependencies]\npython = "^3.11"\nfastapi = { version = "1", optional = true }\n',
            {"python"},
        ),
        ("pyproject.toml", "[tool.asyncfix]\n", None),
        ("pyproject.toml", "not toml", None),
        ("setup.cfg", "[options]\ninstall_requires =\n    fastapi\n    httpx>=1\n", {"fastapi", "httpx"}),
        ("setup.cfg", "[metadata]\nname = a\n", None),
        ("requirements.txt", "# what we need\nfastapi==0.1  # the web\n-r more.txt\n\nhttpx\n", {"fastapi", "httpx"}),
    ],
)
def test_what_is_declared_is_read_without_extras(tmp_path: Path, name: str, text: str, found: set[str] | None) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / name).write_text(text)
    assert declared(tmp_path) == found


def test_the_nearest_project_counts_up_to_the_top_of_the_repository(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("fastapi\n")
    inner = tmp_path / "repository" / "service"
    inner.mkdir(parents=True)
    assert declared(inner) == frozenset({"fastapi"})
    (inner / "requirements.txt").write_text("httpx\n")
    assert declared(inner) == frozenset({"httpx"})
    (inner / "requirements.txt").unlink()
    (tmp_path / "repository" / ".git").mkdir()
    assert declared(inner) is None


def test_starlette_is_not_brought_into_files_that_do_without_it_where_it_is_only_an_extra(tmp_path: Path) -> None:
    (tmp_path / "core.py").write_text(BLOCKING)
    (tmp_path / "api.py").write_text("from core import read\n" + ROUTES)
    (tmp_path / "requirements.txt").write_text("httpx\n")
    asyncfix("run", "--write", "--unsafe", "--exit-zero", ".", cwd=tmp_path)
    assert "asyncio.to_thread(" in (tmp_path / "core.py").read_text()
    assert "run_in_threadpool(" in (tmp_path / "api.py").read_text()


@pytest.mark.parametrize("needed", ["fastapi\n", "sse-starlette\n", None])
def test_starlette_is_used_in_all_files_of_a_project_that_can_not_do_without_it(
    tmp_path: Path, needed: str | None
) -> None:
    (tmp_path / "core.py").write_text(BLOCKING)
    (tmp_path / "api.py").write_text("from core import read\n" + ROUTES)
    (tmp_path / ".git").mkdir()
    if needed:
        (tmp_path / "requirements.txt").write_text(needed)
    asyncfix("run", "--write", "--unsafe", "--exit-zero", ".", cwd=tmp_path)
    assert "run_in_threadpool(" in (tmp_path / "core.py").read_text()
