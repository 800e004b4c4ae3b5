"""Tests of a project that replace requests are named where the code that they test no longer calls it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.command import asyncfix

CODE = "import requests\n\n\nasync def load(url):\n    return requests.get(url).json()\n"


@pytest.mark.parametrize(
    ("test", "told"),
    [
        ("import rates\n\n@patch('app.rates.requests.get')\ndef test(get): ...\n", "replaces requests.get"),
        ("import responses\nfrom app.rates import load\n", "replaces servers by responses"),
        ("from app import rates\n\ndef test(requests_mock): ...\n", "replaces servers by requests_mock"),
        ("from app import rates\nmonkeypatch.setattr(requests, 'post', None)\n", "replaces requests.post"),
        ("from app import prices\nimport responses\n", ""),
        ("from app import rates\n", ""),
    ],
)
def test_a_test_that_replaces_requests_is_named(tmp_path: Path, test: str, told: str) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "rates.py").write_text(CODE)
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_rates.py").write_text(test)
    done = asyncfix("run", "--check", "--unsafe", ".", cwd=tmp_path)
    warnings = [line for line in done.out.splitlines() if line.startswith("warning")]
    assert bool(warnings) == bool(told)
    assert all(told in line and "`load`" in line for line in warnings)
