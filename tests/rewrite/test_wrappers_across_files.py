"""Helpers that become coroutines with their callers in other files, and those that stay as they are."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from asyncfix.config.settings import load
from asyncfix.fixes import Finding, Fix
from asyncfix.run.run import RunRequest, run
from tests.support.http_programs import LOOPBACK

API = "import requests\n\n\ndef fetch(url):\n    return requests.get(url).json()\n"
CALL = "from app.api import fetch\n\n\nasync def view(url):\n    return fetch(url)\n"
CLIENT = """import requests


class Client:
    def __init__(self, base):
        self.base = base

    def fetch(self, path):
        return requests.get(self.base + path).json()

    async def both(self):
        return [self.fetch("/echo"), self.fetch("/hops/1")]
"""
USER = """from app.api import Client


class Page:
    def __init__(self, client: Client):
        self.client = client

    async def show(self, path):
        return self.client.fetch(path)
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASYNCFIX_STATE_DIR", str(tmp_path / "state"))
    (tmp_path / "pyproject.toml").write_text("")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def wide(finding: Finding) -> Fix | None:
    return next((fix for fix in finding.fixes if fix.title.startswith("make `")), None)


def changed(project: Path, files: dict[str, str | bytes], *paths: str) -> dict[str, str]:
    """The files that change where helpers become coroutines, with their new texts."""
    raw = {
        "app/__init__.py": b"",
        **{name: text.encode() if isinstance(text, str) else text for name, text in files.items()},
    }
    for name, data in raw.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_bytes(data)
    result = run(
        RunRequest(
            tuple(map(Path, paths or ["."])),
            load([Path(".")]).override(cache=False),
            wide,
            write=True,
            journal=False,
        )
    )
    assert not result.problems
    assert all(file.written for file in result.files if file.accepted)
    found = {name: (project / name).read_bytes() for name, data in raw.items()}
    return {name: new.decode("latin-1") for name, new in found.items() if new != raw[name]}


@pytest.mark.parametrize(
    ("caller", "new"),
    [
        ("from app.api import fetch\n\n\nasync def view(u):\n    return fetch(u)\n", "return await fetch(u)"),
        ("from .api import fetch as get\n\n\nasync def view(u):\n    return get(u)['x']\n", "(await get(u))['x']"),
        ("from app import api\n\n\nasync def view(u):\n    return api.fetch(u)\n", "return await api.fetch(u)"),
        ("import app.api\n\n\nasync def view(u):\n    return app.api.fetch(u)\n", "await app.api.fetch(u)"),
        ("from app.api import *\n\n\nasync def view(u):\n    return fetch(u)\n", "return await fetch(u)"),
        ("import app.pub as p\n\n\nasync def view(u):\n    return p.fetch(u)\n", "await p.fetch(u)"),
        ("from app.pub import renamed\n\n\nasync def view(u):\n    return renamed(u)\n", "await renamed(u)"),
        ("async def view(u):\n    from app.api import fetch\n\n    return fetch(u)\n", "return await fetch(u)"),
        ("from app.api import fetch\n\n\nasync def view(u):\n    return f'{fetch(u)}'", "return f'{await fetch(u)}'"),
    ],
    ids=[
        "name",
        "alias",
        "module",
        "dotted",
        "star",
        "re-export",
        "renamed re-export",
        "local import",
        "no final newline",
    ],
)
def test_callers_are_found_by_whatever_way_they_import(project: Path, caller: str, new: str) -> None:
    pub = "from app.api import fetch\nfrom app.api import fetch as renamed\n\n__all__ = ['fetch', 'renamed']\n"
    found = changed(project, {"app/api.py": API, "app/pub.py": pub, "app/views.py": caller})
    assert set(found) == {"app/api.py", "app/views.py"}
    assert "async def fetch(url):\n    return (await http_request(" in found["app/api.py"]
    assert new in found["app/views.py"]


def test_line_ends_and_encodings_stay(project: Path) -> None:
    api = ("# coding: latin-1\n# \xe9\n" + API).replace("\n", "\r\n").encode("latin-1")
    found = changed(project, {"app/api.py": api, "app/views.py": b"\xef\xbb\xbf" + CALL.encode()})
    assert found["app/api.py"].startswith("# coding: latin-1\r\n# \xe9\r\n")
    assert found["app/api.py"].count("\n") == found["app/api.py"].count("\r\n")
    assert found["app/views.py"].startswith("\xef\xbb\xbffrom app.api")


FROM = "from app.api import fetch\n\n\n"
ONE = "async def view(u):\n    return "
MENTIONS = {
    "sync caller": CALL.replace("async ", ""),
    "value": FROM + "RUN = [fetch]\n",
    "to_thread": "import asyncio\n" + FROM + ONE + "await asyncio.to_thread(fetch, u)\n",
    "dependency": "from fastapi import Depends\n" + FROM + "async def view(x=Depends(fetch)):\n    return x\n",
    "decorator": FROM + "@fetch\nasync def view():\n    pass\n",
    "default": FROM + "async def view(x=fetch('u')):\n    return x\n",
    "module level": FROM + "DATA = fetch('u')\n",
    "generator": FROM + ONE + "sum(fetch(x) for x in u)\n",
    "lambda": FROM + ONE + "(lambda: fetch(u))()\n",
    "debug f-string": FROM + ONE + "f'{fetch(u)=}'\n",
    "conditional import": f"try:\n    from fast import fetch\nexcept ImportError:\n    {FROM}{ONE}fetch(u)\n",
    "rebound": FROM + "fetch = print\n",
    "patched": "from unittest.mock import patch\n\n\n@patch('app.api.fetch')\ndef test(fake):\n    pass\n",
    "setattr": "import app.api\n\n\ndef test(monkeypatch):\n    monkeypatch.setattr(app.api, 'fetch', print)\n",
    "patch.multiple": "from mock import patch\nimport app.api\n\npatch.multiple(app.api, fetch=print)\n",
    "a name of other letters": "from app.api import fetch as fötch\n\nDATA = fötch('u')\n",
    "getattr": "import app.api as api\n\n\ndef test(u):\n    return getattr(api, 'fetch')(u)\n",
    "assigned": "import app.api\n\napp.api.fetch = print\n",
    "comment": FROM + ONE + "fetch(u)  # asyncfix: skip\n",
    "unreadable": "def broken(:\n    fetch()\n",
    "sync caller by an alias": "from app.api import fetch as again\n\n\ndef view(u):\n    return again(u)\n",
    "of a module that is looked up": "import importlib\n\nM = importlib.import_module('app.api')\nD = M.fetch('u')\n",
    "of what may be the module": "from app import api\n\n\ndef pick(api):\n    return api.fetch\n",
}


@pytest.mark.parametrize("other", MENTIONS.values(), ids=MENTIONS)
def test_any_other_mention_leaves_all_as_it_is(project: Path, other: str) -> None:
    assert not changed(project, {"app/api.py": API, "app/views.py": CALL, "app/other.py": other})


@pytest.mark.parametrize("other", [CALL, CALL.replace("async ", ""), FROM + "RUN = [fetch]\n"])
def test_files_of_the_project_that_are_not_in_the_run_count_too(project: Path, other: str) -> None:
    files: dict[str, str | bytes] = {"app/api.py": API, "app/views.py": CALL, "tools/other.py": other}
    assert not changed(project, files, "app")
    assert set(changed(project, {**files, "tools/other.py": "fetch = 1\n"}, "app")) == {"app/api.py", "app/views.py"}


@pytest.mark.parametrize(
    "other",
    [
        "def fetch(url):\n    return url\n\n\nprint(fetch('x'))\n",
        "import httpx\n\n\ndef get(client: httpx.Client):\n    return client.fetch('x'), httpx.fetch('x')\n",
        "class Cat:\n    def fetch(self, stick):\n        return stick\n\n\ndef play():\n    return Cat().fetch('x')\n",
        "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from app.api import fetch\n",
        "def f(fetch=None):\n    '''Do not fetch.'''\n    return f(fetch=fetch)  # fetch\n",
        "FETCH = {'fetched': 'to fetch'}\n",
    ],
    ids=["another function", "of a library", "a method", "only for types", "a parameter", "prose"],
)
def test_other_things_of_the_name_do_not_matter(project: Path, other: str) -> None:
    found = changed(project, {"app/api.py": API, "app/views.py": CALL, "app/other.py": other})
    assert set(found) == {"app/api.py", "app/views.py"}


def test_what_a_caller_does_around_the_call_is_told_to_the_reviewer(project: Path) -> None:
    caller = (
        "import requests\nfrom app.api import fetch\n\nSEEN = []\n\n\nasync def view(lock, url):\n    try:\n"
        "        with lock:\n            return fetch(url)\n"
        "    except (OSError, requests.Timeout):\n        return None\n"
    )
    changed(project, {"app/api.py": API, "app/views.py": caller})
    (project / "app/api.py").write_text(API)
    (project / "app/views.py").write_text(caller)
    result = run(RunRequest((Path("."),), load([Path(".")]).override(cache=False), wide))
    told = [hazard for file in result.files for fix in file.chosen for hazard in fix.hazards]
    assert "views.py:10 catches OSError, which the call may raise no longer" in told
    assert "views.py:10 catches requests.Timeout, which the call may raise no longer" in told
    assert any(hazard.startswith("views.py:10: ") and "lock" in hazard for hazard in told)


def test_the_reason_why_a_helper_stays_is_among_the_notes(project: Path) -> None:
    now = CALL.replace("async ", "").replace("view", "now")
    assert not changed(project, {"app/api.py": API, "app/views.py": CALL, "app/other.py": now})
    result = run(RunRequest((Path("."),), load([Path(".")]).override(cache=False), wide))
    reason = "in other.py:5 an await can't stand in `now`, which is no coroutine"
    assert [note for file in result.files for note in file.report.notes] == [
        f"line 5: `fetch` is not offered as a coroutine: {reason}"
    ]


def test_helpers_of_one_name_in_two_modules_are_told_apart(project: Path) -> None:
    second = CALL.replace("app.api", "app.more").replace("view", "second")
    files: dict[str, str | bytes] = {
        "app/api.py": API,
        "app/more.py": API + "\n\nONCE = fetch('u')\n",
        "app/a.py": CALL,
        "app/b.py": second,
    }
    assert set(changed(project, files)) == {"app/api.py", "app/a.py"}


@pytest.mark.parametrize(
    "api",
    [
        API.replace("return requests", "return fetch(url) if not url else requests"),
        API + "\n\ndef twice(url):\n    return fetch(url), fetch(url)\n",
        "import functools\n\n" + API.replace("def fetch", "@functools.cache\ndef fetch"),
        API.replace("return requests.get(url).json()", "yield requests.get(url).json()"),
        "import time\n\n" + API.replace("    return", "    time.sleep(1)\n    return"),
        "if True:\n" + "".join(f"    {line}\n" for line in API.splitlines()),
        API + "\n\ndef fetch(url):\n    return requests.post(url).json()\n",
    ],
    ids=["recursive", "called by a helper", "decorated", "a generator", "sleeping", "conditional", "defined twice"],
)
def test_helpers_that_do_more_stay(project: Path, api: str) -> None:
    assert not changed(project, {"app/api.py": api, "app/views.py": CALL})


def test_a_file_that_goes_by_two_names_stays(project: Path) -> None:
    (project / "app").mkdir()
    os.symlink("api.py", project / "app" / "link.py")
    other = "from app.link import fetch\n\n\ndef other(url):\n    return fetch(url)\n"
    assert not changed(project, {"app/api.py": API, "app/views.py": CALL, "app/other.py": other})


def test_methods_become_coroutines_where_every_object_is_known(project: Path) -> None:
    found = changed(project, {"app/api.py": CLIENT, "app/pages.py": USER})
    assert "    async def fetch(self, path):\n" in found["app/api.py"]
    assert 'return [await self.fetch("/echo"), await self.fetch("/hops/1")]' in found["app/api.py"]
    assert "return await self.client.fetch(path)" in found["app/pages.py"]


@pytest.mark.parametrize(
    "other",
    [
        "def now(client, path):\n    return client.fetch(path)\n",
        "from app.api import Client\n\n\nclass Fake(Client):\n    def fetch(self, path):\n        return {}\n",
        "from app.api import Client\n\n\nclass Sub(Client):\n    def now(self):\n        return self.fetch('/x')\n",
        "from typing import Protocol\n\n\nclass Fetcher(Protocol):\n    def fetch(self, path): ...\n",
        "from app.api import Client\n\nRUN = Client.fetch\n",
        "from app.api import Client\n\n\ndef test(c: Client):\n    c.fetch = print\n",
        "class Holder:\n    def test(self, client):\n        client.fetch.return_value = 1\n",
    ],
    ids=["unknown object", "override", "sync caller below", "protocol", "value", "assigned", "mock"],
)
def test_methods_that_may_be_used_in_another_way_stay(project: Path, other: str) -> None:
    assert not changed(project, {"app/api.py": CLIENT, "app/pages.py": USER, "app/other.py": other})


@pytest.mark.parametrize(
    "api",
    [
        CLIENT.replace(
            "class Client:", "class Base:\n    def fetch(self, path):\n        return {}\n\n\nclass Client(Base):"
        ),
        CLIENT.replace("class Client:", "from sdk import Base\n\n\nclass Client(Base):"),
        CLIENT.replace("    def fetch", "    @property\n    def fetch"),
        CLIENT.replace("    def fetch", "    @staticmethod\n    def fetch"),
        CLIENT.replace("class Client:", "def registered(x):\n    return x\n\n\n@registered\nclass Client:"),
        CLIENT.replace("fetch", "__call__"),
        CLIENT + "\n    load = fetch\n",
    ],
    ids=["it overrides", "a base outside", "a property", "static", "decorated class", "special", "another name"],
)
def test_methods_that_others_may_call_stay(project: Path, api: str) -> None:
    assert not changed(project, {"app/api.py": api, "app/pages.py": USER})


PROGRAM = """
import asyncio, json, sys
from app.api import Client
from app.pages import Page
from app.views import view

URL = sys.argv[1]

async def main():
    client = Client(URL)
    page = await Page(client).show("/echo")
    return [len(await client.both()), page["method"], (await view(f"{URL}/echo"))["target"]]

print(json.dumps(asyncio.run(main())))
"""


def test_the_new_program_gives_what_the_old_one_gave(project: Path) -> None:
    files: dict[str, str | bytes] = {
        "app/api.py": CLIENT + "\n\n" + API.partition("\n\n\n")[2],
        "app/pages.py": USER,
        "app/views.py": CALL,
    }

    def answer(url: str) -> str:
        command = [sys.executable, "-c", PROGRAM, url]
        return subprocess.run(command, cwd=project, capture_output=True, text=True, check=True).stdout

    with LOOPBACK.Server() as server:
        for name, text in files.items():
            (project / name).parent.mkdir(exist_ok=True)
            (project / name).write_text(str(text))
        before = answer(server.url)
        assert len(changed(project, files)) == 3
        assert answer(server.url) == before
