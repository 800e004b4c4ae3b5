"""A loop that awaits between the steps of what it iterates: each step goes to a thread by itself."""

from __future__ import annotations

import ast

from asyncfix.catalogue import Family, Threads
from asyncfix.catalogue.python_names import ANY, ASYNC_ITERATOR
from asyncfix.effects.table import Effect, sentence
from asyncfix.files.text_edits import Edit, Span
from asyncfix.fixes import Fix, Form, ImportNeed, Introduced, Safety
from asyncfix.imports.importer import Importer, ImportRefusal
from asyncfix.inference.events import EventKind
from asyncfix.offload.backends.base import Backend
from asyncfix.offload.candidates.blocking_sites import BlockingSite, BlockingSites
from asyncfix.recipe import Definition, Recipe, named
from asyncfix.rewrite.definitions import defined
from asyncfix.rewrite.wrap_expression import handed_to
from asyncfix.syntax.node_path import NodePath
from asyncfix.syntax.tree import Tree

_STEPS = "steps_in_thread"
_MAY_MOVE = (Threads.ANY, Threads.ONE)
_SENT = (Family.HTTP, Family.NETWORK)


def stepping(
    files: BlockingSites,
    importer: Importer,
    recipe: Recipe,
    site: BlockingSite,
    backend: Backend,
    hazards: tuple[str, ...],
) -> Fix | None:
    """The fix that makes a `for` statement an `async for` whose steps run in threads; None where that can't be.

    `hazards` are those of an await there.

    What is iterated has to be what a server sends, of an object that may go from thread to thread: a hop for each
    line of a file or each row of a table would take longer than it is worth.
    """
    loop = site.path[-2].node
    row, receiver = site.cause.row, site.cause.receiver
    if not isinstance(loop, ast.For) or site.node is not loop.iter or not _is_sent(site):
        return None
    kind = (receiver.type if receiver is not None else "") or row.owner
    if files.index.project.catalogue.threads(kind) not in _MAY_MOVE:
        return None
    spelled = _spelled(files.tree, importer, recipe, site.path, backend)
    name, introduced, needs = spelled or ("", "", ())
    around = handed_to(files.tree, loop.iter, name)
    if spelled is None or around is None:
        return None
    begin = files.tree.span(loop).start
    return Fix(
        recipe=recipe.name,
        title="run each step of the loop in a thread",
        edits=(Edit(Span(begin, begin), "async "), *around),
        safety=Safety.REVIEW,
        hazards=(sentence(Effect.STEPS), *hazards),
        needs=needs,
        introduces=(Introduced(1, 1, introduced),) if introduced else (),
        form=Form.HOP,
    )


def _is_sent(site: BlockingSite) -> bool:
    """True for steps of what a server sends."""
    row = site.cause.row
    is_stepwise = row.name.endswith(".__next__") or (row.steps and not row.blocks)
    is_direct = site.event.kind is EventKind.ITERATE and site.cause.function is None
    return is_direct and row.family in _SENT and is_stepwise


def _spelled(
    tree: Tree, importer: Importer, recipe: Recipe, path: NodePath, backend: Backend
) -> tuple[str, str, tuple[ImportNeed, ...]] | None:
    """The function that steps, what its first name has to mean, and what it needs; None where it can't be had."""
    names = backend.iterators_at(tree.source.text)
    if names:
        found = importer.spell_name(names[0], path, names[1:])
        if isinstance(found, ImportRefusal):
            return None
        return found.text, found.root_target, (found.need,) if found.need else ()
    made = defined(tree, importer, recipe, [_definition(backend)])
    return None if isinstance(made, ImportRefusal) else (made.names[_STEPS], "", made.needs)


def _definition(backend: Backend) -> Definition:
    any_ = named(ANY)
    code = f'''async def {named(_STEPS)}(iterable: {any_}) -> {named(ASYNC_ITERATOR)}[{any_}]:
    """What the iterable gives, each step in a thread."""
    steps, end = iter(iterable), object()
    while (step := await {backend.awaitable("next, steps, end")}) is not end:
        yield step'''
    return Definition(_STEPS, code)
