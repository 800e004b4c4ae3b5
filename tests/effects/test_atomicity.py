"""What a new wait breaks is told, whatever way leads to what is shared; look-alikes are not."""

from __future__ import annotations

import textwrap

import pytest

from asyncfix.binding.execution_context import place_of
from asyncfix.callgraph.project_index import index_of
from tests.support.marks import marked

SETUP = """
import asyncio, contextlib, dataclasses, threading
STATE = {"n": 0}
ITEMS = []
LIMITS = {"a": 1}
gate = threading.Lock()
locks = {}
def state(): return STATE
def fresh(): return {"n": 0}
class Store:
    total = 0
    def __init__(self):
        self._n = 0
        self.fixed = 1
        self.rows = {}
    def load(self): return self._n
    def store(self, n): self._n = n
    def bump(self): self._n += 1
    @property
    def value(self): return self._n
    @value.setter
    def value(self, n): self._n = n
STORE = Store()
@contextlib.contextmanager
def exclusive():
    gate.acquire()
    try:
        yield
    finally:
        gate.release()
@contextlib.contextmanager
def pushed(x):
    ITEMS.append(x)
    try:
        yield
    finally:
        ITEMS.pop()
class Tx:
    def __enter__(self): gate.acquire()
    def __exit__(self, *a): gate.release()
async def at_once(): return 1
async def slowly(): await asyncio.sleep(1)
async def leave(): ITEMS.remove(1)
"""


def hazards(body: str, parameters: str = "", after: str = "") -> list[str]:
    """What an await at the mark of a coroutine allows to happen."""
    indented = textwrap.indent(textwrap.dedent(body), "    ")
    tree, path = marked(f"{SETUP}\nasync def poll({parameters}):\n{indented}\n{after}")
    interplay = index_of(tree.source, tree.module).interplay
    return [*interplay.of_await(tree, path, place_of(path))]


READS = {
    "a name": ("STATE", 'STATE["n"]', 'STATE["n"] = n + 1'),
    "an alias": ("STATE", 's["n"]', 's["n"] = n + 1'),
    "a getter": ("state()", 'state()["n"]', 'state()["n"] = n + 1'),
    "a class attribute": ("Store.total", "Store.total", "Store.total = n + 1"),
    "an attribute of an object of the module": ("STORE._n", "STORE._n", "STORE._n = n + 1"),
    "getattr and setattr": ("STORE._n", 'getattr(STORE, "_n")', 'setattr(STORE, "_n", n + 1)'),
    "methods": ("STORE._n", "STORE.load()", "STORE.store(n + 1)"),
    "properties": ("STORE.value", "STORE.value", "STORE.value = n + 1"),
    "elements": ("STORE.rows", 'STORE.rows["a"]', 'STORE.rows["a"] = n + 1'),
    "globals": ("STATE", 'globals()["STATE"]', 'globals()["STATE"] = n'),
    "a parameter": ("given.n", "given.n", "given.n = n + 1"),
    "what a parameter holds": ("given.rows", "given.rows[0]", "given.rows[0] = n + 1"),
}
SHAPES = {
    "one after the other": "n = {read}\n«x()»\n{write}\n",
    "in a branch": "n = 1\nif {read}:\n    «x()»\n    {write}\n",
    "after a branch": "n = {read}\nif n:\n    «x()»\n{write}\n",
    "in a loop": "for i in range(3):\n    n = {read}\n    «x()»\n    {write}\n",
    "in a handler": "n = {read}\ntry:\n    «x()»\nfinally:\n    {write}\n",
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("read", READS)
def test_what_is_read_before_and_changed_after_is_a_hazard(read: str, shape: str) -> None:
    shown, reading, writing = READS[read]
    body = "s = STATE\n" + SHAPES[shape].format(read=reading, write=writing)
    told = hazards(body, "given")
    assert any("is read before the await and changed after it" in one for one in told)
    assert any(f"`{shown}`" in one for one in told) or read in ("methods", "properties")


@pytest.mark.parametrize("read", READS)
def test_a_suspension_in_between_has_separated_them_already(read: str) -> None:
    _, reading, writing = READS[read]
    body = f"s = STATE\nn = {reading}\nawait asyncio.sleep(1)\n«x()»\nawait asyncio.sleep(1)\n{writing}\n"
    assert hazards(body, "given") == []


@pytest.mark.parametrize("read", READS)
def test_an_await_of_a_coroutine_that_never_suspends_is_no_suspension(read: str) -> None:
    _, reading, writing = READS[read]
    told = hazards(f"s = STATE\nn = {reading}\nawait at_once()\n«x()»\nawait at_once()\n{writing}\n", "given")
    assert any("read before" in one for one in told)


ALIKE = {
    "what is made here": 's = {"n": 0}\nn = s["n"]\n«x()»\ns["n"] = n + 1\n',
    "what a function makes": 's = fresh()\nn = s["n"]\n«x()»\ns["n"] = n + 1\n',
    "a constant": 'n = LIMITS["a"]\n«x()»\nreturn LIMITS["a"] + n\n',
    "what is written when it is made alone": "if STORE.fixed:\n    «x()»\n    return STORE.fixed\n",
    "two branches": "if STATE:\n    n = STORE._n\n    return n\n«x()»\nSTORE._n = 1\n",
    "the other branch": "if x:\n    n = STORE._n\nelse:\n    «x()»\n    STORE._n = 1\n",
    "a copy that is changed": 's = dict(STATE)\n«x()»\ns["n"] = 1\n',
    "what is tested again": 'if "a" not in STATE:\n    «x()»\n    if "a" not in STATE:\n        STATE["a"] = 1\n',
    "counts that nobody reads here": "STORE.bump()\n«x()»\nSTORE.bump()\n",
    "a query before a query": "n = session.query(1)\n«x()»\nreturn session.query(n)\n",
    "the file system": "import os\nos.remove('a')\n«x()»\nos.remove('b')\n",
    "a lock that was given back": "with gate:\n    pass\n«x()»\n",
    "a manager that was left": "with exclusive():\n    pass\n«x()»\n",
}


@pytest.mark.parametrize("body", ALIKE.values(), ids=ALIKE)
def test_look_alikes_are_none(body: str) -> None:
    assert hazards(body) == []


LOCKS = {
    "of a type": "with gate:\n    «x()»\n",
    "in a manager": "with exclusive():\n    «x()»\n",
    "in a class": "with Tx():\n    «x()»\n",
    "in a container": 'with locks["a"]:\n    «x()»\n',
    "on a stack": "with contextlib.ExitStack() as stack:\n    stack.enter_context(gate)\n    «x()»\n",
    "by hand": "gate.acquire()\ntry:\n    «x()»\nfinally:\n    gate.release()\n",
}


@pytest.mark.parametrize("body", LOCKS.values(), ids=LOCKS)
def test_a_lock_is_known_by_what_it_is(body: str) -> None:
    told = hazards(body)
    assert len(told) == 1
    assert "stays held" in told[0]


CALLERS = {
    "reads and writes": ('n = STATE["n"]\n    await poll()\n    STATE["n"] = n', "`STATE` is read before"),
    "iterates": ("for x in ITEMS:\n        await poll()", "`ITEMS` is iterated"),
    "holds a lock": ("with gate:\n        await poll()", "`gate` stays held"),
}


@pytest.mark.parametrize("caller", CALLERS)
@pytest.mark.parametrize("between", ["", "async def poll2(): await poll()\n"])
def test_who_awaits_a_coroutine_that_never_suspended_is_asked_as_well(caller: str, between: str) -> None:
    body, expected = CALLERS[caller]
    if between:
        body = body.replace("poll()", "poll2()")
    told = hazards("«x()»\n", after=f"{between}async def other():\n    {body}\n")
    assert any(expected in one and "`other` awaits it" in one for one in told)


def test_who_awaits_a_coroutine_that_suspends_anyway_is_not() -> None:
    caller = 'async def other():\n    n = STATE["n"]\n    await poll()\n    STATE["n"] = n\n'
    assert hazards("await slowly()\n«x()»\n", after=caller) == []


def test_what_others_change_must_not_be_tested_before_and_used_after() -> None:
    told = hazards("if STORE._n:\n    «x()»\n    return STORE._n\n")
    assert told == ["`STORE._n` is tested before the await and used after it; another task may change it in between"]


def test_what_others_change_must_not_be_gone_through() -> None:
    told = hazards("for item in ITEMS:\n    «x()»\n")
    assert told == ["`ITEMS` is iterated while other tasks run; one of them may change it meanwhile"]


def test_what_a_manager_changes_is_seen_by_others() -> None:
    told = hazards("with pushed(1):\n    «x()»\n    return ITEMS[-1]\n")
    assert any("`ITEMS` is changed before the await and read after it" in one for one in told)
