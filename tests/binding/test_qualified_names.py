"""Names stand for what the imports and assignments of their file say."""

from __future__ import annotations

import pytest

from asyncfix.binding.qualified_names import UNKNOWN, Names
from tests.support.marks import all_marked, marked

SLEEP = {"time.sleep"}


def meaning(text: str) -> set[str]:
    tree, path = marked(text)
    return set(Names(tree, {"time.sleep"}).meaning(path).targets)


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("import time\n«time.sleep»(1)\n", SLEEP),
        ("import time as t\n«t.sleep»(1)\n", SLEEP),
        ("from time import sleep\n«sleep»(1)\n", SLEEP),
        ("from time import sleep as nap\n«nap»(1)\n", SLEEP),
        ("import os.path\n«os.path.join»\n", {"os.path.join"}),
        ("import os.path as p\n«p.join»\n", {"os.path.join"}),
        ("from os import path\n«path.join»\n", {"os.path.join"}),
        ("from . import time\n«time.sleep»\n", {".time.sleep"}),
        ("from .time import sleep\n«sleep»\n", {".time.sleep"}),
        ("from ..lib.time import sleep\n«sleep»\n", {"..lib.time.sleep"}),
        ("from asyncio.events import get_event_loop\n«get_event_loop»()\n", {"asyncio.get_event_loop"}),
        ("import asyncio\n«asyncio.events.get_running_loop»()\n", {"asyncio.get_running_loop"}),
        ("from asyncio import tasks\n«tasks.sleep»(1)\n", {"asyncio.sleep"}),
    ],
)
def test_an_import_gives_a_name_its_meaning(text: str, targets: set[str]) -> None:
    assert meaning(text) == targets


@pytest.mark.parametrize(
    "text",
    [
        "«time.sleep»(1)\n",
        "«print»()\n",
        "import time\ndef f(time):\n    «time.sleep»(1)\n",
        "import time\ndef f():\n    «time.sleep»(1)\n    time = 1\n",
        "import time\ndef f():\n    for time in x: pass\n    «time.sleep»(1)\n",
        "import time\nf = lambda time: «time.sleep»(1)\n",
        "import time\n[«time.sleep» for time in clocks]\n",
        "import time\nclass A:\n    def time(self): pass\n    «time.sleep»\n",
        "import time\ndef f():\n    class time: pass\n    «time.sleep»\n",
        "import time\ndef f(x):\n    match x:\n        case {'t': time}:\n            «time.sleep»(1)\n",
        "import time\ndef f():\n    try: pass\n    except OSError as time: «time.sleep»(1)\n",
        "import time\ndef f():\n    if (time := 1): «time.sleep»(1)\n",
        "import time\n«time().sleep»\n",
        "import time\n«time[0].sleep»\n",
    ],
)
def test_a_name_that_is_something_else_means_nothing_known(text: str) -> None:
    assert meaning(text) == {UNKNOWN}


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("from time import sleep\nif fast:\n    sleep = lambda x: None\n«sleep»(1)\n", {"time.sleep", UNKNOWN}),
        ("try:\n    import asyncio\nexcept ImportError:\n    import trollius as asyncio\n«asyncio.sleep»\n",
         {"asyncio.sleep", "trollius.sleep"}),
        ("import time\ndef fake():\n    global time\n    time = Clock()\n«time.sleep»(1)\n", {"time.sleep", UNKNOWN}),
        ("def f():\n    import time\n    def g():\n        nonlocal time\n        time = 1\n    «time.sleep»(1)\n",
         {"time.sleep", UNKNOWN}),
        ("import time\n«time.sleep»(1)\ndel time\n", {"time.sleep", UNKNOWN}),
        ("import time\nfor time in (): pass\n«time.sleep»(1)\n", {"time.sleep", UNKNOWN}),
        ("import time\ntime += 1\n«time.sleep»(1)\n", {"time.sleep", UNKNOWN}),
        ("import time\nwith x as (time, y): pass\n«time.sleep»(1)\n", {"time.sleep", UNKNOWN}),
        ("import time\n[time := x for x in y]\n«time.sleep»(1)\n", {"time.sleep", UNKNOWN}),
        ("from time import sleep\nfrom eventlet import sleep\n«sleep»(1)\n", {"time.sleep", "eventlet.sleep"}),
    ],
)  # fmt: skip
def test_a_name_that_is_bound_twice_may_mean_either(text: str, targets: set[str]) -> None:
    assert meaning(text) == targets


@pytest.mark.parametrize(
    "text",
    [
        "import time\nnap = time.sleep\n«nap»(1)\n",
        "import time\nclock = time\nnap = clock.sleep\n«nap»(1)\n",
        "import time\nnap: object = time.sleep\n«nap»(1)\n",
        "import time\n(nap := time.sleep)\n«nap»(1)\n",
        "import time\na = b = time.sleep\n«a»(1)\n",
        "try:\n    import time\nexcept ImportError:\n    time = None\n«time.sleep»(1)\n",
        "def f():\n    global time\n    import time\ndef g():\n    «time.sleep»(1)\n",
        "def f():\n    global sleep\n    from time import sleep\n«sleep»(1)\n",
    ],
)
def test_an_assignment_is_followed(text: str) -> None:
    assert meaning(text) == SLEEP


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("from time import *\n«sleep»(1)\n", SLEEP),
        ("from os import *\n«sleep»(1)\n", {UNKNOWN}),
        ("from time import *\nfrom os import *\n«sleep»(1)\n", {"time.sleep", UNKNOWN}),
        ("from time import *\ndef f():\n    «sleep»(1)\n", SLEEP),
        ("from time import *\ndef f(sleep):\n    «sleep»(1)\n", {UNKNOWN}),
        ("from time import *\ndef sleep(x): pass\n«sleep»(1)\n", {".sleep"}),
        ("from asyncio import *\n«get_running_loop»()\n", {"asyncio.get_running_loop"}),
        ("from asyncio.events import *\n«get_running_loop»()\n", {"asyncio.get_running_loop"}),
    ],
)
def test_a_star_import_brings_what_its_module_is_known_to_have(text: str, targets: set[str]) -> None:
    assert meaning(text) == targets


def test_names_that_go_round_in_circles_mean_nothing_known() -> None:
    assert meaning("a = b\nb = a\n«a»(1)\n") == {UNKNOWN}
    assert meaning("".join(f"a{i} = a{i + 1}\n" for i in range(50)) + "«a0»(1)\n") == {UNKNOWN}


def test_each_function_has_its_own_meaning_of_a_name() -> None:
    text = (
        "from time import sleep\n"
        "def f():\n    from trio import sleep\n    return «sleep»\n"
        "def g(sleep):\n    return [«sleep» for x in y]\n"
        "def h():\n    return {x: «sleep» for x in y}\n"
    )
    tree, paths = all_marked(text)
    names = Names(tree)
    assert [names.meaning(path).certain for path in paths] == ["trio.sleep", UNKNOWN, "time.sleep"]
