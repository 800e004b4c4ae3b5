"""The recipe that the user's own catalogue makes: a function whose row names a twin is replaced by it.

    [tool.asyncfix.catalogue]
    "legacy.fetch" = { family = "http", twin = "legacy.afetch" }

`legacy.fetch(x)` on the event loop so becomes `await legacy.afetch(x)`. The row promises that the twin takes the same
arguments, gives the same result and raises the same exceptions.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from asyncfix.binding.qualified_names import module_part
from asyncfix.catalogue import Argument, Custom, Row
from asyncfix.fixes import Finding, Form
from asyncfix.recipe import Call, Recipe, Rewrite, Skip

NAME = "async-twin"


@dataclass(frozen=True)
class _Awaited:
    """The rewrite function. An object, so that it goes to worker processes."""

    rows: Mapping[str, Row]

    def __call__(self, call: Call) -> Rewrite | Skip:
        row = self.rows[call.name]
        arguments = call.captures.get("arguments", "")
        for condition in row.unless:
            if _holds(condition, arguments):
                return Skip(f"with {condition} it does not block, by the catalogue of the settings")
        if call.no_await:
            return Skip(call.no_await)
        twin = _twin(row)
        return Rewrite(f"await {twin}({{arguments}})", hazards=call.await_hazards)


def twin_recipe(own: Custom, handled: Collection[str]) -> Recipe | None:
    """The recipe for the rows that name a twin and that no other recipe handles; None where there are none."""
    classes = {kind.name for kind in own.types}
    rows = {
        row.name: row
        for row in own.rows
        if row.blocks and "." in _twin(row) and row.owner and row.owner not in classes and row.name not in handled
    }
    if not rows:
        return None
    return Recipe(
        name=NAME,
        calls=sorted(rows),
        pattern="power< any+ trailer< '(' arguments=any* ')' > >",
        rewrite=_Awaited(rows),
        imports=sorted({module_part(_twin(row)) or _twin(row).rpartition(".")[0] for row in rows.values()}),
        summary="Await the asynchronous twin that the settings name.",
        description=(
            "`[tool.asyncfix.catalogue]` says of each of these functions that it blocks, and which function does the\n"
            "same without blocking: with the same arguments, the same result and the same exceptions.\n\n"
            "Left alone, with the reason: places that can't hold an `await`, and calls that the row says do not block."
        ),
        pack="settings",
    )


def unused_twins(own: Custom, findings: Iterable[Finding]) -> list[str]:
    """Warnings on methods whose rows name a twin, where the findings hold calls of them: no twin can be used."""
    classes = {kind.name for kind in own.types}
    methods = {
        row.name for row in own.rows if _twin(row) and (row.owner in classes or row.owner != module_part(row.name))
    }
    called = {one.call for one in findings if not any(fix.form is Form.NATIVE for fix in one.fixes)}
    return [
        f"the settings name a twin of the method {name}, which is not used: another class would have to make the "
        "object; write a recipe for that"
        for name in sorted(methods & called)
    ]


def _twin(row: Row) -> str:
    return row.twins[0][1] if row.twins else ""


def _holds(condition: Argument, arguments: str) -> bool:
    """Whether an argument surely is one of the values of a condition."""
    call = ast.parse(f"f({arguments}\n)", mode="eval").body
    assert isinstance(call, ast.Call)
    given = next((keyword.value for keyword in call.keywords if keyword.arg == condition.name), None)
    starred = any(isinstance(argument, ast.Starred) for argument in call.args)
    if given is None and condition.position is not None and not starred and condition.position < len(call.args):
        given = call.args[condition.position]
    return given is not None and ast.unparse(given) in condition.values
