"""Tests of a project that replace what rewritten code called are named, and imports that others use stay."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.command import asyncfix

CODE = "import requests\n\n\nasync def load(url):\n    return requests.get(url).json()\n"


@pytest.mark.parametrize(
    ("test", "told"),
    [
        ("import rates\n\n@patch('app.rates.requests.get')\ndef test(get): ...\n", "replaces `app.rates.requests.get`"),
        ("import responses\nfrom app.rates import load\n", "replaces servers by responses"),
        ("from app import rates\n\ndef test(requests_mock): ...\n", "replaces servers by requests_mock"),
        ("from app import rates\nmonkeypatch.setattr(requests, 'get', None)\n", "replaces `requests.get`"),
        ("from app import rates\nmonkeypatch.setattr(requests, 'post', None)\n", ""),
        ("from app import prices\nimport responses\n", ""),
        ("from app import rates\n", ""),
    ],
)
def test_a_test_that_replaces_requests_is_named_where_the_code_no_longer_calls_it(
    tmp_path: Path, test: str, told: str
) -> None:
    put(tmp_path, {"app/rates.py": CODE, "tests/test_rates.py": test})
    done = asyncfix("run", "--check", "--unsafe", "--select", "blocking-requests", ".", cwd=tmp_path)
    warnings = [line for line in done.out.splitlines() if line.startswith("warning")]
    assert bool(warnings) == bool(told)
    assert all(told in line and "`load`" in line for line in warnings)


SLEEPS = "import time\nfrom time import sleep\nasync def nap():\n    time.sleep(1)\nasync def doze():\n    sleep(1)\n"


@pytest.mark.parametrize(
    ("test", "found"),
    [
        ("from unittest import mock\n@mock.patch('app.clock.time.sleep')\ndef test(): ...\n", {"nap", "doze"}),
        ("from unittest import mock\n@mock.patch('time.sleep')\ndef test(): ...\n", {"nap", "doze"}),
        ("from unittest import mock\n@mock.patch('app.clock.sleep')\ndef test(): ...\n", {"nap", "doze"}),
        ("from unittest import mock\n@mock.patch('app.clock.time')\ndef test(): ...\n", {"nap", "doze"}),
        ("import time\ndef test(monkeypatch):\n    monkeypatch.setattr(time, 'sleep', print)\n", {"nap", "doze"}),
        ("from app import clock\ndef test(mocker):\n    mocker.patch.object(clock, 'sleep')\n", {"nap", "doze"}),
        ("import time as t\ndef test():\n    t.sleep = print\n", {"nap", "doze"}),
        ("from unittest.mock import patch\nwith patch.multiple('time', sleep=print): ...\n", {"nap", "doze"}),
        ("TARGET = 'app.clock.time.sleep'\nfrom unittest.mock import patch\n", {"nap", "doze"}),
        ("from unittest import mock\n@mock.patch('app.clock.time.time')\ndef test(): ...\n", set()),
        ("from unittest import mock\n@mock.patch('app.other.sleep')\ndef test(): ...\n", set()),
        ("import asyncio\ndef test(monkeypatch):\n    monkeypatch.setattr(asyncio, 'sleep', print)\n", set()),
        ("def test_sleep(): assert 'time.sleep'\n", set()),
    ],
)
def test_a_fix_that_would_leave_a_replaced_function_is_for_review(tmp_path: Path, test: str, found: set[str]) -> None:
    put(tmp_path, {"app/clock.py": SLEEPS, "tests/test_clock.py": test})
    done = asyncfix("run", "--format", "json", ".", cwd=tmp_path)
    findings = [one for file in json.loads(done.out)["files"] for one in file["findings"]]
    assert len(findings) == 2
    assert {one["function"] for one in findings if one["state"] == "review"} == found


def put(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


@pytest.mark.parametrize(
    "other",
    [
        "from app.clock import time\n",
        "from app.clock import (\n    nap,  # naps\n    time as clock_time,\n)\n",
        "from app import clock\nprint(clock.time.monotonic())\n",
        "import app.clock\nprint(app.clock.time.monotonic())\n",
        "import app.clock as c\nprint(c.time.monotonic())\n",
        "from app import clock\nprint(getattr(clock, 'time'))\n",
        "from app.clock import *\nprint(time.monotonic())\n",
        "from unittest.mock import patch\npatch('app.clock.time.monotonic')\n",
    ],
)
def test_an_import_that_another_file_uses_by_way_of_the_module_stays(tmp_path: Path, other: str) -> None:
    code = "import time\nasync def nap():\n    time.sleep(1)\n"
    put(tmp_path, {"app/__init__.py": "", "app/clock.py": code, "jobs/other.py": other})
    asyncfix("run", "--write", "app", cwd=tmp_path)
    assert (tmp_path / "app/clock.py").read_text().startswith("import asyncio\nimport time\n")


@pytest.mark.parametrize(
    "other",
    [
        "import time\nprint(time.time())\n",
        "from app import clock\nprint(clock.nap)\n",
        "from other.clock import time\n",
        "from app.clock import *\nprint(nap)\n",
        "from app.clock import nap\ntime = 1\n",
    ],
)
def test_an_import_that_nobody_else_uses_goes(tmp_path: Path, other: str) -> None:
    code = "import time\nasync def nap():\n    time.sleep(1)\n"
    put(tmp_path, {"app/__init__.py": "", "app/clock.py": code, "jobs/other.py": other})
    asyncfix("run", "--write", ".", cwd=tmp_path)
    assert (tmp_path / "app/clock.py").read_text().startswith("import asyncio\nasync def")
