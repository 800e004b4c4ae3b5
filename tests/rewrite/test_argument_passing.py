"""A session that coroutines of its file are handed becomes a client with them, where all of their callers are known."""

from __future__ import annotations

from pathlib import Path

import pytest

from asyncfix.callgraph.project_index import build
from asyncfix.files.source import Source
from asyncfix.inference.import_resolution import Modules
from asyncfix.inference.summarise import read_summary
from asyncfix.loading.registry import load
from asyncfix.rewrite.analyse import analyse
from asyncfix.rewrite.fix_selection import everything, safe
from asyncfix.rewrite.render import rendered

RECIPES = [one for one in load() if one.name in ("blocking-requests", "blocking-network")]
FETCH = (
    "import requests\n\n\nasync def fetch(session: requests.Session, url):\n    return session.get(url).status_code\n"
)
RUN = "\n\nasync def run(url):\n    with requests.Session() as session:\n        return await fetch(session, url)\n"
OTHERS = {
    "a coroutine that is handed one": "async def more(session, url):\n    return await fetch(session, url)\n",
    "a session of plain code": "def now(url):\n    return asyncio.run(fetch(requests.Session(), url))\n",
    "nothing": "async def more(**given):\n    return await fetch(**given)\n",
    "a session in a try": "async def more(url):\n    with requests.Session() as s:\n        try:\n"
    "            return await fetch(s, url)\n        except requests.ConnectionError:\n            return 0\n",
    "a value": "TASKS = [fetch]\n",
    "a name in a list": "__all__ = ['fetch', 'run']\n",
    "a session that goes elsewhere": "async def more(url, keep):\n    session = requests.Session()\n"
    "    keep(session)\n    return await fetch(session, url)\n",
    "a session or something else": "async def more(url, other):\n    session = other or requests.Session()\n"
    "    return await fetch(session, url)\n",
}


def written(folder: Path, text: str, decide: object, **others: str) -> str:
    """The text with its fixes made, in a project with other files."""
    for name, code in {"shop": text, **others}.items():
        (folder / f"{name}.py").write_text(code, encoding="utf-8")
    paths = [str(folder / f"{name}.py") for name in ("shop", *others)]
    index = build(
        paths, Modules(paths), lambda wanted: {one: read_summary(Path(one).read_bytes(), one) for one in wanted}
    )
    source = Source(text.encode(), paths[0])
    report = analyse(source, RECIPES, index=index)
    chosen = safe if decide == "safe" else everything
    return rendered(source, report, [fix for one in report.findings if (fix := chosen(one)) is not None]).text


def test_the_session_stays_where_only_safe_fixes_are_made(tmp_path: Path) -> None:
    new = written(tmp_path, FETCH + RUN, "safe")
    assert "await asyncio.to_thread(session.get, url)" in new
    assert "httpx" not in new


def test_the_coroutine_and_its_caller_change_together(tmp_path: Path) -> None:
    new = written(tmp_path, FETCH + RUN, "everything")
    assert "async def fetch(session: httpx.AsyncClient, url):\n    return (await session.get(url)).status_code" in new
    assert "async with http_session() as session:" in new
    assert "requests" not in new.partition("async def fetch")[2]


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_a_coroutine_that_may_get_something_else_keeps_the_session(tmp_path: Path, other: str) -> None:
    new = written(tmp_path, f"{FETCH}{RUN}\n\n{other}", "everything")
    assert "await asyncio.to_thread(session.get, url)" in new
    assert "session: requests.Session" in new
    assert "http_session" not in new


def test_a_coroutine_that_another_file_calls_keeps_the_session(tmp_path: Path) -> None:
    other = "from shop import fetch\n\n\nasync def more(session, url):\n    return await fetch(session, url)\n"
    assert "httpx" not in written(tmp_path, FETCH + RUN, "everything", other=other)


def test_a_route_that_is_handed_its_session_keeps_it(tmp_path: Path) -> None:
    route = f"from app import route\n{FETCH.replace('async def', '@route' + chr(10) + 'async def')}{RUN}"
    assert "httpx" not in written(tmp_path, route, "everything")
