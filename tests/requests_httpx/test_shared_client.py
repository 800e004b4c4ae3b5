"""Shared connections that the application of another file closes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from asyncfix.config.settings import load
from asyncfix.report.model import RunResult
from asyncfix.report.plain import report
from asyncfix.rewrite.fix_selection import everything
from asyncfix.run.run import RunRequest, run
from tests.support.http_programs import LOOPBACK

MAIN = """from fastapi import FastAPI

from app.routers import news, rates

app = FastAPI(title="x")
app.include_router(news.router)
app.include_router(rates.router)
"""
ROUTER = """import requests
from fastapi import APIRouter

router = APIRouter()


@router.get("/{name}")
async def ask(url: str):
    return requests.get(url).json()
"""
NEWS, RATES = ROUTER.replace("{name}", "news"), ROUTER.replace("{name}", "rates")
FILES = {
    "app/__init__.py": "",
    "app/routers/__init__.py": "",
    "app/main.py": MAIN,
    "app/routers/news.py": NEWS,
    "app/routers/rates.py": RATES,
}
PROGRAM = """
import asyncio, json, sys
import httpx
from app.main import app
from app.routers import news, rates

MODULES = news, rates

async def main():
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://app") as client:
            found = []
            for name in ("/news", "/rates") * 2:
                await client.get(name, params={"url": sys.argv[1] + "/cookie"})
                asked = (await client.get(name, params={"url": sys.argv[1] + "/echo"})).json()
                found.append([one for one in asked["headers"] if one[0] == "cookie"])
        pools = [pool for module in MODULES for pool in module.HTTP_POOLS.values()]
        used = [bool(pool._pool.connections) for pool in pools]
    left = [len(module.HTTP_POOLS) for module in MODULES]
    return found, used, left, [bool(pool._pool.connections) for pool in pools]

print(json.dumps([asyncio.run(main()) for _ in range(2)]))
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASYNCFIX_STATE_DIR", str(tmp_path / "state"))
    (tmp_path / "pyproject.toml").write_text("")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def fixed(project: Path, files: dict[str, str], paths: tuple[str, ...] = (".",)) -> RunResult:
    """The run that makes all fixes in a project of these files."""
    for name, text in files.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text)
    settings = load([Path(".")]).override(cache=False, http_client="shared")
    result = run(RunRequest(tuple(map(Path, paths)), settings, everything, write=True, journal=False))
    assert not result.problems
    return result


def titles(result: RunResult) -> set[str]:
    return {outcome.fix.title for file in result.files for outcome in file.outcomes if outcome.fix}


def test_a_lifespan_is_made_that_closes_the_connections_of_all_modules(project: Path) -> None:
    result = fixed(project, FILES)
    assert titles(result) == {"send the request through httpx.AsyncClient"}
    text = (project / "app/main.py").read_text()
    assert text == (
        "from collections.abc import AsyncIterator\n"
        "from contextlib import asynccontextmanager\n"
        "from typing import Any\n\n"
        "from fastapi import FastAPI\n\n"
        "from app.routers import news, rates\n"
        "from app.routers.news import close_http_pool as close_news_pool\n"
        "from app.routers.rates import close_http_pool as close_rates_pool\n\n\n"
        "@asynccontextmanager\n"
        "async def http_lifespan(app: Any) -> AsyncIterator[None]:\n"
        '    """Close the shared connections when the application ends."""\n'
        "    yield\n"
        "    await close_news_pool()\n"
        "    await close_rates_pool()\n\n\n"
        'app = FastAPI(title="x", lifespan=http_lifespan)\n'
        "app.include_router(news.router)\n"
        "app.include_router(rates.router)\n"
    )
    with LOOPBACK.Server() as server:
        command = [sys.executable, "-c", PROGRAM, server.url]
        done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [[[[]] * 4, [True, True], [0, 0], [False, False]]] * 2


def test_a_report_shows_once_what_several_fixes_of_a_file_do_in_another(project: Path) -> None:
    twice = NEWS + "\n\n@router.get('/more')\nasync def more(url: str):\n    return requests.post(url).json()\n"
    told = "\n".join(report(fixed(project, {**FILES, "app/routers/news.py": twice})))
    assert told.count("+    await close_news_pool()") == 1
    assert told.count("and in app/main.py: the same as above") == 1


def test_a_request_that_is_added_later_finds_its_module_closed_already(project: Path) -> None:
    fixed(project, FILES)
    before = (project / "app/main.py").read_text()
    news = (project / "app/routers/news.py").read_text()
    more = news + "\n\n@router.get('/more')\nasync def more(url: str):\n    return requests.post(url).json()\n"
    result = fixed(project, {"app/routers/news.py": "import requests\n" + more})
    assert titles(result) == {"send the request through httpx.AsyncClient"}
    assert (project / "app/main.py").read_text() == before


def test_a_lifespan_that_exists_is_extended_by_relative_imports_too(project: Path) -> None:
    main = (
        "import contextlib\n\nfrom fastapi import FastAPI\n\nfrom .routers.news import router\n"
        "from .routers import rates\n\n\n@contextlib.asynccontextmanager\nasync def lifespan(app):\n"
        '    app.state.ready = True\n    yield {"a": 1}\n    app.state.ready = False\n\n\n'
        "app = FastAPI(lifespan=lifespan)\napp.include_router(router)\napp.include_router(rates.router)\n"
    )
    fixed(project, {**FILES, "app/main.py": main})
    text = (project / "app/main.py").read_text()
    assert "from .routers.news import close_http_pool as close_news_pool, router\n" in text
    assert "from .routers.rates import close_http_pool as close_rates_pool\n" in text
    assert (
        '    yield {"a": 1}\n    await close_news_pool()\n    await close_rates_pool()\n    app.state.ready = False\n'
        in text
    )


def test_requests_of_the_application_s_own_file_join_the_same_lifespan(project: Path) -> None:
    main = MAIN.replace("from fastapi", "import requests\nfrom fastapi") + (
        '\n\n@app.get("/own")\nasync def own(url: str):\n    return requests.get(url).json()\n'
    )
    fixed(project, {**FILES, "app/main.py": main})
    text = (project / "app/main.py").read_text()
    assert text.count("async def http_lifespan") == text.count("lifespan=http_lifespan") == 1
    assert (
        "    yield\n    await close_http_pool()\n    await close_news_pool()\n    await close_rates_pool()\n\n\n"
        in text
    )


def test_each_module_is_closed_by_the_application_that_leads_to_it(project: Path) -> None:
    other = MAIN.replace("import news, rates", "import news").replace("app.include_router(rates.router)\n", "")
    main = MAIN.replace("import news, rates", "import rates").replace("app.include_router(news.router)\n", "")
    fixed(project, {**FILES, "app/main.py": main, "app/second.py": other})
    assert "close_news_pool" not in (project / "app/main.py").read_text()
    assert "    await close_rates_pool()\n" in (project / "app/main.py").read_text()
    assert "    await close_news_pool()\n" in (project / "app/second.py").read_text()


@pytest.mark.parametrize(
    ("files", "remark"),
    [
        ({"app/main.py": ""}, "where the program ends"),
        ({"app/second.py": MAIN}, "where the program ends: several applications lead here"),
        (
            {"app/main.py": MAIN + "\n\n@app.on_event('startup')\nasync def begin():\n    pass\n"},
            "where the application ends",
        ),
        (
            {"app/routers/more.py": "def add(app):\n    app.add_event_handler('startup', print)\n"},
            "where the application ends",
        ),
        ({"app/main.py": MAIN.replace('title="x"', "lifespan=make()")}, "where the application ends"),
        (
            {"app/routers/news.py": "import app.main\n" + NEWS, "app/routers/rates.py": "import app.main\n" + RATES},
            "where the program ends",
        ),
    ],
    ids=[
        "no application",
        "several",
        "events",
        "events elsewhere",
        "a lifespan that is made",
        "they import each other",
    ],
)
def test_what_can_not_be_told_is_left_to_a_person(project: Path, files: dict[str, str], remark: str) -> None:
    before = {**FILES, **files}
    result = fixed(project, before)
    assert titles(result) == {f"send the request through httpx.AsyncClient; await `close_http_pool` {remark}"}
    assert (project / "app/main.py").read_text() == before["app/main.py"]


def test_applications_of_tests_are_none_of_the_program_s(project: Path) -> None:
    fixed(project, {**FILES, "tests/test_app.py": MAIN})
    assert "close_rates_pool" in (project / "app/main.py").read_text()
    assert (project / "tests/test_app.py").read_text() == MAIN


def test_modules_of_one_name_are_told_apart(project: Path) -> None:
    clients = "from app.a import client as news\nfrom app.b import client as rates"
    main = MAIN.replace("from app.routers import news, rates", clients)
    files = {"app/a/__init__.py": "", "app/b/__init__.py": "", "app/a/client.py": NEWS, "app/b/client.py": RATES}
    fixed(project, {"app/__init__.py": "", "app/main.py": main, **files})
    text = (project / "app/main.py").read_text()
    assert "    await close_a_client_pool()\n    await close_b_client_pool()\n" in text


def test_an_application_outside_of_the_run_is_not_touched(project: Path) -> None:
    result = fixed(project, FILES, ("app/routers",))
    assert (project / "app/main.py").read_text() == MAIN
    assert titles(result) == {
        "send the request through httpx.AsyncClient; await `close_http_pool` where the program ends"
    }


def test_a_helper_that_becomes_a_coroutine_has_its_connections_closed_as_well(project: Path) -> None:
    api = "import requests\n\n\ndef fetch(url):\n    return requests.get(url).json()\n"
    main = (
        "from fastapi import FastAPI\n\nfrom app.api import fetch\n\napp = FastAPI()\n\n\n"
        '@app.get("/")\nasync def root(url: str):\n    return fetch(url)\n'
    )
    for name, text in {"app/__init__.py": "", "app/api.py": api, "app/main.py": main}.items():
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_text(text)
    settings = load([Path(".")]).override(cache=False, http_client="shared")
    run(RunRequest((Path("."),), settings, lambda finding: finding.fixes[-1], write=True, journal=False))
    text = (project / "app/main.py").read_text()
    assert "from app.api import close_http_pool as close_api_pool, fetch\n" in text
    assert "    yield\n    await close_api_pool()\n\n\napp = FastAPI(lifespan=http_lifespan)\n" in text
    assert "    return await fetch(url)\n" in text


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_line_ends_encoding_and_a_missing_last_newline_stay(project: Path, ending: str) -> None:
    main = (
        "# coding: latin-1\n# caf\xe9\nfrom fastapi import FastAPI\nfrom .routers import news, rates\napp = FastAPI()"
    )
    fixed(project, FILES)
    for name, text in {**FILES, "app/main.py": main}.items():
        (project / name).write_bytes(text.replace("\n", ending).encode("latin-1"))
    settings = load([Path(".")]).override(cache=False, http_client="shared")
    run(RunRequest((Path("."),), settings, everything, write=True, journal=False))
    raw = (project / "app/main.py").read_bytes()
    assert raw.startswith(f"# coding: latin-1{ending}# caf\xe9{ending}".encode("latin-1"))
    assert raw.count(b"\n") == raw.count(ending.encode())
    assert raw.endswith(b"app = FastAPI(lifespan=http_lifespan)")
    compile(raw, "main.py", "exec")
