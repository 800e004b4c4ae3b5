"""`await run_in_threadpool(f, x, k=y)`: from starlette.concurrency, or fastapi's where that is imported."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from asyncfix.binding.context_kinds import Library
from asyncfix.catalogue.web_frameworks import MANAGER_IN_THREADPOOL
from asyncfix.offload.backends.base import Surroundings, ThreadCallSite
from asyncfix.offload.backends.threads.anyio import AnyioBackend
from asyncfix.offload.extract.code_fragment import CodeFragment

_IMPORTS = re.compile(r"^(?:from|import)[ \t]+(?:fastapi|starlette)\b", re.MULTILINE)
_IMPORTS_FASTAPI = re.compile(r"^[ \t\f]*(?:from|import)[ \t]+fastapi\b", re.MULTILINE)


class StarletteBackend(AnyioBackend):
    """Starlette's function, which is anyio's with keywords."""

    name = "starlette"
    packages = requirements = ("starlette", "fastapi")
    takes_keywords = True
    own_keywords = frozenset({"func"})
    has_process_pool = True

    def runner(self, site: ThreadCallSite) -> CodeFragment:
        """`run_in_threadpool(`."""
        first, other = _of_concurrency("run_in_threadpool", site.text)
        return site.spell.name(first, (other,)) + "("

    def suits(self, around: Surroundings) -> int:
        """Well where the file imports Starlette or FastAPI, or the project does and asyncio runs the coroutine."""
        if around.library is not Library.ASYNCIO:
            return 0
        imported = _imports(around.text) or (not around.only_imported and around.uses(*self.packages))
        return 2 if imported else 0

    def iterators_at(self, text: str) -> tuple[str, ...]:
        """`iterate_in_threadpool`."""
        return _of_concurrency("iterate_in_threadpool", text)

    def manager_wrapper(self, text: str, uses: Callable[..., bool]) -> str:
        """FastAPI's `contextmanager_in_threadpool`, where the project has that."""
        return MANAGER_IN_THREADPOOL if _imports_fastapi(text) or uses("fastapi") else ""


def _of_concurrency(function: str, text: str) -> tuple[str, ...]:
    """The function by both of its names, that of the library which the file imports first."""
    names = f"starlette.concurrency.{function}", f"fastapi.concurrency.{function}"
    return names[::-1] if _imports_fastapi(text) else names


@lru_cache(maxsize=4)  # asked for with each coroutine of a file
def _imports(text: str) -> bool:
    return _IMPORTS.search(text) is not None


@lru_cache(maxsize=4)  # asked for with each hop of a file
def _imports_fastapi(text: str) -> bool:
    """True for a file that says `fastapi` where others say `starlette`."""
    return _IMPORTS_FASTAPI.search(text) is not None


BACKEND = StarletteBackend()
