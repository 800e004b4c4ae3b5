"""Where a value goes, and what an expression surely gives."""

from __future__ import annotations

import ast
import textwrap

import pytest

from asyncfix.binding.execution_context import place_of
from asyncfix.binding.qualified_names import Names
from asyncfix.dataflow.constant_values import value_of
from asyncfix.dataflow.def_use import uses_of
from asyncfix.dataflow.except_clauses import clauses_around
from asyncfix.dataflow.value_facts import Goes, Use, ValueKind
from asyncfix.files.source import Source
from asyncfix.syntax.node_path import NodePath
from asyncfix.syntax.tree import Tree


def place(body: str, call: str = "get()") -> tuple[Tree, NodePath]:
    text = f"LIMIT = 3\n\nasync def f(a, t: str, d: dict):\n{textwrap.indent(textwrap.dedent(body), '    ')}\n"
    tree = Tree(Source(text.encode()))
    path = tree.path(text.index(call) + len(call) - 1)
    while not isinstance(path[-1].node, ast.expr):
        path = path[:-1]
    return tree, path


def uses(body: str) -> list[Use]:
    tree, path = place(body)
    return list(uses_of(tree, Names(tree), path))


@pytest.mark.parametrize(
    ("body", "goes", "name"),
    [
        ("get()", Goes.DROP, ""),
        ("return get()", Goes.RETURN, ""),
        ("get().ok", Goes.READ, "ok"),
        ("get().json()", Goes.CALL, "json"),
        ("r = get()\nr.json()", Goes.CALL, "json"),
        ("r: object = get()\nr.encoding = 'x'", Goes.SET, "encoding"),
        ("r = get()\nif r:\n    pass", Goes.TEST, ""),
        ("r = get()\nreturn 1 if not r else 2", Goes.TEST, ""),
        ("r = get()\nassert r and a", Goes.TEST, ""),
        ("r = get()\nreturn r is None", Goes.NONE_TEST, ""),
        ("r = get()\nreturn f'{r}'", Goes.FORMAT, ""),
        ("r = get()\nlog.info('x', r)", Goes.FORMAT, "log.info"),
        ("r = get()\nparse(r)", Goes.PASS, "parse"),
        ("r = get()\nparse(*r)", Goes.PASS, "parse"),
        ("r = get()\nreturn [r]", Goes.STORE, ""),
        ("a.r = get()", Goes.STORE, ""),
        ("r = get()\nfor x in r:\n    pass", Goes.ITERATE, ""),
        ("r = get()\nyield r", Goes.STORE, ""),
        ("r = get()\nreturn r[0]", Goes.OTHER, ""),
        ("global r\nr = get()", Goes.STORE, ""),
        ("def g():\n    return r.ok\nr = get()", Goes.READ, "ok"),
    ],
)
def test_one_use_is_told(body: str, goes: Goes, name: str) -> None:
    assert [(use.goes, use.name) for use in uses(body)] == [(goes, name)]


def test_other_values_of_a_name_are_told() -> None:
    none = uses("r = None\ntry:\n    r = get()\nexcept E:\n    pass\nreturn r.ok")
    assert [(use.may_be_none, use.mixed) for use in none] == [(True, False)]
    other = uses("r = a\nif a:\n    r = get()\nreturn r.ok")
    assert [(use.may_be_none, use.mixed) for use in other] == [(False, True)]
    call = uses("r = post()\nif a:\n    r = get()\nreturn r.ok")
    assert [len(use.sources) for use in call] == [1]


def test_a_name_that_is_bound_again_is_something_else() -> None:
    assert uses("r = get()\nr = a\nreturn r.ok") == []


def test_a_with_statement_and_its_loop_are_told() -> None:
    entered, looped = uses("with get() as r:\n    for x in r.iter(3):\n        f.write(x)")
    assert entered.goes is Goes.WITH
    assert entered.suite is not None
    assert entered.suite.name == "r"
    assert looped.loop is not None
    assert looped.loop.plain
    assert looped.loop.joined


@pytest.mark.parametrize(
    ("expression", "kind"),
    [
        ("None", ValueKind.NONE),
        ("True", ValueKind.TRUE),
        ("1.5", ValueKind.NUMBER),
        ("'a' + a", ValueKind.TEXT),
        ("f'{a}'", ValueKind.TEXT),
        ("'%s' % a", ValueKind.TEXT),
        ("'{}'.format(a)", ValueKind.TEXT),
        ("json.dumps(a)", ValueKind.UNKNOWN),
        ("a.encode()", ValueKind.BYTES),
        ("await a.body()", ValueKind.BYTES),
        ("open(a, 'rb')", ValueKind.FILE),
        ("open(a)", ValueKind.CALL),
        ("{'x': 1}", ValueKind.DICT),
        ("(1, 2)", ValueKind.TUPLE),
        ("1 if a else 2", ValueKind.NUMBER),
        ("1 if a else 'x'", ValueKind.UNKNOWN),
        ("LIMIT", ValueKind.NUMBER),
        ("t", ValueKind.TEXT),
        ("d", ValueKind.DICT),
        ("a", ValueKind.UNKNOWN),
    ],
)
def test_the_kind_of_an_expression(expression: str, kind: ValueKind) -> None:
    tree, path = place(f"get({expression})", f"get({expression})")
    call = path[-1].node
    assert isinstance(call, ast.Call)
    inner = tree.path(tree.span(call.args[0]).start)
    while inner[-1].node is not call.args[0]:
        inner = inner[:-1]
    assert value_of(tree, Names(tree), inner).kind is kind


@pytest.mark.parametrize(
    ("before", "complete"),
    [
        ("h = {'a': 1}\nh['b'] = 2", True),
        ("h = {'a': 1}\nprint(h['a'])", True),
        ("h = {'a': 1}\nh.update(a)", False),
        ("h = {'a': 1}\nchange(h)", False),
    ],
)
def test_a_dict_under_a_name_is_known_as_far_as_nothing_else_changes_it(before: str, complete: bool) -> None:
    tree, path = place(f"{before}\nget(x=h)", "get(x=h)")
    call = path[-1].node
    assert isinstance(call, ast.Call)
    inner = tree.path(tree.span(call.keywords[0].value).start)
    value = value_of(tree, Names(tree), inner)
    assert value.kind is ValueKind.DICT
    assert value.complete is complete


def test_clauses_around_a_call_are_told_with_what_else_they_cover() -> None:
    tree, path = place("try:\n    get()\n    other()\nexcept (ValueError, a.Error) as e:\n    print(e.response)")
    clauses = clauses_around(tree, Names(tree), path, place_of(path))
    assert [(clause.name, clause.in_tuple) for clause in clauses] == [("ValueError", True), ("", True)]
    assert [name for _, name in clauses[0].calls] == ["get", "other"]
    assert [use.name for use in clauses[0].uses] == ["response"]
