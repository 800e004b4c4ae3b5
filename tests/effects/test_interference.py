"""What a new `await` would allow to happen is said, and nothing else is."""

from __future__ import annotations

import textwrap

import pytest

from asyncfix.binding.execution_context import place_of
from asyncfix.binding.qualified_names import Names
from asyncfix.effects.interference import hazards_of_await
from tests.support.marks import marked


def hazards(body: str, before: str = "") -> list[str]:
    """The hazards of an await at the mark in the body of a coroutine, in short."""
    indented = textwrap.indent(textwrap.dedent(body), " " * 8)
    tree, path = marked(f"{before}\nclass Service:\n    async def poll(self, key, lock):\n{indented}")
    found = hazards_of_await(tree, Names(tree), path, place_of(path))
    return [_short(sentence) for sentence in found]


def _short(sentence: str) -> str:
    shown = sentence.split("`")[1] if "`" in sentence else ""
    for word in (
        "stays held",
        "changes state of the whole process",
        "is for the event loop's thread",
        "is read before",
        "being closed",
        "is changed and read",
        "is changed twice",
    ):
        if word in sentence:
            return f"{shown} {word}".strip()
    raise AssertionError(sentence)


@pytest.mark.parametrize(
    ("statement", "shown"),
    [
        ("with self._lock:\n    «x()»\n", "self._lock"),
        ("with lock:\n    if key:\n        «x()»\n", "lock"),
        ("with open(key) as file, self.write_mutex as held:\n    «x()»\n", "self.write_mutex"),
        ("with threading.Lock():\n    «x()»\n", "threading.Lock()"),
        ("with self.semaphores[key], RLOCK:\n    «x()»\n", "RLOCK"),
        ("with self.rlock:\n    with open(key):\n        «x()»\n", "self.rlock"),
        ("with self.get_lock(key):\n    «x()»\n", "self.get_lock(key)"),
    ],
)
def test_a_lock_that_is_held_is_a_hazard(statement: str, shown: str) -> None:
    assert hazards(statement) == [f"{shown} stays held"]


@pytest.mark.parametrize(
    "statement",
    [
        "async with self._lock:\n    «x()»\n",
        "with self._lock: pass\n«x()»\n",
        "«x()»\nwith self._lock: pass\n",
        "with self.clock:\n    «x()»\n",
        "with self.block, self.locksmith, second:\n    «x()»\n",
        "with open(«x()») as lock: pass\n",
        "with self._lock:\n    async def inner():\n        return 1\n«x()»\n",
    ],
)
def test_a_lock_that_is_not_held_is_none(statement: str) -> None:
    assert hazards(statement) == []


def test_a_lock_around_the_definition_is_not_held_inside() -> None:
    tree, path = marked("with lock:\n    async def poll():\n        «x()»\n")
    assert hazards_of_await(tree, Names(tree), path, place_of(path)) == ()


@pytest.mark.parametrize(
    ("statements", "found"),
    [
        ("lock.acquire()\n«x()»\nlock.release()\n", ["lock stays held"]),
        ("lock.acquire()\ntry:\n    «x()»\nfinally:\n    lock.release()\n", ["lock stays held"]),
        ("self.a.acquire()\nself.b.acquire()\n«x()»\nself.b.release()\nself.a.release()\n",
         ["self.a stays held", "self.b stays held"]),
        ("await lock.acquire()\n«x()»\nlock.release()\n", []),
        ("«x()»\nlock.acquire()\nlock.release()\n", []),
        ("lock.acquire()\nself.other.release()\n«x()»\n", []),
        ("def inner():\n    lock.acquire()\n«x()»\nlock.release()\n", []),
    ],
)  # fmt: skip
def test_a_lock_that_is_acquired_before_and_released_after_is_a_hazard(statements: str, found: list[str]) -> None:
    assert hazards(statements) == found


@pytest.mark.parametrize(
    ("imports", "expression"),
    [
        ("import contextlib", "contextlib.redirect_stdout(key)"),
        ("import contextlib as c", "c.chdir(key)"),
        ("from contextlib import redirect_stderr as quiet", "quiet(key)"),
        ("from unittest import mock", "mock.patch('time.sleep')"),
        ("from unittest.mock import patch", "patch.object(key, 'name')"),
        ("import warnings", "warnings.catch_warnings()"),
    ],
)
def test_changed_state_of_the_process_is_a_hazard(imports: str, expression: str) -> None:
    assert hazards(f"with {expression}:\n    «x()»\n", imports) == [
        f"with {expression} changes state of the whole process"
    ]


@pytest.mark.parametrize(
    ("imports", "expression"),
    [
        ("import torch", "torch.no_grad()"),
        ("from torch import inference_mode", "inference_mode()"),
        ("import numpy as np", "np.errstate(divide='ignore')"),
    ],
)
def test_a_setting_of_the_thread_around_an_await_is_a_hazard(imports: str, expression: str) -> None:
    assert hazards(f"with {expression}:\n    «x()»\n", imports) == [f"with {expression} is for the event loop's thread"]


def test_what_only_sounds_like_state_of_the_process_is_none() -> None:
    assert hazards("with contextlib.chdir(key), patch('x'):\n    «x()»\n", "from app import contextlib, patch") == []


@pytest.mark.parametrize(
    "statements",
    [
        "n = self.count\n«x()»\nself.count = n + 1\n",
        "if self.count:\n    «x()»\n    self.count = 0\n",
        "self.count = self.count + «x()»\n",
        "self.count += «x()»\n",
        "n = self.count\n«x()»\nself.count += n\n",
        "await y()\nn = self.count\n«x()»\nself.count = n\n",
        "n = self.count\n«x()»\ndel self.count\n",
        "n = self.count\n«x()»\nself.count[key] = n\n",
        "n = self.count\n«x()»\nfor self.count in n: pass\n",
    ],
)
def test_an_update_that_the_await_splits_is_a_hazard(statements: str) -> None:
    assert hazards(statements) == ["self.count is read before"]


@pytest.mark.parametrize(
    "statements",
    [
        "n = self.count\nself.count = n + 1\n«x()»\n",
        "«x()»\nself.count += 1\n",
        "n = self.count\nawait y()\n«x()»\nself.count = n + 1\n",
        "n = self.count\n«x()»\nawait y()\nself.count = n + 1\n",
        "n = self.count\nasync with y: pass\n«x()»\nself.count = n + 1\n",
        "n = self.count\n«x()»\nself.total = n + 1\n",
        "count = 1\nn = count\n«x()»\ncount = n + 1\n",
        "key.count += 1\n«x()»\nlock.count += 1\n",
        "n = self\n«x()»\nself = n\n",
        "self.count += 1\n«x()»\nself.count -= 1\n",
        "if key:\n    self.count = 1\nelse:\n    «x()»\n    self.count = 2\n",
        "self.count = 1\nawait y()\n«x()»\nself.count = 2\n",
        "self.count = «x()»\nreturn self.count\n",
        "if key:\n    self.count = 1\n    return\n«x()»\nself.count = 2\n",
    ],
)
def test_an_update_that_is_whole_or_already_split_is_none(statements: str) -> None:
    assert hazards(statements) == []


@pytest.mark.parametrize(
    ("statements", "found"),
    [
        ("self.count = 1\n«x()»\nreturn self.count\n", "self.count is changed and read"),
        ("self.count += 1\n«x()»\nreturn self.count\n", "self.count is changed and read"),
        ("self.busy = True\ntry:\n    «x()»\nfinally:\n    self.busy = False\n", "self.busy is changed twice"),
        ("self.parts[key] = 1\n«x()»\nreturn self.parts\n", "self.parts is changed and read"),
    ],
)
def test_what_is_written_and_used_on_is_a_hazard(statements: str, found: str) -> None:
    assert hazards(statements) == [found]


def test_shared_variables_of_the_module_count() -> None:
    statements = "global total\nn = total\n«x()»\ntotal = n + 1\n"
    assert hazards(statements, "total = 0") == ["total is read before"]
    assert hazards("n = total\n«x()»\ntotal[key] = n\n", "total = {}") == ["total is read before"]
    assert hazards("n = total\n«x()»\ntotal[key] = n\n", "from app import total") == ["total is read before"]


@pytest.mark.parametrize(
    ("handler", "found"),
    [
        ("except GeneratorExit:", ["being closed"]),
        ("except (OSError, GeneratorExit) as error:", ["being closed"]),
        ("except OSError:", []),
        ("finally:", []),
    ],
)
def test_waiting_while_being_closed_is_a_hazard(handler: str, found: list[str]) -> None:
    assert hazards(f"try:\n    await y()\n{handler}\n    «x()»\n") == found
    assert hazards(f"try:\n    yield 1\n{handler}\n    «x()»\n") == []


def test_module_code_has_no_hazards() -> None:
    tree, path = marked("with lock:\n    «x()»\n")
    assert hazards_of_await(tree, Names(tree), path, place_of(path)) == ()
