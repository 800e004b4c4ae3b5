"""Imports follow the fixes: added at the right place, removed with their last use, shared by several fixes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from asyncfix.callgraph.name_users import NameUsers
from asyncfix.files.source import Source
from asyncfix.fixes import FileReport, Fix
from asyncfix.loading.registry import choose, load
from asyncfix.rewrite.analyse import analyse
from asyncfix.rewrite.fix_selection import everything
from asyncfix.rewrite.mocked_tests import settled
from asyncfix.rewrite.render import rendered

RECIPES = choose(load(), ("blocking-sleep",), ())
SLEEPER = "\n\nasync def nap():\n    time.sleep(1)\n"
SLEPT = "\n\nasync def nap():\n    await asyncio.sleep(1)\n"


def fixed(file: Path, wanted: Callable[[Fix], bool] = lambda fix: True) -> str:
    """The text of a file with the fixes that are wanted made, as a run makes them."""
    source = Source(file.read_bytes(), str(file))
    users = NameUsers(lambda: map(str, file.parent.parent.rglob("*.py")))
    report = settled(analyse(source, RECIPES), users)
    return rendered(source, report, [fix for fix in fixes_of(report) if wanted(fix)]).text


def fixes_of(report: FileReport) -> list[Fix]:
    assert not report.unreadable
    return [fix for finding in report.findings if (fix := everything(finding)) is not None]


def written(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())
    return file


def test_a_name_that_the_package_takes_from_the_module_stays(tmp_path: Path) -> None:
    written(tmp_path, "shop/__init__.py", "from .clock import nap, time\n")
    file = written(tmp_path, "shop/clock.py", "import time\n" + SLEEPER)
    assert fixed(file) == "import asyncio\nimport time\n" + SLEPT


def test_a_name_that_the_package_takes_by_the_full_path_of_the_module_stays(tmp_path: Path) -> None:
    written(tmp_path, "shop/__init__.py", "from shop.clock import time as clock_time\n")
    file = written(tmp_path, "shop/clock.py", "import time\n" + SLEEPER)
    assert fixed(file) == "import asyncio\nimport time\n" + SLEPT


def test_a_star_import_of_the_package_takes_public_names_only(tmp_path: Path) -> None:
    written(tmp_path, "shop/__init__.py", "from .clock import *\n")
    public = written(tmp_path, "shop/clock.py", "import time\n" + SLEEPER)
    assert fixed(public) == "import asyncio\nimport time\n" + SLEPT
    private = written(tmp_path, "shop/clock.py", "import time as _time\n" + SLEEPER.replace("time.", "_time."))
    assert fixed(private) == "import asyncio\n" + SLEPT


@pytest.mark.parametrize(
    "init",
    [
        "",
        "from .other import time\n",
        "from .clock import nap\n",
        "from ..clock import time\n",
        "import time\n",
        "from .clock import time (\n",
    ],
)
def test_a_name_that_the_package_does_not_take_goes(tmp_path: Path, init: str) -> None:
    written(tmp_path, "shop/__init__.py", init)
    file = written(tmp_path, "shop/clock.py", "import time\n" + SLEEPER)
    assert fixed(file) == "import asyncio\n" + SLEPT


def test_a_name_of_an_init_that_a_module_of_the_package_takes_stays(tmp_path: Path) -> None:
    file = written(tmp_path, "shop/__init__.py", "import os\nimport time\n" + SLEEPER)
    written(tmp_path, "shop/orders.py", "from . import time\n")
    assert fixed(file) == "import asyncio\nimport os\nimport time\n" + SLEPT


def test_a_name_of_an_init_that_nothing_takes_goes(tmp_path: Path) -> None:
    file = written(tmp_path, "shop/__init__.py", "import os\nimport time\n" + SLEEPER)
    written(tmp_path, "shop/orders.py", "import time\nfrom .clock import time\n")
    assert fixed(file) == "import asyncio\nimport os\n" + SLEPT


TWO = """\
import time


async def first():
    time.sleep(1)


async def second():
    time.sleep(2)
"""


def test_an_import_is_added_once_and_the_other_goes_when_all_its_uses_are_fixed(tmp_path: Path) -> None:
    text = fixed(written(tmp_path, "jobs.py", TWO))
    assert text.startswith("import asyncio\n\n\nasync def first")
    assert "time.sleep" not in text


@pytest.mark.parametrize("kept", ["sleep(1)", "sleep(2)"])
def test_each_fix_alone_brings_the_new_import_and_keeps_the_old_one(tmp_path: Path, kept: str) -> None:
    text = fixed(written(tmp_path, "jobs.py", TWO), lambda fix: kept in fix.title)
    assert text == "import asyncio\n" + TWO.replace(f"time.{kept}", f"await asyncio.{kept}")


def test_no_fix_leaves_the_imports_alone(tmp_path: Path) -> None:
    file = written(tmp_path, "jobs.py", TWO)
    assert fixed(file, lambda fix: False) == TWO


IMPORTS = {
    "nothing else": ("import time\n", "import asyncio\n"),
    "a comment behind it": ("import time  # clock\n", "import asyncio\n"),
    "a comment above it": ("# Naps.\nimport time\n", "# Naps.\nimport asyncio\n"),
    "a docstring on its line": ('"""Naps."""; import time\n', '"""Naps."""; import asyncio\n'),
    "__future__ on its line": (
        "from __future__ import annotations; import time\n",
        "from __future__ import annotations; import asyncio\n",
    ),
    "code behind it": ("import time; DELAY = 1\n", "import asyncio\nDELAY = 1\n"),
    "an import behind it": ("import time; import uuid\n", "import asyncio\nimport uuid\n"),
    "imports before it": ("import os; import time\n", "import asyncio\nimport os\n"),
    "a backslash before it": ("import os; \\\n import time\n", "import asyncio\nimport os\n"),
    "a backslash inside it": ("import \\\n  time\n", "import asyncio\n"),
    "the last of several": ("import os, \\\n  time\n", "import asyncio\nimport os\n"),
    "the first of several": ("import time, uuid\n", "import asyncio\nimport uuid\n"),
    "an alias": ("import time as time_\n", "import asyncio\n"),
    "asyncio is there": ("import asyncio, time\n", "import asyncio\n"),
    "asyncio is there under another name": ("import asyncio as aio\nimport time\n", "import asyncio as aio\n"),
    "a submodule of asyncio is there": ("import asyncio.queues\nimport time\n", "import asyncio.queues\n"),
    "asyncio's sleep is there": ("from asyncio import sleep\nimport time\n", "from asyncio import sleep\n"),
    "a star import of asyncio": ("from asyncio import *\nimport time\n", "from asyncio import *\n"),
    "other libraries around it": (
        "import requests\nimport time\nimport shop\n",
        "import requests\nimport shop\nimport asyncio\n",
    ),
    "a group of its own": ("import requests\n\nimport time\n", "import requests\n\nimport asyncio\n"),
    "one statement with another library": ("import httpx, time\n", "import asyncio\n\nimport httpx\n"),
    "code between the imports": (
        "import sys\nsys.path.append('.')\nimport time\n",
        "import asyncio\nimport sys\nsys.path.append('.')\n",
    ),
    "a relative import above it": (
        "from . import shop\nimport time\n",
        "from . import shop\nimport asyncio\n",
    ),
    "a definition above it": ("def f(): ...\nimport time\n", "import asyncio\n\n\ndef f(): ...\n"),
    "a guard": (
        "try:\n    import time\n    FAST = True\nexcept ImportError:\n    FAST = False\n",
        "import asyncio\n\ntry:\n    FAST = True\nexcept ImportError:\n    FAST = False\n",
    ),
    "a blank line at the top": ("\n# Naps.\n\nimport time\n\nX = 1\n", "\n# Naps.\n\nimport asyncio\n\nX = 1\n"),
}


@pytest.mark.parametrize(("before", "after"), IMPORTS.values(), ids=IMPORTS.keys())
def test_the_import_of_time_gives_way_to_that_of_asyncio(tmp_path: Path, before: str, after: str) -> None:
    name = "time_" if "time_" in before else "time"
    call = "aio.sleep" if "aio" in after else "sleep" if "from asyncio" in after else "asyncio.sleep"
    file = written(tmp_path, "naps.py", before + SLEEPER.replace("time", name))
    assert fixed(file) == after + SLEPT.replace("asyncio.sleep", call)


FROM_IMPORTS = {
    "in parentheses": ("from time import (sleep)", ""),
    "first": ("from time import sleep, time", "from time import time"),
    "last": ("from time import time, sleep", "from time import time"),
    "in the middle": ("from time import gmtime, sleep, time", "from time import gmtime, time"),
    "with a comma at the end": ("from time import (sleep, time,)", "from time import (time,)"),
    "on a line with others": (
        "from time import (\n    time, sleep,\n)",
        "from time import (\n    time,\n)",
    ),
    "on a line of its own": (
        "from time import (\n    gmtime,  # UTC\n    sleep,  # naps\n    time\n)",
        "from time import (\n    gmtime,  # UTC\n    time\n)",
    ),
    "on the last line, without a comma": (
        "from time import (\n    time,  # now\n    sleep  # naps\n)",
        "from time import (\n    time,  # now\n)",
    ),
    "beside the closing parenthesis": (
        "from time import (time,\n                  sleep)",
        "from time import (time)",
    ),
    "beside the opening parenthesis": (
        "from time import (sleep,\n                  time)",
        "from time import (time)",
    ),
    "after a backslash": ("from time import time, \\\n    sleep", "from time import time"),
}


@pytest.mark.parametrize(("before", "after"), FROM_IMPORTS.values(), ids=FROM_IMPORTS.keys())
def test_one_name_of_a_from_import_goes(tmp_path: Path, before: str, after: str) -> None:
    body = "\n\nasync def nap():\n    {}(1)\n    return time, gmtime\n"
    file = written(tmp_path, "naps.py", before + "\n" + body.format("sleep"))
    kept = after + "\n" if after else ""
    assert fixed(file) == "import asyncio\n" + kept + body.format("await asyncio.sleep")


KEPT = {
    "__all__": '__all__ = ["time"]\n',
    "an extension of __all__": '__all__ = []\n__all__ += ["time"]\n',
    "a method of __all__": '__all__ = []\n__all__.append("time")\n',
    "a string annotation": 'start: "time.struct_time | None" = None\n',
    "a forward reference in cast": 'from typing import cast\nstart = cast("time.struct_time", None)\n',
    "a type comment": "start = None  # type: time.struct_time\n",
    "a doctest": 'def now():\n    """\n    >>> time.time() > 0\n    True\n    """\n',
    "another use": "start = time.time()\n",
    "a use in an f-string": 'start = f"{time.time():.0f}"\n',
    "a global statement": "def reload():\n    global time\n    import time\n",
}


@pytest.mark.parametrize("use", KEPT.values(), ids=KEPT.keys())
def test_an_import_with_a_use_that_the_fix_does_not_touch_stays(tmp_path: Path, use: str) -> None:
    before = "import time\n" + use + SLEEPER
    after = fixed(written(tmp_path, "naps.py", before))
    assert "import time\n" in after
    assert "await asyncio.sleep(1)" in after


GONE = {
    "a word in prose": 'def now():\n    """The time is now."""\n',
    "an attribute": "def now(clock):\n    return clock.time\n",
    "a keyword": "def now(clock):\n    return clock(time=1)\n",
    "a local name": "def now(time):\n    return time\n",
    "a list that is not __all__": 'FIELDS = ["time"]\n',
    "a string that is not code": 'start: "no time at all" = None\n',
}


@pytest.mark.parametrize("use", GONE.values(), ids=GONE.keys())
def test_an_import_goes_where_its_name_is_only_a_word(tmp_path: Path, use: str) -> None:
    after = fixed(written(tmp_path, "naps.py", "import time\n" + use + SLEEPER))
    assert "import time" not in after
    assert use in after
