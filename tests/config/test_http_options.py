"""The settings about HTTP come from the command line and from pyproject.toml, and are checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.command import asyncfix

CODE = "import requests\n\n\nasync def load(url):\n    return requests.get(url).json()\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "app.py").write_text(CODE)
    return tmp_path


@pytest.mark.parametrize(
    ("option", "setting", "shown"),
    [
        ("--http-library=httpx2", 'http-library = "httpx2"', "+import httpx2"),
        ("--http-client=shared", 'http-client = "shared"', "+async def close_http_pool()"),
        ("--http-style=idiomatic", 'http-style = "idiomatic"', "with a client of its own"),
    ],
)
def test_a_choice_shows_in_the_new_code(project: Path, option: str, setting: str, shown: str) -> None:
    assert shown not in asyncfix("run", "--diff", "--unsafe", ".", cwd=project).out
    assert shown in asyncfix("run", "--diff", "--unsafe", option, ".", cwd=project).out
    (project / "pyproject.toml").write_text(f"[tool.asyncfix]\n{setting}\n")
    assert shown in asyncfix("run", "--diff", "--unsafe", ".", cwd=project).out


def test_a_choice_that_there_is_not_is_refused(project: Path) -> None:
    done = asyncfix("run", "--http-library=aiohttp", ".", cwd=project)
    assert done.code == 2
    assert '--http-library takes "httpx" or "httpx2"' in done.err


@pytest.mark.parametrize(
    ("unsafe", "made"), [((), "await asyncio.to_thread(requests.get, url)"), (("--unsafe",), "await http_request(")]
)
def test_written_files_stay_as_they_are_on_a_second_run(project: Path, unsafe: tuple[str, ...], made: str) -> None:
    assert asyncfix("run", "--write", *unsafe, "-q", ".", cwd=project).code == 0
    written = (project / "app.py").read_text()
    assert made in written
    assert asyncfix("run", "--write", *unsafe, "-q", ".", cwd=project).code == 0
    assert (project / "app.py").read_text() == written
