"""Work for another process: it is done there, and only what can go there goes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from asyncfix.fixes import Form
from asyncfix.imports.importer import ImportRefusal
from asyncfix.offload.backends.process import PROCESS
from asyncfix.offload.extract.extraction import Extraction
from tests.support.planning import Planner

WORK = """\
import os
import sys

LIMIT = 3


async def work(n: int, items: list[int]):
    total = n + LIMIT
    for item in items:
        total += item
    where = os.getpid()
    return total, where
"""
MAIN = """

if __name__ == "__main__":
    import asyncio
    total, where = asyncio.run(work(1, [2, 3]))
    print(total, where != os.getpid())
"""


def test_the_work_is_done_in_another_process(tmp_path: Path) -> None:
    planner = Planner(WORK)
    result = planner.extract(planner.statements("total = n", 3), PROCESS)
    assert isinstance(result, Extraction), result
    assert result.form is Form.PROCESS
    assert result.hazards
    file = tmp_path / "work.py"
    file.write_text(planner.applied([result]) + MAIN)
    done = subprocess.run([sys.executable, str(file)], capture_output=True, text=True, env=os.environ, check=True)
    assert done.stdout.split() == ["9", "True"]


def test_two_extractions_share_one_pool() -> None:
    planner = Planner(
        "async def f(n: int):\n    a = g(n)\n    await h(a)\n    b = g(n + 1)\n    await h(b)\n\n\ndef g(n): pass\n"
    )
    first = planner.extract(planner.statements("a ="), PROCESS)
    assert isinstance(first, Extraction)
    second = planner.extract(planner.statements("b ="), PROCESS, taken={first.helper})
    assert isinstance(second, Extraction)
    new = planner.applied([first, second])
    compile(new, "new", "exec")
    assert new.count("def _process_pool") == 1
    again = Planner(new.replace("await h(b)", "await h(b)\n    c = g(n)\n    await h(c)"))
    third = again.extract(again.statements("c ="), PROCESS)
    assert isinstance(third, Extraction)
    assert again.applied([third]).count("def _process_pool") == 1


@pytest.mark.parametrize(
    ("text", "start", "reason"),
    [
        ("async def f(p):\n    g(p)\n", "g(p)", "nothing says that `p`"),
        ("async def f(p: list[int]):\n    p.append(1)\n", "p.app", "may be changed"),
        ("D = {}\nasync def f(p: int):\n    g(D, p)\n", "g(D", "variable of the module"),
        ("async def f(p: int):\n    global N\n    N = p\n", "N = p", "binds `N`"),
        ("class A:\n    async def f(self, p: int):\n        self.g(p)\n", "self.g", "object of a method"),
        ("def o():\n    async def f(p: int):\n        k(p)\n    def k(p): pass\n    return f\n", "k(p)", "`k`"),
    ],
)
def test_what_can_not_go_to_another_process_says_why(text: str, start: str, reason: str) -> None:
    planner = Planner(text)
    found = planner.extract(planner.statements(start), PROCESS)
    assert isinstance(found, ImportRefusal), found
    assert reason in found.reason
