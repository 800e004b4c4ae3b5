"""Regions that must stay where they are, each with a reason that tells why."""

from __future__ import annotations

import pytest

from asyncfix.imports.importer import ImportRefusal
from asyncfix.offload.backends.base import Backend
from asyncfix.offload.backends.threads.asyncio import BACKEND as ASYNCIO
from asyncfix.offload.extract.extraction import Extraction
from tests.support.planning import Planner


def answer(text: str, start: str, length: int = 1, backend: Backend = ASYNCIO) -> Extraction | ImportRefusal:
    planner = Planner(text)
    return planner.extract(planner.statements(start, length), backend)


def lines(*statements: str) -> str:
    """A coroutine of the statements."""
    return "import asyncio\n\n\nasync def f(p):\n" + "".join(f"    {line}\n" for line in statements)


@pytest.mark.parametrize(
    ("statements", "start", "reason"),
    [
        (["x = await p"], "x =", "waits on the event loop"),
        (["async for x in p:", "    g(x)"], "async for", "waits on the event loop"),
        (["async with p:", "    g()"], "async with", "waits on the event loop"),
        (["x = [a async for a in p]"], "x =", "waits on the event loop"),
        (["x = yield p"], "x =", "yields"),
        (["for x in p:", "    if x: break", "    await x"], "if x", "loop around it"),
        (["while p:", "    if p: continue", "    await p"], "if p", "loop around it"),
        (["try:", "    await p", "except E:", "    raise"], "raise", "a handler around it has caught"),
        (["try:", "    await p", "except E:", "    log.exception('x')"], "log", "a handler around it has caught"),
        (["try:", "    await p", "except E:", "    log.error('x', exc_info=True)"], "log", "a handler around it"),
        (["x = next(p)"], "x =", "StopIteration"),
        (["raise StopIteration"], "raise", "StopIteration"),
        (["x = locals()"], "x =", "names of the function"),
        (["x = eval(p)"], "x =", "names of the function"),
        (["x = vars()"], "x =", "names of the function"),
        (["x = g()", "h()", "await p(locals())"], "x = g()", "which calls `locals`"),
        (["t = asyncio.create_task(p)"], "t =", "event loop"),
        (["p.create_task(g())"], "p.create", "event loop"),
        (["global x", "x = 1"], "global", "declares names"),
        (["g(x)", "x = 1"], "g(x)", "`x` may be unbound before it"),
        (["if p: x = 1", "await g(x)"], "if p", "`x` may be unbound after it"),
        (["x = 1", "del x", "await g()"], "del x", "deletes `x`"),
        (["try:", "    g()", "except E as x:", "    pass", "await g(x)"], "try", "`x` may be unbound after it"),
        (["with suppress(E): x = g()", "await g(x)"], "with", "`x` may be unbound after it"),
        (["def h(): return x", "x = 1", "await h()"], "x = 1", "shared with a function"),
        (
            ["def h():", "    nonlocal x", "    x = 2", "x = 1", "g(x)", "await h()"],
            "g(x)",
            "bound by a function inside",
        ),
        (["x = 1", "h = lambda: x", "x = 2", "await h()"], "h =", "bound anew after it"),
        (["return", "g()"], "g()", "never reached"),
        (["if p: g()", "elif g(p): h()"], "elif", "part of the `if`"),
        (["yield 1", "if p: return", "g()"], "if p", "asynchronous generator"),
    ],
)
def test_what_a_thread_or_a_helper_can_not_do(statements: list[str], start: str, reason: str) -> None:
    found = answer(lines(*statements), start)
    assert isinstance(found, ImportRefusal), found
    assert reason in found.reason


@pytest.mark.parametrize(
    "statements",
    [
        ["try:", "    g(p)", "except E:", "    log.exception('x')", "    raise"],
        ["try:", "    x = next(p)", "except StopIteration:", "    x = 1"],
        ["for x in p:", "    if x: break", "    continue"],
        ["async def h(): await g()"],
        ["x = vars(p)"],
        ["x = 1", "def h(): return x"],
        ["g(asyncio.TimeoutError)"],
        ["x = sorted(p, key=lambda a: p[a])"],
    ],
)
def test_the_same_things_are_right_where_all_of_them_moves(statements: list[str]) -> None:
    assert isinstance(answer(lines(*statements), statements[0]), Extraction)


def test_a_name_assigned_before_an_error_is_kept_for_the_handler() -> None:
    text = lines("x = 1", "try:", "    x = 2", "    g()", "except E:", "    await h(x)")
    planner = Planner(text)
    found = planner.extract(planner.statements("x = 2", 2))
    assert isinstance(found, ImportRefusal)
    assert "read where its errors are handled" in found.reason


def test_an_assignment_at_the_very_end_changes_nothing_for_the_handler() -> None:
    text = lines("x = None", "try:", "    x = open(p)", "    await h(x)", "finally:", "    await g(x)")
    assert isinstance(answer(text, "x = open"), Extraction)


def test_the_only_binding_of_a_name_that_is_used_elsewhere_stays() -> None:
    found = answer(lines("if p:", "    await g(x)", "x = g()", "h(1)", "await g()"), "x = g", 2)
    assert isinstance(found, ImportRefusal)
    assert "no longer be a name of the function" in found.reason


def test_super_in_a_nested_function_stays() -> None:
    text = "class A:\n    def g(self):\n        async def f():\n            super().g()\n        return f\n"
    found = answer(text, "super")
    assert isinstance(found, ImportRefusal)
    assert "class" in found.reason


def test_a_name_of_the_function_around_that_changes_stays() -> None:
    text = "def g():\n    n = 0\n    async def f():\n        nonlocal n\n        n += 1\n        h(n)\n    return f\n"
    for start in ("n += 1", "h(n)"):
        found = answer(text, start)
        assert isinstance(found, ImportRefusal)
        assert "function around" in found.reason


def test_code_of_a_sync_function_is_not_asked_for() -> None:
    found = answer("def f(p):\n    g(p)\n", "g(p)")
    assert isinstance(found, ImportRefusal)
    assert "event loop" in found.reason


def test_a_context_variable_is_set_where_it_counts() -> None:
    text = "from contextvars import ContextVar\nV = ContextVar('V')\nasync def f(p):\n    V.set(p)\n"
    found = answer(text, "V.set")
    assert isinstance(found, ImportRefusal)
    assert "context variable" in found.reason


def test_a_part_of_an_expression_that_binds_a_name_stays() -> None:
    planner = Planner("async def f(p):\n    g((x := h(p)) + 1)\n    await x\n")
    found = planner.extract(planner.expression("(x := h(p)) + 1"))
    assert isinstance(found, ImportRefusal)
    assert "binds `x`" in found.reason


def test_an_early_return_before_an_else_goes_on_to_it() -> None:
    text = lines("try:", "    if g(): return 1", "    h()", "except E:", "    pass", "else:", "    k()")
    planner = Planner(text)
    found = planner.extract(planner.statements("if g()", 2))
    assert isinstance(found, Extraction)
    assert "        if done:\n            return result\n    except E:" in planner.applied([found])


def test_an_early_return_in_finally_goes_on_with_the_error() -> None:
    text = lines("try:", "    await p", "finally:", "    if g(): return 1", "    h()")
    planner = Planner(text)
    found = planner.extract(planner.statements("if g()", 2))
    assert isinstance(found, Extraction)
    assert "        if done:\n            return result\n" in planner.applied([found])
