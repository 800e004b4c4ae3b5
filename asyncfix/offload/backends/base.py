"""A way off the event loop: what differs between the libraries, as attributes and methods of one object."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from asyncfix.binding.context_kinds import Library
from asyncfix.offload.extract.code_fragment import CodeFragment
from asyncfix.recipe import named

if TYPE_CHECKING:  # a run that finds nothing asks for names and packages alone
    from asyncfix.offload.backends.speller import Speller


@dataclass(frozen=True, slots=True)
class ThreadCall:
    """The text around a function and its arguments, `f, x, k=y`, that has them called in a thread."""

    before: CodeFragment  # begins with `await`
    after: str
    setup: CodeFragment | None = None  # the statement that has to stand before it


@dataclass(frozen=True, slots=True)
class ThreadCallSite:
    """The place of a hop."""

    spell: Speller
    text: str  # of the file
    loop: str = ""  # a name that surely holds the running loop
    loop_name: str = ""  # a name that is free for it, where a statement can stand before the hop
    pool: str = "None"  # the executor, as an expression
    copy_context: bool = False  # hand context variables on to `run_in_executor`


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The facts that the choice of a way depends on."""

    library: Library  # that runs the coroutine
    text: str  # of the file
    uses: Callable[..., bool]  # whether a file of the project imports one of some packages
    only_imported: bool = False  # the project declares what it needs, and that holds no package of a way


class Backend:
    """A way off the event loop. The attributes here are those of most ways."""

    name: ClassVar[str]
    loops: ClassVar[frozenset[Library]] = frozenset({Library.ASYNCIO, Library.ANYIO})  # that it can run on
    packages: ClassVar[tuple[str, ...]] = ()  # to import one of them shows that the way is there; none: it always is
    requirements: ClassVar[tuple[str, ...]] = ()  # a project that needs one of them is to have this way
    has_setup: ClassVar[bool] = False  # it reads better with a statement before it that gets the loop
    takes_keywords: ClassVar[bool] = True  # and hands them to the function; else `functools.partial` does
    own_keywords: ClassVar[frozenset[str]] = frozenset()  # that never reach the function
    in_other_process: ClassVar[bool] = False
    has_process_pool: ClassVar[bool] = True  # asyncio's pool of processes is at hand beside it
    undone_in_cleanup: ClassVar[str] = ""
    """What happens to a call in the clean-up of a cancelled task, as a sentence; "" where it is made as always.

    A way that makes no such call waits for those that run, so that nothing works on behind the task.
    """

    def call(self, site: ThreadCallSite, keywords: frozenset[str | None] = frozenset()) -> ThreadCall:
        """The text around a call with these keywords, None for `**`. Raises ExtractionRefused where it can't be had."""
        before = CodeFragment("await ") + self.runner(site)
        if not (keywords if not self.takes_keywords else keywords & self.own_keywords):
            return ThreadCall(before, ")", self.setup(site))
        partial = site.spell.attribute("functools.partial", "functools") + "("
        return ThreadCall(before + partial, "))", self.setup(site))

    def runner(self, site: ThreadCallSite) -> CodeFragment:
        """`asyncio.to_thread(`: all that stands before the function."""
        raise NotImplementedError

    def setup(self, site: ThreadCallSite) -> CodeFragment | None:
        """The statement that has to stand before the call."""
        return None

    def hazards(self, copy_context: bool = False) -> tuple[str, ...]:
        """Sentences on what is lost by this way."""
        return ()

    def suits(self, around: Surroundings) -> int:
        """The rank of the way for a coroutine that leaves the choice to asyncfix: the most wins, 0 is not at all."""
        return 0

    def missing(self, uses: Callable[..., bool]) -> str:
        """A sentence where the way takes a package that nothing in the project imports; else ""."""
        if not self.packages or uses(*self.packages):
            return ""
        return f"nothing in the project imports {self.packages[0]} so far, which now has to be installed"

    def iterators_at(self, text: str) -> tuple[str, ...]:
        """Functions that step through an iterable in threads, the best for a file of this text first."""
        return ()

    def manager_wrapper(self, text: str, uses: Callable[..., bool]) -> str:
        """The function that enters and leaves a manager in threads, by its qualified name; "" where there is none."""
        return ""

    def awaitable(self, arguments: str) -> str:
        """`asyncio.to_thread(f, x)` for the code of a definition: names by `named`, no keywords."""
        raise NotImplementedError

    def leaving(self, arguments: str) -> str:
        """Statements of an `__aexit__` that make the call where the task is cancelled, too, and wait for it."""
        return f"""leaving = {named("asyncio.ensure_future")}({self.awaitable(arguments)})
        try:
            return await {named("asyncio.shield")}(leaving)
        finally:
            await {named("asyncio.wait")}([leaving])"""


class CancelScopeBackend(Backend):
    """The thread function of a library with cancel scopes: nothing begins in a cancelled one that is not shielded."""

    module: ClassVar[str]  # "anyio"
    takes_keywords = False
    has_process_pool = False

    def runner(self, site: ThreadCallSite) -> CodeFragment:
        """`anyio.to_thread.run_sync(`."""
        return site.spell.attribute(f"{self.module}.to_thread.run_sync", self.module) + "("

    def awaitable(self, arguments: str) -> str:
        """`anyio.to_thread.run_sync(f, x)`."""
        return f"{named(f'{self.module}.to_thread')}.run_sync({arguments})"

    def leaving(self, arguments: str) -> str:
        """The call in a shielded scope, with a thread of its own: the limit of the others may be used up."""
        own_thread = f"limiter={named(f'{self.module}.CapacityLimiter')}(1)"
        return f"""with {named(f"{self.module}.CancelScope")}(shield=True):
            return await {self.awaitable(f"{arguments}, {own_thread}")}"""
