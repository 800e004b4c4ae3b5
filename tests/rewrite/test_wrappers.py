"""A plain function that only sends requests and that coroutines alone call can become one, with its callers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from asyncfix.callgraph.project_index import build
from asyncfix.files.source import Source
from asyncfix.fixes import FileReport, Fix, Safety
from asyncfix.inference.import_resolution import Modules
from asyncfix.inference.summarise import read_summary
from asyncfix.loading.registry import load
from asyncfix.rewrite.analyse import analyse
from asyncfix.rewrite.render import rendered
from tests.support.http_programs import LOOPBACK, outcome

RECIPES = [recipe for recipe in load() if recipe.name in ("blocking-requests", "blocking-network")]
HELPER = """import requests


def rate(url, key):
    response = requests.get(url, headers={"X-Key": key})
    response.raise_for_status()
    return response.json()
"""
CALLERS = """

async def run(url):
    first = rate(url, "a")["headers"]
    return [first, rate(url, "b")]
"""


@pytest.fixture(scope="module")
def server() -> Iterator[Any]:
    with LOOPBACK.Server() as one:
        yield one


def report(folder: Path, text: str, **others: str) -> FileReport:
    """What is found in a file of a project with others beside it."""
    for name, code in {"rates": text, **others}.items():
        (folder / f"{name}.py").write_text(code, encoding="utf-8")
    paths = [str(folder / f"{name}.py") for name in ("rates", *others)]
    index = build(
        paths, Modules(paths), lambda wanted: {one: read_summary(Path(one).read_bytes(), one) for one in wanted}
    )
    return analyse(Source(text.encode(), paths[0]), RECIPES, index=index)


def coroutines(found: FileReport) -> list[Fix]:
    """The fixes that make a function a coroutine."""
    fixes = (fix for finding in found.findings for fix in finding.fixes)
    return [fix for fix in fixes if fix.title.startswith("make `rate` a coroutine")]


def test_the_thread_comes_first_and_the_coroutine_is_for_review(tmp_path: Path) -> None:
    found = report(tmp_path, HELPER + CALLERS)
    assert [finding.call for finding in found.findings] == ["rate", "rate"]
    for finding in found.findings:
        assert [fix.safety for fix in finding.fixes] == [Safety.SAFE, Safety.REVIEW]
        assert finding.fixes[1].hazards


def test_the_coroutine_gives_what_the_function_gave(tmp_path: Path, server: Any) -> None:
    text = HELPER + CALLERS
    found = report(tmp_path, text)
    new = rendered(Source(text.encode(), str(tmp_path / "rates.py")), found, coroutines(found)[:1]).text
    assert "async def rate(url, key):" in new
    assert 'first = (await rate(url, "a"))["headers"]' in new
    assert 'return [first, await rate(url, "b")]' in new
    for path in ("/echo", "/status/404"):
        assert outcome(text, server, path) == outcome(new, server, path)


@pytest.mark.parametrize(
    "more",
    [
        "\n\ndef now(url):\n    return rate(url, 'c')\n",
        "\n\nALL = [rate]\n",
        "\n\nimport asyncio\n\n\nasync def hop(url):\n    return await asyncio.to_thread(rate, url, 'c')\n",
        "\n\nasync def each(urls):\n    return sum(rate(url, 'c') for url in urls)\n",
    ],
    ids=["a plain function calls it", "it is a value", "a thread runs it", "no await can stand"],
)
def test_a_function_that_is_used_in_another_way_stays(tmp_path: Path, more: str) -> None:
    assert not coroutines(report(tmp_path, HELPER + CALLERS + more))


def test_a_function_that_another_file_calls_stays(tmp_path: Path) -> None:
    other = "from rates import rate\n\n\ndef now(url):\n    return rate(url, 'c')\n"
    assert not coroutines(report(tmp_path, HELPER + CALLERS, other=other))


def test_a_function_that_stops_the_loop_in_other_ways_stays(tmp_path: Path) -> None:
    sleeping = HELPER.replace("import requests\n", "import time\n\nimport requests\n").replace(
        "    return", "    time.sleep(1)\n    return"
    )
    assert not coroutines(report(tmp_path, sleeping + CALLERS))


def test_a_generator_and_a_decorated_function_stay(tmp_path: Path) -> None:
    cached = HELPER.replace("def rate", "@functools.cache\ndef rate").replace(
        "import requests", "import functools\n\nimport requests"
    )
    assert not coroutines(report(tmp_path, cached + CALLERS))
    assert not coroutines(report(tmp_path, HELPER.replace("return response", "yield response") + CALLERS))
