"""The prefilter says no only to files in which no recipe finds anything, however they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asyncfix.files.source import Source
from asyncfix.fixes import Finding
from asyncfix.loading.registry import load
from asyncfix.recipe import Recipe
from asyncfix.rewrite.analyse import analyse
from asyncfix.run.prefilter import Prefilter

RECIPES = load()
PREFILTER = Prefilter(RECIPES)

IMPORTS = {  # each import, and what it makes of time.sleep or asyncio.get_event_loop
    "import time": "time.sleep",
    "import os, time": "time.sleep",
    "import os,time": "time.sleep",
    "import time, os": "time.sleep",
    "import os, \\\n    time": "time.sleep",
    "import os, \\\n\\\n  time": "time.sleep",
    "import \\\n time": "time.sleep",
    "from \\\n time \\\n import sleep": "sleep",
    "import\ttime": "time.sleep",
    "from\x0ctime import sleep": "sleep",
    "import" + " " * 60 + "time": "time.sleep",
    "import os; import time": "time.sleep",
    "import os;import time": "time.sleep",
    "if True: import time": "time.sleep",
    "import time as t": "t.sleep",
    "import os as o, time as t": "t.sleep",
    "import time as asyncio": "asyncio.sleep",
    "import time as \\\n asyncio": "asyncio.sleep",
    "import os, time as trio": "trio.sleep",
    "import time as my_asyncio": "my_asyncio.sleep",
    "import time as äasyncio": "äasyncio.sleep",
    "import time\nasyncio = time": "asyncio.sleep",
    "import time\nasyncio \\\n = \\\n time": "asyncio.sleep",
    "import time\nasyncio: object = time": "asyncio.sleep",
    "import time\n(asyncio := time)": "asyncio.sleep",
    "import time\nx = asyncio = time": "asyncio.sleep",
    "from time import sleep": "sleep",
    "from time import(sleep)": "sleep",
    "from time import (sleep)": "sleep",
    "from time import (\n    sleep as nap,  # short\n)": "nap",
    "from time import sleep as asyncio": "asyncio",
    "from time import *": "sleep",
    "import time\nnap = time.sleep": "nap",
    "try:\n    import time\nexcept ImportError:\n    time = None": "time.sleep",
    "import asyncio": "asyncio.get_event_loop",
    "import asyncio as time": "time.get_event_loop",
    "from asyncio import get_event_loop as loop": "loop",
    "import asyncio.events": "asyncio.events.get_event_loop",
    "from asyncio.events import get_event_loop": "get_event_loop",
    "from asyncio import events as e": "e.get_event_loop",
}
OTHERS = [
    "import asyncio",
    "import trio",
    "import os",
    "time = None",
    "def sleep(x): ...",
    '"""about time.sleep"""',
    "# asyncio.sleep, time.sleep",
]
CALLS = ["asyncio.sleep", "trio.sleep", "anyio.sleep", "self.sleep", "time.monotonic", "time.sleep"]
ENDS = ["\n", "\r\n", "\r"]


def found(raw: bytes) -> tuple[Finding, ...]:
    return analyse(Source(raw), RECIPES).findings


@pytest.mark.parametrize("end", ENDS, ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("spelling", IMPORTS)
def test_every_spelling_of_an_import_is_seen(spelling: str, end: str) -> None:
    raw = f"{spelling}\nasync def f():\n    x = {IMPORTS[spelling]}()\n".replace("\n", end).encode()
    assert found(raw)
    assert PREFILTER.may_matter(raw)


@given(
    st.lists(st.sampled_from([*IMPORTS, *OTHERS]), max_size=4),
    st.lists(st.sampled_from([*IMPORTS.values(), *CALLS]), max_size=3),
    st.sampled_from(["async def f():", "def f():", "class C:\n  async def f(self):"]),
    st.sampled_from(["{}(1)", 'f"{{{}(1)}}"', "x = lambda: {}(1)", "[{}(x) for x in y]", "g({})"]),
    st.sampled_from(ENDS),
)
def test_what_the_prefilter_passes_by_holds_no_finding(
    imports: list[str], calls: list[str], head: str, use: str, end: str
) -> None:
    body = "".join(f"    {use.format(call)}\n" for call in calls)
    raw = "\n".join([*imports, head, f"{body}    pass\n"]).replace("\n", end).encode()
    if not PREFILTER.may_matter(raw):
        assert not found(raw), raw.decode()


@given(st.text("timesleep as,;.()\\\n\r\t\f\"'#:=asyncio", max_size=60), st.sampled_from(sorted(IMPORTS)))
def test_no_surroundings_hide_an_import(around: str, spelling: str) -> None:
    raw = f"{spelling}\n{around}\nasync def f():\n    x = {IMPORTS[spelling]}()\n".encode()
    if not PREFILTER.may_matter(raw):
        assert not found(raw), raw.decode()


@pytest.mark.parametrize(
    "text",
    [
        "import time\nasync def f(): time.monotonic()\n",
        "import time\ndef f(): time.sleep(1)\n",
        "import asyncio, time\nasync def f(): await asyncio.sleep(time.time())\n",
        "import runtime\nasync def f(): runtime.sleep(1)\n",
        "import time\nasync def f(): oversleep(1)\n",
        "async def f(): time.sleep(1)\n",
        "",
    ],
)
def test_a_file_that_surely_holds_nothing_is_passed_by(text: str) -> None:
    assert not PREFILTER.may_matter(text.encode())


def test_the_words_come_from_the_recipes() -> None:
    recipe = Recipe("own", ["pkg.mod.slow"], "power< any+ trailer< '(' any* ')' > >", "pkg.fast()", only_on_loop=False)
    mine = Prefilter([recipe])
    assert mine.may_matter(b"from pkg.mod import slow\nslow()\n")
    assert mine.may_matter(b"import pkg.mod\npkg.mod.slow()\n")
    assert not mine.may_matter(b"from other import slow\nslow()\n")
    assert not mine.may_matter(b"import time\nasync def f(): time.sleep(1)\n")
    assert not Prefilter([]).may_matter(b"import time\nasync def f(): time.sleep(1)\n")
