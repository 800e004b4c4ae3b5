"""Loops that nothing in them ends."""

from __future__ import annotations

import ast

import pytest

from asyncfix.dataflow.endless_loops import endless_loop

ENDLESS = (
    "while True:\n    work()",
    "while 1:\n    if x:\n        raise SystemExit",
    "for n in itertools.count():\n    work(n)",
    "while True:\n    for x in y:\n        break",
    "while not done:\n    time.sleep(1)",
    "while self.running:\n    queue.wait(1)",
    "with lock:\n    while True:\n        work()",
    "while True:\n    def inner():\n        return 1",
)
ENDING = (
    "while True:\n    if x:\n        break",
    "while True:\n    try:\n        return work()\n    except OSError:\n        pass",
    "while True:\n    match x:\n        case 1:\n            break",
    "while True:\n    for x in y:\n        return x",
    "for n in range(3):\n    work(n)",
    "while tries < 3:\n    time.sleep(1)",
    "while left:\n    time.sleep(1)\n    left -= 1",
    "while queue:\n    queue.pop()",
    "while time.time() < end and not done:\n    time.sleep(1)",
    "def inner():\n    while True:\n        work()",
)


@pytest.mark.parametrize("text", ENDLESS)
def test_a_loop_that_nothing_in_it_ends_is_found(text: str) -> None:
    assert endless_loop(ast.parse(text).body) is not None


@pytest.mark.parametrize("text", ENDING)
def test_a_loop_that_ends_is_none(text: str) -> None:
    assert endless_loop(ast.parse(text).body) is None
