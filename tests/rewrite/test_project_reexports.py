"""What a module of the project only passes on from a library is that library's, and what it changes is its own."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from asyncfix.callgraph.project_index import build
from asyncfix.files.source import Source
from asyncfix.inference.import_resolution import Modules
from asyncfix.inference.summarise import read_summary
from asyncfix.loading.registry import load
from asyncfix.rewrite.analyse import analyse
from asyncfix.rewrite.fix_selection import everything
from asyncfix.rewrite.render import rendered
from tests.support.http_programs import LOOPBACK, outcome

RECIPES = [one for one in load() if one.name in ("blocking-requests", "blocking-network", "blocking-sleep")]
VIEW = """{imports}


async def run(url):
    try:
        return {get}(url, timeout=5).status_code
    except {problem}:
        return "no answer"
"""
PLAIN = '"""HTTP."""\nimport requests\nfrom requests import RequestException, get as fetch\n\n__all__ = ["requests"]\n'
CHANGED = {
    "on a condition": "try:\n    import requests\nexcept ImportError:\n    requests = None\n",
    "or something else": "import requests\nimport httpx as requests\n",
    "bound again": "import requests\nrequests = requests.Session()\n",
    "changed": "import requests\nrequests.get = print\n",
    "changed deep inside": "import requests\n\n\ndef patch():\n    requests.adapters.DEFAULT_RETRIES = 3\n",
    "handed on": "import requests\nfrom tracing import traced\n\nTRACED = traced(requests)\n",
    "beside a call": "import requests\nimport requests_cache\n\nrequests_cache.install_cache('cache')\n",
    "beside a star": "import requests\nfrom tracing import *\n",
    "bound by a function": "import requests\n\n\ndef use(other):\n    global requests\n    requests = other\n",
}


@pytest.fixture(scope="module")
def server() -> Iterator[Any]:
    with LOOPBACK.Server() as one:
        yield one


def written(folder: Path, view: str, **others: str) -> str:
    """The view with all its fixes made, in a package with other modules."""
    package = folder / "shop"
    package.mkdir(exist_ok=True)
    for name, code in {"__init__": "", "view": view, **others}.items():
        (package / f"{name}.py").write_text(code, encoding="utf-8")
    paths = [str(package / f"{name}.py") for name in ("view", "__init__", *others)]
    index = build(
        paths, Modules(paths), lambda wanted: {one: read_summary(Path(one).read_bytes(), one) for one in wanted}
    )
    source = Source(view.encode(), paths[0])
    report = analyse(source, RECIPES, index=index)
    fixes = [fix for finding in report.findings if (fix := everything(finding)) is not None]
    return rendered(source, report, fixes).text


@pytest.mark.parametrize(
    ("imports", "get", "problem"),
    [
        ("from shop.http import requests", "requests.get", "requests.RequestException"),
        ("from shop.http import requests as r", "r.get", "r.exceptions.RequestException"),
        ("from shop.http import fetch, RequestException", "fetch", "RequestException"),
        ("from shop.http import fetch as go, RequestException as Problem", "go", "Problem"),
        ("from shop import http", "http.requests.get", "http.requests.RequestException"),
        ("import shop.http", "shop.http.requests.get", "shop.http.RequestException"),
        ("from shop.further import requests", "requests.get", "requests.RequestException"),
    ],
)
def test_what_a_module_passes_on_is_the_library_s(
    tmp_path: Path, server: Any, monkeypatch: pytest.MonkeyPatch, imports: str, get: str, problem: str
) -> None:
    view = VIEW.format(imports=imports, get=get, problem=problem)
    new = written(tmp_path, view, http=PLAIN, further="from .http import requests\n")
    assert 'await http_request("GET", url, timeout=5)' in new
    assert "shop" not in new
    monkeypatch.syspath_prepend(str(tmp_path))
    for path in ("/echo", "/status/404", "http://127.0.0.1:1/"):
        assert outcome(view, server, path) == outcome(new, server, path)
    for name in [name for name in sys.modules if name.partition(".")[0] == "shop"]:
        del sys.modules[name]


@pytest.mark.parametrize("http", CHANGED.values(), ids=CHANGED)
def test_what_a_module_may_change_is_its_own(tmp_path: Path, http: str) -> None:
    view = VIEW.format(imports="from .http import requests", get="requests.get", problem="ValueError")
    new = written(tmp_path, view, http=http)
    assert "httpx" not in new
    assert "from .http import requests" in new


def test_a_function_of_another_library_is_passed_on_as_well(tmp_path: Path) -> None:
    view = "from . import pause\n\n\nasync def run():\n    pause(1)\n"
    new = written(tmp_path, view, __init__="from time import sleep as pause\n")
    assert "await asyncio.sleep(1)" in new
    assert "pause" not in new
