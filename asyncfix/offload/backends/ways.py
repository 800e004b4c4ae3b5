"""How a function is run in a thread: one spelling for each library.

starlette  await run_in_threadpool(f, x, k=y)      from starlette.concurrency, or fastapi's where that is imported
asyncio    await asyncio.to_thread(f, x, k=y)
anyio      await anyio.to_thread.run_sync(f, x)    functools.partial where there are keywords
executor   loop = asyncio.get_running_loop()
           await loop.run_in_executor(None, f, x)  functools.partial where there are keywords
process    the same with a pool of processes
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from asyncfix.dataflow.refusal import ExtractionRefused
from asyncfix.effects.table import Effect, sentence
from asyncfix.imports.importer import Importer, ImportRefusal
from asyncfix.offload.extract.code_fragment import CodeFragment
from asyncfix.syntax.node_path import NodePath


class Backend(StrEnum):
    """What runs a function off the event loop."""

    STARLETTE = "starlette"
    ASYNCIO = "asyncio"
    ANYIO = "anyio"
    EXECUTOR = "executor"
    PROCESS = "process"


@dataclass(frozen=True, slots=True)
class ThreadCall:
    """What stands around a function and its arguments, `f, x, k=y`, to have them called in a thread."""

    before: CodeFragment  # begins with `await`
    after: str
    setup: CodeFragment | None = None  # the statement that has to stand before it


class Speller:
    """Qualified names as the file writes them at one place. Raises Refused where a name can't be had."""

    def __init__(self, importer: Importer, path: NodePath) -> None:
        self._importer = importer
        self._path = path

    def attribute(self, target: str, module: str) -> CodeFragment:
        """`asyncio.to_thread`, by way of the module."""
        found = self._importer.spell(target, module, self._path)
        if isinstance(found, ImportRefusal):
            raise ExtractionRefused(found.reason)
        return CodeFragment(found.text, ((0, found.root_target),), (found.need,) if found.need else ())

    def name(self, target: str, others: Sequence[str] = ()) -> CodeFragment:
        """`run_in_threadpool`, imported by its name. The others are as good where the file has one of them."""
        found = self._importer.spell_name(target, self._path, others)
        if isinstance(found, ImportRefusal):
            raise ExtractionRefused(found.reason)
        return CodeFragment(found.text, ((0, found.root_target),), (found.need,) if found.need else ())


_STARLETTE = "starlette.concurrency.run_in_threadpool"
_FASTAPI = "fastapi.concurrency.run_in_threadpool"
_IMPORTS_FASTAPI = re.compile(r"^[ \t\f]*(?:from|import)[ \t]+fastapi\b", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ThreadCallSite:
    """Where a hop is to stand."""

    spell: Speller
    text: str  # of the file
    loop: str = ""  # a name that surely holds the running loop
    loop_name: str = ""  # a name that is free for it, where a statement can stand before the hop
    pool: str = "None"  # the executor, as an expression
    copy_context: bool = False  # hand context variables on to `run_in_executor`


def hop(backend: Backend, site: ThreadCallSite, keywords: bool = False, func_keyword: bool = False) -> ThreadCall:
    """How the backend calls a function. Raises Refused where it can't be had.

    `keywords` where the arguments hold some, or `**`; `func_keyword` where one of them is `func`.
    """
    match backend:
        case Backend.STARLETTE:
            return _around(site, _in_threadpool(site), func_keyword)
        case Backend.ASYNCIO:
            return _around(site, site.spell.attribute("asyncio.to_thread", "asyncio"), False)
        case Backend.ANYIO:
            return _around(site, site.spell.attribute("anyio.to_thread.run_sync", "anyio"), keywords)
        case _:
            return _in_executor(site, keywords)


def hazards_of(backend: Backend, copy_context: bool) -> tuple[str, ...]:
    """What is lost by way of the backend, as sentences."""
    return (sentence(Effect.CONTEXT_LOST),) if backend is Backend.EXECUTOR and not copy_context else ()


def _in_threadpool(site: ThreadCallSite) -> CodeFragment:
    names = (_STARLETTE, _FASTAPI)
    if imports_fastapi(site.text):
        names = (_FASTAPI, _STARLETTE)
    return site.spell.name(names[0], names[1:])


@lru_cache(maxsize=4)  # asked for with each hop of a file
def imports_fastapi(text: str) -> bool:
    """True for a file that says `fastapi` where others say `starlette`."""
    return _IMPORTS_FASTAPI.search(text) is not None


def _in_executor(site: ThreadCallSite, keywords: bool) -> ThreadCall:
    setup = None
    if site.loop:
        loop = CodeFragment(site.loop)
    else:
        loop = site.spell.attribute("asyncio.get_running_loop", "asyncio") + "()"
        if site.loop_name:
            setup, loop = CodeFragment(f"{site.loop_name} = ") + loop, CodeFragment(site.loop_name)
    runner = _around(site, loop + ".run_in_executor", False)
    before = runner.before + f"{site.pool}, "
    if site.copy_context:
        before = before + site.spell.attribute("contextvars.copy_context", "contextvars") + "().run, "
    if keywords:
        before = before + site.spell.attribute("functools.partial", "functools") + "("
    return ThreadCall(before, "))" if keywords else ")", setup)


def _around(site: ThreadCallSite, runner: CodeFragment, partial: bool) -> ThreadCall:
    before = CodeFragment("await ") + runner + "("
    if not partial:
        return ThreadCall(before, ")")
    return ThreadCall(before + site.spell.attribute("functools.partial", "functools") + "(", "))")
