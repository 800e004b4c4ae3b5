"""The ways to a thread: which there are, which one is taken, and that a new one is one module."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from asyncfix.binding.context_kinds import Library
from asyncfix.config.settings import Settings
from asyncfix.offload.backends import backend_registry, threads
from asyncfix.offload.backends.backend_registry import AUTO, ONLY_IMPORTED, choices, choose, is_declared
from asyncfix.offload.backends.base import Surroundings
from asyncfix.rewrite.fix_selection import everything
from asyncfix.run.run import RunRequest, run

GREEN = """
from asyncfix.offload.backends.base import Backend


class GreenBackend(Backend):
    name = "greenlets"
    packages = ("greenlets",)
    takes_keywords = False

    def runner(self, site):
        return site.spell.attribute("greenlets.in_thread", "greenlets") + "("


BACKEND = GreenBackend()
"""


@pytest.fixture
def greenlets(tmp_path: Path) -> Iterator[None]:
    """A way to a thread that asyncfix does not have."""
    folder = tmp_path / "ways"
    folder.mkdir()
    (folder / "greenlets.py").write_text(GREEN)
    threads.__path__.append(str(folder))
    yield
    threads.__path__.remove(str(folder))
    sys.modules.pop(f"{threads.__name__}.greenlets", None)
    backend_registry.backend_named.cache_clear()


@pytest.mark.usefixtures("greenlets")
def test_a_new_way_to_a_thread_is_one_module(tmp_path: Path) -> None:
    assert "greenlets" in choices()
    project = tmp_path / "project"
    project.mkdir()
    file = project / "app.py"
    file.write_text(
        "import shutil\n\nimport greenlets\n\n\nasync def f(p):\n    shutil.rmtree(p, ignore_errors=True)\n"
    )
    settings = Settings(root=project, cache=False, offload="greenlets")
    run(RunRequest((file,), settings, everything, write=True))
    assert "await greenlets.in_thread(functools.partial(shutil.rmtree, p, ignore_errors=True))" in file.read_text()


def around(library: Library, *packages: str, text: str = "", only_imported: bool = False) -> Surroundings:
    return Surroundings(library, text, lambda *wanted: not set(packages).isdisjoint(wanted), only_imported)


@pytest.mark.parametrize(
    ("asked", "place", "name"),
    [
        (AUTO, around(Library.ASYNCIO), "asyncio"),
        (AUTO, around(Library.ASYNCIO, "httpx"), "asyncio"),
        (AUTO, around(Library.ASYNCIO, "fastapi"), "starlette"),
        (AUTO, around(Library.ANYIO, "fastapi"), "anyio"),
        (AUTO, around(Library.TRIO, "fastapi"), "trio"),
        (ONLY_IMPORTED, around(Library.ASYNCIO, "fastapi", only_imported=True), "asyncio"),
        (
            ONLY_IMPORTED,
            around(Library.ASYNCIO, "fastapi", text="import fastapi\n", only_imported=True),
            "starlette",
        ),
        ("executor", around(Library.ASYNCIO), "executor"),
        ("executor", around(Library.TRIO), "trio"),
        ("anyio", around(Library.TRIO), "anyio"),
        ("trio", around(Library.ASYNCIO), "asyncio"),
    ],
)
def test_a_way_is_taken_where_it_can_run(asked: str, place: Surroundings, name: str) -> None:
    assert choose(asked, place).name == name


def test_a_way_that_has_to_be_installed_says_so() -> None:
    nothing = around(Library.ASYNCIO).uses
    missing = [name for name in choices() if name != AUTO and backend_registry.backend_named(name).missing(nothing)]
    assert missing == ["anyio", "starlette", "trio"]


def test_requirements_tell_whether_a_project_has_starlette() -> None:
    assert is_declared(["fastapi"])
    assert is_declared(["sse-starlette"])
    assert not is_declared(["anyio", "httpx", "trio"])
