"""Calls that may never end."""

from __future__ import annotations

import pytest

from asyncfix.catalogue import row_of
from asyncfix.effects.waits import is_made_here, waiting_row, waits_for_ever
from asyncfix.inference import symbolic as v

SHARED = v.Member(v.Name(":jobs"), "get")
MADE = v.Member(v.ResultOf(v.Name("subprocess.Popen")), "wait")
LIMITED = v.Member(v.ResultOf(v.Name("socket.create_connection"), v.CallArguments((v.UNKNOWN, v.Literal("5")))), "recv")


def _given(*positional: v.Symbolic, **keywords: v.Symbolic) -> v.CallArguments:
    return v.CallArguments(positional, tuple(keywords.items()))


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("queue.Queue.get", _given()),
        ("queue.Queue.get", _given(timeout=v.NONE)),
        ("queue.Queue.get", _given(v.Literal("True"), v.UNKNOWN)),
        ("threading.Event.wait", _given()),
        ("redis.Redis.blpop", _given(v.Literal("'jobs'"))),
        ("redis.Redis.blpop", _given(v.Literal("'jobs'"), v.Literal("0"))),
        ("socket.socket.accept", _given()),
        ("select.select", _given(v.UNKNOWN, v.UNKNOWN, v.UNKNOWN)),
        ("subprocess.Popen.wait", _given()),
        ("input", _given()),
    ],
)
def test_what_has_no_time_limit_may_wait_for_ever(name: str, given: v.CallArguments) -> None:
    row = row_of(name)
    assert row is not None
    assert waits_for_ever(row, given, SHARED)


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("queue.Queue.get", _given(timeout=v.Literal("1"))),
        ("queue.Queue.get", _given(v.Literal("True"), v.Literal("0.5"))),
        ("threading.Event.wait", _given(v.Name(":LIMIT"))),
        ("redis.Redis.blpop", _given(v.Literal("'jobs'"), v.Literal("5"))),
        ("select.select", _given(v.UNKNOWN, v.UNKNOWN, v.UNKNOWN, v.Literal("1"))),
        ("subprocess.run", _given()),
        ("concurrent.futures.Executor.map", _given()),
    ],
)
def test_what_has_a_time_limit_or_ends_with_its_work_ends(name: str, given: v.CallArguments) -> None:
    row = row_of(name)
    assert row is not None
    assert not waits_for_ever(row, given, SHARED)


def test_what_the_function_has_made_ends_with_it() -> None:
    assert is_made_here(MADE)
    assert not is_made_here(SHARED)
    wait, recv, get = (row_of(f"{name}") for name in ("subprocess.Popen.wait", "socket.socket.recv", "queue.Queue.get"))
    assert wait is not None
    assert recv is not None
    assert get is not None
    assert not waits_for_ever(wait, v.NOTHING_GIVEN, MADE)
    assert not waits_for_ever(recv, v.NOTHING_GIVEN, LIMITED)
    assert waiting_row(get, v.NOTHING_GIVEN, SHARED) == "queue.Queue.get"
    assert waiting_row(get, v.NOTHING_GIVEN, v.Member(v.ResultOf(v.Name("queue.Queue")), "get")) == ""


def test_what_others_wait_for_as_well_is_taken_from_them() -> None:
    assert all(row.takes for name in ("queue.Queue.get", "redis.Redis.blpop") if (row := row_of(name)) is not None)
    put = row_of("queue.Queue.put")
    assert put is not None
    assert not put.takes
