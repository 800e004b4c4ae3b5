"""What a method is called on: types that are followed through assignments, parameters, classes and functions."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from asyncfix.callgraph.project_index import Index
from asyncfix.inference import types as t
from tests.support.indexing import indexed


def stopped(index: Index, path: str) -> list[tuple[int, str, bool]]:
    """What stops the coroutines of a file: the line, what it comes to, and whether that is certain."""
    found = []
    summary = index.project.summaries[path]
    for function in summary.functions.values():
        for use in index.project.uses(t.ProjectFunction(path, function.name)) if function.is_async else ():
            cause = None if use.awaited else index.cause(use.kind, use.value, use.given, path)
            if cause is not None:
                way = " -> ".join(
                    [*([cause.function.name] if cause.function else []), *(f.function for f in cause.frames)]
                )
                found.append((use.line, way or cause.row.name, cause.certain))
    return sorted(found)


def in_one_file(tmp_path: Path, text: str) -> list[tuple[int, str]]:
    index = indexed(tmp_path, {"app.py": text})
    return [(line, name) for line, name, certain in stopped(index, str(tmp_path / "app.py")) if certain]


HEAD = """\
import os, sqlite3, time, requests, subprocess
from pathlib import Path
from typing import Annotated, Optional, Union
from sqlalchemy.orm import Session, sessionmaker
from fastapi import Depends
"""

CASES = {
    "a call by its own name": ("async def f():\n    time.sleep(1)", "time.sleep"),
    "a builtin": ("async def f(p):\n    open(p)", "open"),
    "a name that shadows a builtin is something else": ("def open(p): ...\nasync def f(p):\n    open(p)", ""),
    "a parameter that shadows a module": ("async def f(requests):\n    requests.get('u')", ""),
    "a constructor": ("async def f(p):\n    Path(p).read_text()", "pathlib.Path.read_text"),
    "a path that was joined": ("async def f(p):\n    (Path(p) / 'x').read_text()", "pathlib.Path.read_text"),
    "a local variable": ("async def f(p):\n    x = Path(p)\n    x.read_text()", "pathlib.Path.read_text"),
    "a variable that became something else": (
        "async def f(p):\n    x = Path(p)\n    x = str(x)\n    x.read_text()",
        "",
    ),
    "a variable that became it later": (
        "async def f(p):\n    x = p\n    x.read_text()\n    x = Path(p)\n",
        "",
    ),
    "a module-level variable": ("BASE = Path('.')\nasync def f():\n    BASE.read_text()", "pathlib.Path.read_text"),
    "an annotated parameter": ("async def f(x: Path):\n    x.read_text()", "pathlib.Path.read_text"),
    "an optional parameter": ("async def f(x: Optional[Path]):\n    x.read_text()", "pathlib.Path.read_text"),
    "a union with None": ("async def f(x: Path | None = None):\n    x.read_text()", "pathlib.Path.read_text"),
    "an annotation in quotes": ("async def f(x: 'Path'):\n    x.read_text()", "pathlib.Path.read_text"),
    "a union of two is no certainty": ("async def f(x: Union[Path, Unseen]):\n    x.read_text()", ""),
    "a union of which one alone has the method": (
        "async def f(x: Union[Path, str, None]):\n    x.read_text()",
        "pathlib.Path.read_text",
    ),
    "a union of which both have the method": ("async def f(x: Union[Path, str]):\n    x.replace('a', 'b')", ""),
    "not isinstance": (
        "async def f(x):\n    if not isinstance(x, Path):\n        return\n    x.read_text()",
        "pathlib.Path.read_text",
    ),
    "isinstance of several": (
        "async def f(x):\n    if isinstance(x, (Path, str)):\n        x.read_text()",
        "pathlib.Path.read_text",
    ),
    "what isinstance leaves": (
        "class Blob:\n    def read_text(self): ...\n"
        "async def f(x: Path | Blob):\n    if not isinstance(x, Blob):\n        x.read_text()",
        "pathlib.Path.read_text",
    ),
    "isinstance before and": ("async def f(x):\n    isinstance(x, Path) and x.read_text()", "pathlib.Path.read_text"),
    "isinstance before or": ("async def f(x):\n    isinstance(x, Path) or x.read_text()", ""),
    "not isinstance before or": (
        "async def f(x):\n    not isinstance(x, Path) or x.read_text()",
        "pathlib.Path.read_text",
    ),
    "isinstance in an expression": (
        "async def f(x):\n    return x.read_text() if isinstance(x, Path) else x.read_bytes()",
        "pathlib.Path.read_text",
    ),
    "isinstance of a base of what is known": (
        "class Base:\n    def read_text(self): ...\n"
        "class File(Base):\n    def read_text(self):\n        open('a')\n"
        "async def f(x: File):\n    if isinstance(x, Base):\n        x.read_text()",
        "File.read_text -> open",
    ),
    "isinstance of a class below what is known": (
        "class Base: ...\nclass File(Base):\n    def read_text(self):\n        open('a')\n"
        "async def f(x: Base):\n    if isinstance(x, File):\n        x.read_text()",
        "File.read_text -> open",
    ),
    "isinstance of a base from a library": (
        "async def f(p):\n    x = Path(p)\n    if isinstance(x, os.PathLike):\n        x.read_text()",
        "pathlib.Path.read_text",
    ),
    "isinstance that is another function": (
        "def isinstance(a, b): ...\nasync def f(x):\n    if isinstance(x, Path):\n        x.read_text()",
        "",
    ),
    "isinstance before a name is bound anew": (
        "async def f(x, y):\n    if isinstance(x, Path) and (x := y):\n        x.read_text()",
        "",
    ),
    "a method of two classes of which the second blocks": (
        "class A:\n    def get(self): ...\nclass B:\n    def get(self):\n        open('a')\n"
        "def g(x):\n    return (A() if x else B()).get()\nasync def f(x):\n    g(x)",
        "g -> B.get -> open",
    ),
    "a property of two classes of which the second blocks": (
        "class A:\n    @property\n    def p(self): ...\n"
        "class B:\n    @property\n    def p(self):\n        open('a')\n"
        "async def f(x):\n    (A() if x else B()).p",
        "B.p -> open",
    ),
    "super with its two arguments": (
        "class A:\n    def get(self):\n        open('a')\n"
        "class B(A):\n    def get(self): ...\n    async def f(self):\n        super(B, self).get()",
        "A.get -> open",
    ),
    "isinstance in an assert": (
        "async def f(x):\n    assert isinstance(x, Path)\n    x.read_text()",
        "pathlib.Path.read_text",
    ),
    "isinstance of a name that is bound in the test": (
        "async def f(x):\n    isinstance(x, Path) and (x := x.name)\n    x.read_text()",
        "",
    ),
    "an injected session": (
        "def get_db(): ...\nasync def f(db: Session = Depends(get_db)):\n    db.commit()",
        "sqlalchemy.orm.Session.commit",
    ),
    "an annotated injection": (
        "def get_db(): ...\nasync def f(db: Annotated[Session, Depends(get_db)]):\n    db.commit()",
        "sqlalchemy.orm.Session.commit",
    ),
    "an alias of an annotated injection": (
        "def get_db(): ...\nDb = Annotated[Session, Depends(get_db)]\nasync def f(db: Db):\n    db.commit()",
        "sqlalchemy.orm.Session.commit",
    ),
    "an injection without an annotation": (
        "Local = sessionmaker()\ndef get_db():\n    db = Local()\n    try:\n        yield db\n    finally:\n"
        "        db.close()\nasync def f(db=Depends(get_db)):\n    db.commit()",
        "sqlalchemy.orm.Session.commit",
    ),
    "a chain of methods": (
        "async def f(db: Session, M):\n    db.query(M).filter(M.x == 1).first()",
        "sqlalchemy.orm.Query.first",
    ),
    "with ... as": (
        "Local = sessionmaker()\nasync def f():\n    with Local() as db:\n        db.commit()",
        "sqlalchemy.orm.Session.__exit__ sqlalchemy.orm.Session.commit",
    ),
    "a tuple that is unpacked": ("async def f(p):\n    a, b = 1, Path(p)\n    b.read_text()", "pathlib.Path.read_text"),
    "a walrus": ("async def f(p):\n    if x := Path(p):\n        x.read_text()", "pathlib.Path.read_text"),
    "a loop over known things": (
        "async def f(a, b):\n    for x in [Path(a), Path(b)]:\n        x.read_text()",
        "pathlib.Path.read_text",
    ),
    "a loop over an annotated list": (
        "async def f(xs: list[Path]):\n    for x in xs:\n        x.read_text()",
        "pathlib.Path.read_text",
    ),
    "an attribute of self": (
        "class A:\n    def __init__(self):\n        self.p = Path('.')\n"
        "    async def f(self):\n        self.p.read_text()",
        "pathlib.Path.read_text",
    ),
    "an attribute of a base": (
        "class B:\n    def __init__(self):\n        self.p = Path('.')\nclass A(B):\n    async def f(self):\n"
        "        self.p.read_text()",
        "pathlib.Path.read_text",
    ),
    "an attribute that two methods set differently": (
        "class A:\n    def __init__(self):\n        self.p = Path('.')\n    def g(self, x):\n        self.p = x\n"
        "    async def f(self):\n        self.p.read_text()",
        "",
    ),
    "a declared attribute": (
        "class A:\n    p: Path\n    async def f(self):\n        self.p.read_text()",
        "pathlib.Path.read_text",
    ),
    "what a function returns": (
        "def where():\n    return Path('.')\nasync def f():\n    where().read_text()",
        "pathlib.Path.read_text",
    ),
    "what a coroutine returns": (
        "async def where():\n    return Path('.')\nasync def f():\n    (await where()).read_text()",
        "pathlib.Path.read_text",
    ),
    "what a thread returned": (
        "import asyncio\nasync def f(p):\n    c = await asyncio.to_thread(sqlite3.connect, p)\n    c.execute('x')",
        "sqlite3.Connection.execute",
    ),
    "isinstance": (
        "async def f(x):\n    if isinstance(x, Path):\n        x.read_text()",
        "pathlib.Path.read_text",
    ),
    "a function that blocks": ("def g():\n    time.sleep(1)\nasync def f():\n    g()", "g -> time.sleep"),
    "a function behind a function": (
        "def h():\n    time.sleep(1)\ndef g():\n    h()\nasync def f():\n    g()",
        "g -> h -> time.sleep",
    ),
    "functions that call each other": (
        "def h(n):\n    g(n)\n    time.sleep(1)\ndef g(n):\n    h(n)\nasync def f():\n    g(1)",
        "g -> h -> time.sleep",
    ),
    "a method of self": (
        "class A:\n    def g(self):\n        time.sleep(1)\n    async def f(self):\n        self.g()",
        "A.g -> time.sleep",
    ),
    "a method of a base by super": (
        "class B:\n    def g(self):\n        time.sleep(1)\nclass A(B):\n    def g(self): ...\n    async def f(self):\n"
        "        super().g()",
        "B.g -> time.sleep",
    ),
    "a class that blocks when it is made": (
        "class A:\n    def __init__(self):\n        time.sleep(1)\nasync def f():\n    A()",
        "A.__init__ -> time.sleep",
    ),
    "a property": (
        "class A:\n    @property\n    def g(self):\n        return open('x')\nasync def f(a: A):\n    a.g",
        "A.g -> open",
    ),
    "a context manager of the project": (
        "from contextlib import contextmanager\n@contextmanager\ndef g():\n    time.sleep(1)\n    yield\n"
        "async def f():\n    with g():\n        pass",
        "g -> time.sleep",
    ),
    "a manager class": (
        "class A:\n    def __enter__(self):\n        time.sleep(1)\n    def __exit__(self, *a): ...\n"
        "async def f():\n    with A():\n        pass",
        "A.__enter__ -> time.sleep",
    ),
    "a generator that is iterated": (
        "def g():\n    time.sleep(1)\n    yield 1\nasync def f():\n    for x in g():\n        pass",
        "g -> time.sleep",
    ),
    "a generator that is only made": ("def g():\n    time.sleep(1)\n    yield 1\nasync def f():\n    return g()", ""),
    "a partial": (
        "from functools import partial\nasync def f():\n    g = partial(time.sleep, 1)\n    g()",
        "time.sleep",
    ),
    "a decorated function": (
        "from functools import lru_cache\n@lru_cache\ndef g():\n    time.sleep(1)\nasync def f():\n    g()",
        "g -> time.sleep",
    ),
    "a module-level object of a class": (
        "class Users:\n    def get(self):\n        time.sleep(1)\nusers = Users()\nasync def f():\n    users.get()",
        "Users.get -> time.sleep",
    ),
    "a function that runs in a thread already": (
        "import asyncio\ndef g():\n    time.sleep(1)\nasync def f():\n    await asyncio.to_thread(g)",
        "",
    ),
    "a lambda that runs in a thread already": (
        "async def f(loop):\n    await loop.run_in_executor(None, lambda: time.sleep(1))",
        "",
    ),
    "a nested function that is only defined": ("async def f():\n    def g():\n        time.sleep(1)\n    return g", ""),
    "a nested function that is called": (
        "async def f():\n    def g():\n        time.sleep(1)\n    g()",
        "f.g -> time.sleep",
    ),
    "an argument that makes it return at once": (
        "from threading import Lock\nasync def f():\n    Lock().acquire(blocking=False)",
        "",
    ),
    "a branch in which the name is something else": (
        "async def f(p, x):\n    if p:\n        x = Path(p)\n    x.read_text()",
        "",
    ),
    "rows of a table that is written out": (
        "async def f(x):\n    rows = [(Path(x), 'a'), (Path(x + 'b'), 'c')]\n    for path, kind in rows:\n"
        "        path.read_text()",
        "pathlib.Path.read_text",
    ),
    "a name that the function around gave its value before": (
        "def g(x):\n    x = Path(x)\n    async def f():\n        x.read_text()\n    return f",
        "pathlib.Path.read_text",
    ),
    "a name that the function around may change later": (
        "def g(x, y):\n    x = Path(x)\n    async def f():\n        x.read_text()\n    x = y\n    return f",
        "",
    ),
    "an import in the function": ("async def f():\n    import time as t\n    t.sleep(1)", "time.sleep"),
    "an import in a function around it": (
        "def g():\n    import time as t\n    async def f():\n        t.sleep(1)\n    return f",
        "time.sleep",
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_receiver(tmp_path: Path, text: str, expected: str) -> None:
    found = [name for _, name in in_one_file(tmp_path, HEAD + text)]
    assert (
        sorted(found) == (sorted(expected.split(" ")) if "->" not in expected else [expected])
        if expected
        else not found
    )


PROJECTS = {
    "an imported function": (
        {"lib.py": "import time\ndef g():\n    time.sleep(1)"},
        "from lib import g",
        "g()",
        "g -> time.sleep",
    ),
    "a function of an imported module": (
        {"lib.py": "import time\ndef g():\n    time.sleep(1)"},
        "import lib as l",
        "l.g()",
        "g -> time.sleep",
    ),
    "a relative import": (
        {"__init__.py": "", "lib.py": "import time\ndef g():\n    time.sleep(1)"},
        "from .lib import g",
        "g()",
        "g -> time.sleep",
    ),
    "a name that a package hands on": (
        {"pkg/__init__.py": "from .lib import g as h", "pkg/lib.py": "import time\ndef g():\n    time.sleep(1)"},
        "from pkg import h",
        "h()",
        "g -> time.sleep",
    ),
    "a star import that hands on": (
        {"pkg/__init__.py": "from .lib import *", "pkg/lib.py": "import time\ndef g():\n    time.sleep(1)"},
        "from pkg import g",
        "g()",
        "g -> time.sleep",
    ),
    "a star import that hands on what comes from outside": (
        {"pkg/__init__.py": "from .lib import *", "pkg/lib.py": "from os import listdir"},
        "from pkg import *",
        "listdir('.')",
        "os.listdir",
    ),
    "an object of another module": (
        {"store.py": "class Users:\n    def get(self):\n        return open('x')\nUsers = Users()"},
        "from store import Users",
        "Users.get()",
        "Users.get -> open",
    ),
    "what a function of another module returns": (
        {"paths.py": "from pathlib import Path\ndef where() -> Path: ..."},
        "from paths import where",
        "where().read_text()",
        "pathlib.Path.read_text",
    ),
    "a base class in another module": (
        {"base.py": "import time\nclass B:\n    def g(self):\n        time.sleep(1)"},
        "from base import B\nclass A(B): ...",
        "A().g()",
        "B.g -> time.sleep",
    ),
    "a chain over two modules": (
        {"one.py": "from two import h\ndef g():\n    h()", "two.py": "def h():\n    open('x')"},
        "from one import g",
        "g()",
        "g -> h -> open",
    ),
    "a session made in another module": (
        {"db.py": "from sqlalchemy.orm import sessionmaker\nLocal = sessionmaker()"},
        "from db import Local",
        "Local().commit()",
        "sqlalchemy.orm.Session.commit",
    ),
}


@pytest.mark.parametrize(("files", "imports", "call", "expected"), PROJECTS.values(), ids=PROJECTS.keys())
def test_project(tmp_path: Path, files: dict[str, str], imports: str, call: str, expected: str) -> None:
    index = indexed(tmp_path, {**files, "app.py": f"{imports}\nasync def f():\n    {call}\n"})
    assert [name for _, name, certain in stopped(index, str(tmp_path / "app.py")) if certain] == [expected]


def test_chain_tells_the_file_and_line_of_every_step(tmp_path: Path) -> None:
    index = indexed(
        tmp_path,
        {
            "app.py": "from one import g\nasync def f():\n    g()\n",
            "one.py": "from two import h\n\ndef g():\n    h()\n",
            "two.py": "def h():\n    open('x')\n",
        },
    )
    use = next(use for use in index.project.uses(t.ProjectFunction(str(tmp_path / "app.py"), "f")))
    cause = index.cause(use.kind, use.value, use.given, str(tmp_path / "app.py"))
    assert cause is not None
    assert [(Path(frame.path).name, frame.line, frame.function) for frame in cause.frames] == [
        ("one.py", 4, "h"),
        ("two.py", 2, "open"),
    ]


def test_an_index_that_goes_to_another_process_answers_as_before(tmp_path: Path) -> None:
    index = indexed(tmp_path, {"a.py": "import time\n\n\nasync def f():\n    time.sleep(1)\n"})
    again = pickle.loads(pickle.dumps(index))
    assert again.blocking_files() == index.blocking_files() == {str(tmp_path / "a.py")}
