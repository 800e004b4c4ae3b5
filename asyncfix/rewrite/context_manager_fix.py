"""A `with` block that can't go to a thread as a whole: its end goes to one, and where that blocks, its begin, too."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from asyncfix.binding.execution_context import place_of
from asyncfix.binding.qualified_names import Names
from asyncfix.catalogue.python_names import ANY
from asyncfix.dataflow.region import Region
from asyncfix.effects.interference import hazards_of_hop
from asyncfix.effects.table import Effect, sentence
from asyncfix.files.text_edits import Edit, Span
from asyncfix.fixes import Fix, Form, ImportNeed, Introduced, Safety
from asyncfix.imports.importer import Importer, ImportRefusal
from asyncfix.inference.symbolic import ENTERED_IN_THREAD, LEFT_IN_THREAD
from asyncfix.offload.backends.base import Backend
from asyncfix.offload.candidates.blocking_sites import BlockingSites
from asyncfix.offload.planner.managed_blocks import Managed
from asyncfix.offload.safety.cancellation import hazard
from asyncfix.recipe import Definition, Recipe, named
from asyncfix.rewrite.definitions import defined
from asyncfix.rewrite.wrap_expression import handed_to
from asyncfix.syntax.node_path import NodePath


@dataclass(frozen=True, slots=True)
class _Wrapper:
    """What is called with the manager."""

    text: str
    target: str  # the qualified name that its first name has to mean; "" for a definition of the module
    needs: tuple[ImportNeed, ...]
    title: str
    hazards: tuple[str, ...]


def entering(
    files: BlockingSites,
    names: Names,
    importer: Importer,
    recipes: Mapping[str, Recipe],
    block: Managed,
    backend: Backend,
    hazards_of: Callable[[NodePath, Backend], tuple[str, ...]],
) -> tuple[Fix, ...]:
    """The fixes that make a `with` an `async with` left in a thread; `hazards_of` tells those of an await."""
    site = next(site for site, reason in block.left if reason)
    recipe = recipes[site.cause.row.family]
    end = files.tree.span(block.statement).end
    cancelled = hazard(Region(site.path), backend, [one.cause.row.name for one, _ in block.left])
    hazards = (
        *block.hazards,
        *([cancelled] if cancelled else ()),
        *backend.hazards(),
        *hazards_of(site.path, backend),
        *hazards_of_hop(files.tree, names, block.path, place_of(block.path), Span(end, end)),
    )
    fixes = []
    for wrapper in _wrappers(files, importer, recipe, block, backend):
        edits = _edits(files, block, wrapper.text)
        if not edits:
            return ()
        made = Fix(
            recipe.name,
            wrapper.title,
            edits,
            Safety.REVIEW,
            hazards=tuple(dict.fromkeys((*wrapper.hazards, *hazards))),
            needs=wrapper.needs,
            introduces=tuple(Introduced(edit, 1, wrapper.target) for edit in range(1, len(edits), 2) if wrapper.target),
            form=Form.HOP,
        )
        fixes.append(made)
    return tuple(fixes)


def _edits(files: BlockingSites, block: Managed, wrapper: str) -> tuple[Edit, ...]:
    """The `async`, and the call around each manager; nothing where one of them follows its `with` at once."""
    begin = files.tree.span(block.statement).start
    edits = [Edit(Span(begin, begin), "async ")]
    for item in block.statement.items:
        around = handed_to(files.tree, item.context_expr, wrapper)
        if around is None:
            return ()
        edits.extend(around)
    return tuple(edits)


def _wrappers(
    files: BlockingSites, importer: Importer, recipe: Recipe, block: Managed, backend: Backend
) -> list[_Wrapper]:
    """FastAPI's function where the project has that, and a class of the module.

    The class comes first where entering does not block: it enters on the loop, where nothing can come in between.
    """
    found = []
    wrapper = backend.manager_wrapper(files.tree.source.text, files.index.uses)
    if wrapper:
        spelled = importer.spell_name(wrapper, block.path)
        if not isinstance(spelled, ImportRefusal):
            needs = (spelled.need,) if spelled.need else ()
            title = "enter and leave the block in threads, as FastAPI does"
            told = (sentence(Effect.FORGETS), sentence(Effect.ENTERING))
            found.append(_Wrapper(spelled.text, spelled.root_target, needs, title, told))
    definition = _definition(backend, block.enters)
    made = defined(files.tree, importer, recipe, [definition])
    if not isinstance(made, ImportRefusal):
        title = "enter and leave the block in threads" if block.enters else "leave the block in a thread"
        hazards = (sentence(Effect.ENTERING),) if block.enters else ()
        own = _Wrapper(made.names[definition.name], "", made.needs, title, hazards)
        found.insert(len(found) if block.enters else 0, own)
    return found


def _definition(backend: Backend, enters: bool) -> Definition:
    """The class. What is shielded goes on where the task is cancelled, and the task waits for it."""
    any_ = named(ANY)
    enter, leave = "self._manager.__enter__", "self._manager.__exit__, *raised"
    name = ENTERED_IN_THREAD if enters else LEFT_IN_THREAD
    what = (
        "enters a context manager in a thread, and leaves it in one"
        if enters
        else "leaves a context manager in a thread"
    )
    code = f'''class {named(name)}:
    """What {what}."""

    def __init__(self, manager: {any_}) -> None:
        self._manager = manager

    async def __aenter__(self) -> {any_}:
        return {f"await {backend.awaitable(enter)}" if enters else f"{enter}()"}

    async def __aexit__(self, *raised: {any_}) -> {any_}:
        {backend.leaving(leave)}'''
    return Definition(name, code)
