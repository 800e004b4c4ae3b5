"""One call in a thread: what is written, by each library, in each place."""

from __future__ import annotations

import pytest

from asyncfix.imports.importer import ImportRefusal
from asyncfix.offload.backends.base import Backend
from asyncfix.offload.backends.threads.anyio import BACKEND as ANYIO
from asyncfix.offload.backends.threads.asyncio import BACKEND as ASYNCIO
from asyncfix.offload.backends.threads.executor import BACKEND as EXECUTOR
from asyncfix.offload.backends.threads.starlette import BACKEND as STARLETTE
from asyncfix.offload.extract.extraction import Extraction
from tests.support.planning import Planner, body


def one(function: str, call: str, backend: Backend = ASYNCIO, head: str = "import asyncio\n") -> str:
    """The function after the call in it has gone to a thread."""
    planner = Planner(head + function)
    result = planner.extract(planner.expression(call), backend)
    assert isinstance(result, Extraction), result
    return body(planner.applied([result]))


def refused(function: str, call: str) -> str:
    planner = Planner("import asyncio\n" + function)
    result = planner.extract(planner.expression(call))
    assert isinstance(result, ImportRefusal), result
    return result.reason


F = "async def f(p, q):\n    return "


@pytest.mark.parametrize(
    ("backend", "written"),
    [
        (ASYNCIO, "await asyncio.to_thread(read, p, n=1)"),
        (STARLETTE, "await run_in_threadpool(read, p, n=1)"),
        (ANYIO, "await anyio.to_thread.run_sync(functools.partial(read, p, n=1))"),
        (
            EXECUTOR,
            "await asyncio.get_running_loop().run_in_executor(None, functools.partial(read, p, n=1))",
        ),
    ],
)
def test_each_library_has_its_own_spelling(backend: Backend, written: str) -> None:
    assert one(F + "read(p, n=1)\n", "read(p, n=1)", backend) == F + written + "\n"


@pytest.mark.parametrize("backend", [ANYIO, EXECUTOR])
def test_partial_is_for_keywords_alone(backend: Backend) -> None:
    assert "partial" not in one(F + "read(p, *q)\n", "read(p, *q)", backend)
    assert "partial(read, **q)" in one(F + "read(**q)\n", "read(**q)", backend)


def test_a_keyword_that_the_thread_pool_has_itself_goes_through_partial() -> None:
    text = one(F + "read(func=p)\n", "read(func=p)", STARLETTE)
    assert "await run_in_threadpool(functools.partial(read, func=p))" in text


def test_fastapi_gives_its_own_name_of_the_thread_pool() -> None:
    planner = Planner("from fastapi import FastAPI\n\n\nasync def f(p):\n    read(p)\n")
    result = planner.extract(planner.expression("read(p)"), STARLETTE)
    assert isinstance(result, Extraction)
    assert planner.applied([result]).startswith(
        "from fastapi import FastAPI\nfrom fastapi.concurrency import run_in_threadpool\n"
    )


def test_a_thread_pool_that_is_imported_already_is_used() -> None:
    head = "from fastapi import FastAPI\nfrom starlette.concurrency import run_in_threadpool as pool\n"
    planner = Planner(head + F + "read(p)\n")
    result = planner.extract(planner.expression("read(p)"), STARLETTE)
    assert isinstance(result, Extraction)
    assert planner.applied([result]) == head + F + "await pool(read, p)\n"


def test_an_import_from_the_same_module_is_extended() -> None:
    head = "from starlette.concurrency import iterate_in_threadpool\n"
    planner = Planner(head + F + "read(p)\n")
    result = planner.extract(planner.expression("read(p)"), STARLETTE)
    assert isinstance(result, Extraction)
    assert planner.applied([result]).startswith(
        "from starlette.concurrency import iterate_in_threadpool, run_in_threadpool\n"
    )


def test_a_name_that_is_taken_gets_an_alias() -> None:
    planner = Planner("run_in_threadpool = 1\n" + F + "read(p)\n")
    result = planner.extract(planner.expression("read(p)"), STARLETTE)
    assert isinstance(result, Extraction)
    new = planner.applied([result])
    assert "from starlette.concurrency import run_in_threadpool as run_in_threadpool_\n" in new
    assert "await run_in_threadpool_(read, p)" in new


@pytest.mark.parametrize(
    ("old", "call", "new"),
    [
        ("read(p).strip()", "read(p)", "(await asyncio.to_thread(read, p)).strip()"),
        ("read(p)[0]", "read(p)", "(await asyncio.to_thread(read, p))[0]"),
        ("read(p) ** 2", "read(p)", "(await asyncio.to_thread(read, p)) ** 2"),
        ("-read(p)", "read(p)", "-await asyncio.to_thread(read, p)"),
        ("read()", "read()", "await asyncio.to_thread(read)"),
        ("read( )", "read( )", "await asyncio.to_thread(read)"),
        ("p.db().get(q)", "p.db().get(q)", "await asyncio.to_thread(p.db().get, q)"),
        ("sum(x for x in p)", "sum(x for x in p)", "await asyncio.to_thread(sum, (x for x in p))"),
        ("read((x for x in p))", "read((x for x in p))", "await asyncio.to_thread(read, (x for x in p))"),
        ("[read(x) for x in p]", "read(x)", "[await asyncio.to_thread(read, x) for x in p]"),
        ("read(await q)", "read(await q)", "await asyncio.to_thread(read, await q)"),
        ("q or(read)(p)", "(read)(p)", "q or await asyncio.to_thread((read), p)"),
        ("read(p, # one\n  q)", "read(p, # one\n  q)", "await asyncio.to_thread(read, p, # one\n  q)"),
        ("read(\n  p,\n)", "read(\n  p,\n)", "await asyncio.to_thread(\n  read,\n  p,\n)"),
        ("f'{read(p)!r:>{q}}'", "read(p)", "f'{await asyncio.to_thread(read, p)!r:>{q}}'"),
    ],
)
def test_the_call_keeps_its_text_and_its_place(old: str, call: str, new: str) -> None:
    assert one(F + old + "\n", call) == F + new + "\n"


@pytest.mark.parametrize(
    ("function", "call", "reason"),
    [
        (F + "lambda: read(p)\n", "read(p)", "lambda"),
        (F + "(read(x) for x in p)\n", "read(x)", "generator"),
        (F + "await read(p)\n", "read(p)", "awaited"),
        (F + "next(p)\n", "next(p)", "StopIteration"),
        (F + "super()\n", "super()", "super"),
        (F + "locals()\n", "locals()", "names of the function"),
        (F + "asyncio.sleep(1)\n", "asyncio.sleep(1)", "event loop"),
        ("def f(p):\n    return read(p)\n", "read(p)", "event loop"),
        ("async def f(p, q=read(1)):\n    pass\n", "read(1)", "loop"),
        (F + "f'{read(p)=}'\n", "read(p)", "source"),
    ],
)
def test_a_call_that_must_stay_says_why(function: str, call: str, reason: str) -> None:
    assert reason in refused(function, call)


def test_next_with_a_default_may_go() -> None:
    assert one(F + "next(p, None)\n", "next(p, None)") == F + "await asyncio.to_thread(next, p, None)\n"


def test_a_comment_behind_the_bracket_stays_there() -> None:
    planner = Planner(
        "import asyncio\n\n\nasync def f(data):\n    x = g(  # note\n        data,\n    )\n    y = h(  # none\n    )\n"
    )
    made = [
        planner.extract(planner.expression(text)) for text in ("g(  # note\n        data,\n    )", "h(  # none\n    )")
    ]
    assert all(isinstance(one, Extraction) for one in made)
    new = planner.applied([one for one in made if isinstance(one, Extraction)])
    assert "    x = await asyncio.to_thread(  # note\n        g,\n        data,\n    )\n" in new
    assert "    y = await asyncio.to_thread(h  # none\n    )\n" in new


def test_the_error_of_a_future_is_not_that_of_a_handler() -> None:
    planner = Planner("import asyncio\n\n\nasync def f(future):\n    return future.exception()\n")
    assert isinstance(planner.extract(planner.expression("future.exception()")), Extraction)
