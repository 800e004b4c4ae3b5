"""What functions need of the thread that they are called in, over the files of a project."""

from __future__ import annotations

from pathlib import Path

import pytest

from asyncfix.effects.table import Effect
from asyncfix.inference import types as t
from tests.support.indexing import indexed

CALLER = "async def f():\n    g()\n"


NEEDS = {
    "a variable of the context that another module keeps": (
        Effect.LOOP,
        {"ctx.py": "from contextvars import ContextVar\nv = ContextVar('v')\n"},
        "from ctx import v\ndef g():\n    v.set(1)\n",
        "contextvars.ContextVar.set",
    ),
    "a variable of the context that is set for a while": (
        Effect.LOOP,
        {"ctx.py": "from contextvars import ContextVar\nv = ContextVar('v')\n"},
        "from ctx import v\ndef g():\n    t = v.set(1)\n    try:\n        print()\n    finally:\n        v.reset(t)\n",
        "",
    ),
    "a variable of the context that an error leaves set": (
        Effect.LOOP,
        {"ctx.py": "from contextvars import ContextVar\nv = ContextVar('v')\n"},
        "from ctx import v\ndef g():\n    t = v.set(1)\n    print()\n    v.reset(t)\n",
        "contextvars.ContextVar.set",
    ),
    "two variables of the context of which one is set back": (
        Effect.LOOP,
        {"ctx.py": "from contextvars import ContextVar\nv = ContextVar('v')\nw = ContextVar('w')\n"},
        "from ctx import v, w\ndef g():\n    w.set(1)\n    t = v.set(1)\n    try:\n        print()\n"
        "    finally:\n        v.reset(t)\n",
        "contextvars.ContextVar.set",
    ),
    "a variable of the context that is set back on a condition": (
        Effect.LOOP,
        {"ctx.py": "from contextvars import ContextVar\nv = ContextVar('v')\n"},
        "from ctx import v\ndef g(x):\n    t = v.set(1)\n    try:\n        print()\n    finally:\n"
        "        if x:\n            v.reset(t)\n",
        "contextvars.ContextVar.set",
    ),
    "a variable of the context that another token sets back": (
        Effect.LOOP,
        {"ctx.py": "from contextvars import ContextVar\nv = ContextVar('v')\n"},
        "from ctx import v\ndef g(s):\n    t = v.set(1)\n    try:\n        print()\n    finally:\n        v.reset(s)\n",
        "contextvars.ContextVar.set",
    ),
    "an end of an iteration that is raised": (
        Effect.STOP,
        {},
        "def g():\n    raise StopIteration\n",
        "stop",
    ),
    "a loop that there may be": (
        Effect.ASKS,
        {},
        "import asyncio as a\ndef g():\n    try:\n        a.get_running_loop()\n    except (OSError, RuntimeError):\n"
        "        return None\n",
        "asyncio.get_running_loop",
    ),
    "a loop that there has to be, once": (
        Effect.LOOP,
        {},
        "import asyncio as a\ndef g():\n    try:\n        a.get_running_loop()\n    except RuntimeError:\n"
        "        pass\n    a.get_running_loop()\n",
        "asyncio.get_running_loop",
    ),
    "a loop that there has to be for a handler": (
        Effect.LOOP,
        {},
        "import asyncio as a\ndef g():\n    try:\n        a.get_running_loop()\n    except RuntimeError:\n"
        "        raise SystemExit\n    except Exception:\n        pass\n",
        "asyncio.get_running_loop",
    ),
    "a loop that nothing is known of": (
        Effect.LOOP,
        {},
        "def h(loop):\n    loop.call_soon(print)\ndef g():\n    h(None)\n",
        "call_soon",
    ),
    "a function that is handed on": (
        Effect.LOOP,
        {"each.py": "def each(tell):\n    tell()\n"},
        "import asyncio\nfrom each import each\ndef tell():\n    asyncio.current_task()\ndef g():\n    each(tell)\n",
        "asyncio.current_task",
    ),
    "a method of the project with the name of a loop's": (
        Effect.LOOP,
        {"crud.py": "def create_task(title):\n    return title\n"},
        "import crud\ndef g():\n    crud.create_task('x')\n",
        "",
    ),
    "the error that the caller has caught": (
        Effect.ERROR,
        {"log.py": "import sys\ndef tell():\n    print(sys.exc_info())\n"},
        "from log import tell\ndef g():\n    tell()\n",
        "error",
    ),
    "an error that it catches itself": (
        Effect.ERROR,
        {},
        "import sys\ndef g():\n    try:\n        int('x')\n    except ValueError:\n        print(sys.exc_info())\n",
        "",
    ),
    "a StopIteration that gets out": (Effect.STOP, {}, "def g():\n    return next(iter([]))\n", "stop"),
    "a StopIteration of an unknown iterator": (Effect.STOP, {}, "def g(items=()):\n    return next(items)\n", "stop"),
    "a StopIteration that is caught": (
        Effect.STOP,
        {},
        "def g(items=()):\n    try:\n        return next(items)\n    except StopIteration:\n        return None\n",
        "",
    ),
    "the first item of a generator that surely gives one": (
        Effect.STOP,
        {"db.py": "def get_db():\n    db = object()\n    try:\n        yield db\n    finally:\n        del db\n"},
        "from db import get_db\ndef g():\n    return next(get_db())\n",
        "",
    ),
    "values of each thread": (
        Effect.LOCAL,
        {},
        "import threading\nlocal = threading.local()\ndef g():\n    return local.x\n",
        "threading.local",
    ),
    "the working directory": (
        Effect.PROCESS,
        {"go.py": "import os\ndef enter():\n    os.chdir('x')\n"},
        "from go import enter\ndef g():\n    enter()\n",
        "os.chdir",
    ),
    "a count of the module": (
        Effect.SHARED,
        {},
        "count = 0\ndef g():\n    global count\n    count += 1\n",
        "shared",
    ),
    "an object that another module keeps": (
        Effect.SHARED,
        {
            "cache.py": "class Cache:\n    def __init__(self):\n        self.a = {}\n    def get(self, k):\n"
            "        return self._load(k)\n    def _load(self, k):\n        self.a[k] = k\ncache = Cache()\n"
        },
        "from cache import cache\ndef g():\n    cache.get(1)\n",
        "Cache.get",
    ),
    "an object of its own": (
        Effect.SHARED,
        {"counter.py": "class Counter:\n    n = 0\n    def add(self):\n        self.n += 1\n"},
        "from counter import Counter\ndef g():\n    Counter().add()\n",
        "",
    ),
    "a file that is the same for all": (
        Effect.FILE,
        {},
        "class S:\n    def __init__(self, path):\n        self.path = path\n    def save(self):\n"
        "        open(self.path, 'w').close()\ndef g():\n    S('x').save()\n",
        "file",
    ),
    "a file that it is told of": (Effect.FILE, {}, "def g(path=''):\n    open(path, 'w').close()\n", ""),
    "a name that speaks of the loop": (
        Effect.NAMED,
        {"state.py": "def async_write(x):\n    return x\n"},
        "from state import async_write\ndef g():\n    async_write(1)\n",
        "async_write",
    ),
}


@pytest.mark.parametrize(("need", "files", "text", "expected"), NEEDS.values(), ids=NEEDS.keys())
def test_need(tmp_path: Path, need: Effect, files: dict[str, str], text: str, expected: str) -> None:
    index = indexed(tmp_path, {**files, "app.py": text + CALLER})
    found = index.blocking.needs(t.ProjectFunction(str(tmp_path / "app.py"), "g"), need)
    assert found.startswith(expected) if expected else found == ""


def test_function_that_asks_for_its_thread_does_not_stop_the_loop_where_it_waits(tmp_path: Path) -> None:
    text = (
        "import threading\nfrom concurrent.futures import Future\n"
        "def g(done: Future):\n    if threading.get_ident() != 1:\n        done.result()\n"
        "def h(done: Future):\n    done.result()\n"
        "async def f():\n    g(None)\n    h(None)\n"
    )
    index = indexed(tmp_path, {"app.py": text})
    path = str(tmp_path / "app.py")
    assert index.blocking.chain(t.ProjectFunction(path, "g")) == []
    assert index.blocking.chain(t.ProjectFunction(path, "h")) != []
