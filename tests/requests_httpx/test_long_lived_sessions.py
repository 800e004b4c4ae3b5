"""Sessions on `self` and in modules, in projects: which other files keep them what they are."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from asyncfix.callgraph.project_index import build
from asyncfix.files.source import Source
from asyncfix.fixes import FileReport
from asyncfix.inference.import_resolution import Modules
from asyncfix.inference.summarise import read_summary
from asyncfix.loading.registry import load
from asyncfix.rewrite.analyse import analyse
from asyncfix.rewrite.fix_selection import everything, safe
from asyncfix.rewrite.render import rendered
from tests.support.http_programs import LOOPBACK

RECIPES = [recipe for recipe in load() if recipe.name in ("blocking-requests", "blocking-network", "sync-httpx")]
ON_SELF = """import requests


class Rates:
    def __init__(self):
        self.session = requests.Session()

    async def rate(self, url):
        return self.session.get(url).json()
"""
OF_MODULE = """import requests

session = requests.Session()


async def rate(url):
    return session.get(url).json()
"""


def report(folder: Path, text: str, **others: str) -> FileReport:
    """What is found in a file of a project with others beside it."""
    for name, code in {"rates": text, **others}.items():
        (folder / f"{name}.py").write_text(code, encoding="utf-8")
    paths = [str(folder / f"{name}.py") for name in ("rates", *others)]
    index = build(
        paths, Modules(paths), lambda wanted: {one: read_summary(Path(one).read_bytes(), one) for one in wanted}
    )
    return analyse(Source(text.encode(), paths[0]), RECIPES, index=index)


def becomes_client(found: FileReport) -> bool:
    return any("AsyncClient" in fix.title for finding in found.findings for fix in finding.fixes)


@pytest.mark.parametrize("text", [ON_SELF, OF_MODULE], ids=["on self", "of a module"])
def test_the_client_is_for_review_and_the_thread_is_safe(tmp_path: Path, text: str) -> None:
    found = report(tmp_path, text)
    source = Source(text.encode(), str(tmp_path / "rates.py"))
    made = {
        decision: rendered(source, found, [fix for one in found.findings if (fix := decision(one)) is not None]).text
        for decision in (safe, everything)
    }
    assert "await asyncio.to_thread(" in made[safe]
    assert "httpx" not in made[safe]
    assert "session.get(url)).json()" in made[everything]
    assert "to_thread" not in made[everything]


@pytest.mark.parametrize("text", [ON_SELF + "\n\nrate = Rates().rate\n", OF_MODULE], ids=["on self", "of a module"])
def test_the_client_serves_one_event_loop_after_the_other(tmp_path: Path, text: str) -> None:
    found = report(tmp_path, text)
    fixes = [fix for one in found.findings if (fix := everything(one)) is not None]
    new = rendered(Source(text.encode(), str(tmp_path / "rates.py")), found, fixes).text
    space: dict[str, Any] = {"__name__": "rates"}
    exec(new, space)
    with LOOPBACK.Server() as server:
        answers = [asyncio.run(space["rate"](f"{server.url}/echo"))["method"] for _ in range(4)]
    assert answers == ["GET"] * 4


@pytest.mark.parametrize(
    "other",
    [
        "from rates import Rates\n\n\ndef now(url):\n    return Rates().session.get(url)\n",
        "import rates\n\n\nclass Fast(rates.Rates):\n    def now(self, url):\n        return self.session.get(url)\n",
    ],
    ids=["of an object of the class", "of a class derived from it"],
)
def test_a_session_on_self_that_another_file_uses_stays(tmp_path: Path, other: str) -> None:
    found = report(tmp_path, ON_SELF, other=other)
    assert not becomes_client(found)
    assert all(finding.fixes for finding in found.findings)


def test_an_object_that_may_be_of_the_class_is_named(tmp_path: Path) -> None:
    found = report(tmp_path, ON_SELF, other="def now(one, url):\n    return one.session.get(url)\n")
    assert becomes_client(found)
    assert any("other.py:2" in hazard for one in found.findings for hazard in one.fixes[0].hazards)


def test_a_base_class_that_is_not_seen_is_named(tmp_path: Path) -> None:
    text = ON_SELF.replace("class Rates:", "class Rates(sdk.Base):").replace(
        "import requests", "import requests\nimport sdk"
    )
    found = report(tmp_path, text)
    assert any("`sdk.Base`" in hazard for one in found.findings for hazard in one.fixes[0].hazards)


@pytest.mark.parametrize(
    "other",
    [
        "from rates import session\n\n\ndef now(url):\n    return session.get(url)\n",
        "from rates import *\n\n\ndef now(url):\n    return session.get(url)\n",
        "import rates\n\n\ndef now(url):\n    return rates.session.get(url)\n",
    ],
    ids=["imported", "imported by a star", "of the module"],
)
def test_a_session_of_a_module_that_another_file_uses_stays(tmp_path: Path, other: str) -> None:
    assert not becomes_client(report(tmp_path, OF_MODULE, other=other))


def test_a_session_of_a_module_that_may_be_used_is_named(tmp_path: Path) -> None:
    other = "import rates as r\n\n\ndef now(url):\n    return r.session.get(url)\n"
    found = report(tmp_path, OF_MODULE, other=other)
    assert any("other.py:5" in hazard for one in found.findings for hazard in one.fixes[0].hazards)


def test_files_that_have_sessions_of_their_own_do_not_matter(tmp_path: Path) -> None:
    other = "class Other:\n    def __init__(self, session):\n        self.session = session\n"
    found = report(tmp_path, ON_SELF, other=other)
    assert becomes_client(found)
    assert not any("other.py" in hazard for one in found.findings for hazard in one.fixes[0].hazards)
