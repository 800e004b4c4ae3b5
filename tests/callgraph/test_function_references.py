"""How other files refer to a function decides whether it may become a plain one."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from asyncfix.callgraph.function_references import Mentioned, Mentions, module_name

ROUTE = """\
from fastapi import APIRouter
import sqlite3

router = APIRouter()


@router.get("/names")
async def names():
    con = sqlite3.connect("names.db")
    found = con.execute("SELECT name FROM names").fetchall()
    con.close()
    return found
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from app.api import names\nnames()", Mentions(called=2)),
        ("from app import api\nawait_it = api.names()", Mentions(called=2)),
        ("import app.api as web\nweb.names()", Mentions(called=2)),
        ("from .api import names as n\nx = [n]", Mentions(named=2)),
        ("from app.api import *\nx = names", Mentions(named=2)),
        ("from app.api import names\nf(db=Depends(names))", Mentions(taken=2)),
        ("from app.api import names\ntasks.add_task(names, 1)", Mentions(taken=2, task=2)),
        ("from app.api import names\napp.dependency_overrides[names] = other", Mentions()),
        ("names = [1]\nprint(names, row.names())", Mentions()),
        ("from app import api\nrow.names()", Mentions()),
        ("from app.api import names\ndef f():\n    names = [1]\n    return names", Mentions()),
        ("from app.api import names\nclass Row:\n    names = [1]", Mentions()),
        ("from app.api import names\ndef f():\n    global names\n    names = g", Mentions(named=4)),
        ("from app.api import names\ndef f():\n    return [x for names in y], names()", Mentions(called=3, named=3)),
    ],
    ids=[
        "imported and called",
        "called through its module",
        "called through its module under another name",
        "named",
        "named after a star import",
        "handed to Depends",
        "handed to a background task",
        "overridden in a test",
        "a name of its own",
        "a method of something else",
        "a variable of a function",
        "an attribute of a class",
        "a global that is bound anew",
        "a variable of a comprehension beside it",
    ],
)
def test_a_file_mentions_a_function(text: str, expected: Mentions) -> None:
    assert Mentioned(ast.parse(text)).of("names", "api") == expected


def test_a_package_is_named_by_its_folder() -> None:
    assert module_name("/src/app/api.py") == "api"
    assert module_name("/src/app/__init__.py") == "app"


@pytest.mark.parametrize(
    ("other", "becomes_plain"),
    [
        ("import asyncio\nfrom app.api import names\nprint(asyncio.run(names()))\n", False),
        ("names = 1\n\n\ndef f(row):\n    return row.names()\n", True),
    ],
    ids=["it is called in a test", "the word means something else there"],
)
def test_a_route_becomes_plain_where_no_other_file_calls_it(tmp_path: Path, other: str, becomes_plain: bool) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "__init__.py").touch()
    (tmp_path / "app" / "api.py").write_text(ROUTE)
    (tmp_path / "test_api.py").write_text(other)
    command = [sys.executable, "-m", "asyncfix", "run", "--no-cache", "--write", "--exit-zero", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "app" / "api.py").read_text()
    assert ("\ndef names():" in text) is becomes_plain
    assert ("run_in_threadpool" in text) is not becomes_plain


def test_sessions_that_tasks_of_another_file_share_stay_on_the_loop(tmp_path: Path) -> None:
    (tmp_path / "counts.py").write_text(
        "from sqlalchemy.orm import Session\n\n\nasync def count(db: Session):\n    db.commit()\n"
    )
    (tmp_path / "main.py").write_text(
        "import asyncio\nfrom counts import count\nasync def main(db):\n    await asyncio.gather(count(db), count(db))"
    )
    command = [sys.executable, "-m", "asyncfix", "run", "--no-cache", "--unsafe", "--exit-zero", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert "concurrent coroutines share the `sqlalchemy.orm.Session`" in done.stdout
