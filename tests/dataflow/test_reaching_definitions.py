"""Which assignments reach a read is told for every kind of statement."""

from __future__ import annotations

import ast
import textwrap

import pytest

from asyncfix.dataflow.reaching_definitions import Reaching
from asyncfix.syntax.node_id import node_id


def reaching(body: str) -> list[set[str]]:
    """For each read of `r`, in order, the values that it may have; "unbound" for none."""
    function = ast.parse(f"async def f():\n{textwrap.indent(textwrap.dedent(body), '    ')}").body[0]
    assert isinstance(function, ast.AsyncFunctionDef)
    found = Reaching(function, "r")
    binders = {node_id(node): _value(node) for node in ast.walk(function)}
    reads = [n for n in ast.walk(function) if isinstance(n, ast.Name) and n.id == "r" and isinstance(n.ctx, ast.Load)]
    reads.sort(key=lambda node: (node.lineno, node.col_offset))
    return [{binders.get(one, "unbound") for one in found.reads[node_id(read)]} for read in reads]


def _value(node: ast.AST) -> str:
    value = getattr(node, "value", None)
    return ast.unparse(value) if isinstance(value, ast.AST) else type(node).__name__


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("r = 1\nr = 2\nuse(r)", [{"2"}]),
        ("use(r)\nr = 1", [{"unbound"}]),
        ("if x:\n    r = 1\nelse:\n    r = 2\nuse(r)", [{"1", "2"}]),
        ("r = 0\nif x:\n    r = 1\nuse(r)", [{"0", "1"}]),
        ("r = 0\nwhile use(r):\n    r = 1\nuse(r)", [{"0", "1"}, {"0", "1"}]),
        ("r = 0\nfor x in y:\n    use(r)\n    r = 1", [{"0", "1"}]),
        ("r = 0\nwhile x:\n    r = 1\n    break\nelse:\n    r = 2\nuse(r)", [{"1", "2"}]),
        ("r = 0\nfor x in y:\n    if x:\n        r = 1\n        continue\n    r = 2\nuse(r)", [{"0", "1", "2"}]),
        ("r = 0\ntry:\n    r = 1\nexcept E:\n    use(r)", [{"0", "1"}]),
        ("r = 0\ntry:\n    r = 1\n    g()\nexcept E:\n    r = 2\nuse(r)", [{"1", "2"}]),
        ("r = 0\ntry:\n    r = 1\nfinally:\n    use(r)", [{"0", "1"}]),
        ("try:\n    r = 1\nexcept E:\n    return\nuse(r)", [{"1"}]),
        ("r = 0\ntry:\n    g()\nexcept E as r:\n    use(r)", [{"ExceptHandler"}]),
        ("with g() as r:\n    use(r)", [{"With"}]),
        ("r = 0\nwith g():\n    r = 1\nuse(r)", [{"0", "1"}]),
        ("use(r := 1, r)", [{"1"}]),
        ("r = 0\nx and (r := 1)\nuse(r)", [{"0", "1"}]),
        ("r = 0\nx if (r := 1) else r", [{"1"}]),
        ("r = 0\nmatch x:\n    case [r]:\n        use(r)\nuse(r)", [{"0", "MatchAs"}, {"0", "MatchAs"}]),
        ("r = 0\ndef g():\n    return r\nr = 1", [{"unbound", "0", "1"}]),
        ("r = 0\nr += 1\nuse(r)", [{"1"}]),
        ("import r\nuse(r)", [{"Import"}]),
    ],
)  # fmt: skip
def test_assignments_that_may_be_the_last_ones(body: str, expected: list[set[str]]) -> None:
    assert reaching(body) == expected
