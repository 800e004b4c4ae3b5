"""However the files of a project come to the index, it says the same of them."""

from __future__ import annotations

from pathlib import Path

from asyncfix.callgraph.project_index import Index, build
from asyncfix.config.settings import load
from asyncfix.effects.table import Effect
from asyncfix.inference import types as t
from asyncfix.inference.import_resolution import Modules
from asyncfix.inference.summarise import Reader
from asyncfix.run.jobs import index_of_files
from tests.support.indexing import indexed

FILES = {
    "app.py": (
        "import time\n"
        "from store import Store, first, log, shared\n\n\n"
        "class Board:\n"
        "    def pin(self):\n"
        "        time.sleep(1)\n"
        "        self.note(log)\n"
        "        shared.put(self)\n"
        "        Store().title\n"
        "        return first(Store())\n\n"
        "    def note(self, how):\n"
        "        self.notes = [*self.notes, how]\n\n\n"
        "async def pin(board: Board):\n"
        "    board.pin()\n"
        "    shared.title\n"
    ),
    "store.py": (
        "from disk import guarded, read, rows\n\n\n"
        "class Store:\n"
        "    @property\n"
        "    def title(self):\n"
        "        return read('title')\n\n"
        "    def put(self, one):\n"
        "        self.last = guarded(one)\n\n\n"
        "def first(store):\n"
        "    return next(rows())\n\n\n"
        "def log(text):\n"
        "    read(text)\n\n\n"
        "shared = Store()\n"
    ),
    "disk.py": (
        "import asyncio\n"
        "import threading\n\n"
        "_lock = threading.Lock()\n\n\n"
        "def read(name):\n"
        "    with open(name) as file:\n"
        "        return file.read()\n\n\n"
        "def rows():\n"
        "    yield 1\n\n\n"
        "def guarded(one):\n"
        "    if threading.get_ident() != one:\n"
        "        _lock.acquire()\n"
        "    return asyncio.get_running_loop()\n"
    ),
}


def told(index: Index) -> object:
    """What an index says of its functions."""
    functions = [
        t.ProjectFunction(path, name) for path, one in sorted(index.project.summaries.items()) for name in one.functions
    ]
    blocking = index.blocking
    needs = {(one, need): blocking.needs(one, need) for one in functions for need in Effect}
    reached = [blocking.reached(one) for one in functions]
    return blocking.links, needs, reached, [blocking.uses_kept(one) for one in functions], index.blocking_files()


def test_files_that_come_when_they_are_wanted_say_what_they_say_all_at_once(tmp_path: Path) -> None:
    at_once = indexed(tmp_path, FILES)
    paths = [str(tmp_path / name) for name in FILES]
    in_rounds = build(paths, Modules(paths), Reader().summarise)
    assert told(in_rounds) == told(at_once)
    assert in_rounds.blocking.needs(t.ProjectFunction(paths[0], "Board.pin"), Effect.LOOP) == "asyncio.get_running_loop"


def test_several_processes_find_what_one_finds(tmp_path: Path) -> None:
    for number in range(100):
        texts = {
            f"app{number}.py": f"from one{number} import work\nasync def f():\n    work()\n",
            f"one{number}.py": f"from two{number} import read\ndef work():\n    read()\n",
            f"two{number}.py": "def read():\n    open('x')\n",
        }
        for name, text in texts.items():
            (tmp_path / name).write_text(text)
    files = sorted(map(str, tmp_path.iterdir()))
    settings = load([tmp_path])
    one, two = (index_of_files(files, settings.override(jobs=jobs)) for jobs in (1, 2))
    assert told(one) == told(two)
    assert len(two.blocking_files()) == 100
