"""Of which URLs and values both libraries surely make the same."""

from __future__ import annotations

import ast

import pytest

from asyncfix.binding.qualified_names import Names
from asyncfix.dataflow.constant_values import value_of
from asyncfix.files.source import Source
from asyncfix.recipe import Value
from asyncfix.requests_httpx.same_request import is_clean_url, is_plain_json
from asyncfix.syntax.tree import Tree

HEAD = 'BASE = "http://api.example.com"\nPORT = 8000\n\n\nasync def f(x, s: str, n: int, z: float):\n    get('


def value(expression: str) -> Value:
    text = f"{HEAD}{expression})\n"
    tree = Tree(Source(text.encode("utf-8", "surrogatepass")))
    path = tree.path(len(HEAD))
    while not (isinstance(path[-2].node, ast.Call) and path[-1].field == "args"):
        path = path[:-1]
    return value_of(tree, Names(tree), path)


@pytest.mark.parametrize(
    "url",
    [
        "'http://h'", "'https://api.example.com/v1/users?page=2&x=a#f'", "'http://127.0.0.1:9/'", "'http://h:65535/a//b'",
        "BASE", "BASE + '/a'", "f'{BASE}/a'", "'http://xn--bcher-kva.example/'",
    ],
)  # fmt: skip
def test_a_url_of_plain_characters_is_clean(url: str) -> None:
    assert is_clean_url(value(url))


@pytest.mark.parametrize(
    "url",
    [
        "x", "s", "f'{BASE}/{s}'", "f'{BASE}/{n}'", "f'{x}/a'", "BASE + x", "'%s/a' % BASE", "f'{BASE!r}'", "''",
        "'ftp://h/'", "'http:///x'", "'//h/'", "'http://h:80/'", "'https://h:443/'", "'http://h:65536/'", "'http://h:0/'",
        "'http://h:/'", "'http://a..b/'", "'http://.a/'", "'http://u@h/'", "'http://u:p@h/'", "'http://h/[x]'",
        "'http://h/a b'", "' http://h/'", "'http://h/é'", "'http://h/%41'", "'http://h/~a'", "'http://h/a|b'",
        "'http://h/../b'", "'http://h/.'", "'http://h/a?'", "'http://h?x=1'", "'http://1.2.3/'", "'http://999.1.1.1/'",
        "'http://-a/'", f"'http://{'a' * 64}.com/'", "'http://h/\\n'", "'HTTP://h/'", "'http://[::1]/'", "b'http://h/'",
        "'http://a_b/'", "'http://*.x/'",
    ],
)  # fmt: skip
def test_any_other_url_may_be_written_in_another_way(url: str) -> None:
    assert not is_clean_url(value(url))


@pytest.mark.parametrize("text", ["None", "True", "1", "1.5", "'a'", "[]", "{}", "{'a': [1, {'b': None}]}", "[n]"])
def test_json_of_literals_is_plain(text: str) -> None:
    assert is_plain_json(value(text))


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "s",
        "'é'",
        "'\\ud800'",
        "{1: 2}",
        "{None: 1}",
        "{'a': x}",
        "{**x}",
        "[*x]",
        "(1,)",
        "float('nan')",
        "[z]",
        "f'{s}'",
    ],
)
def test_json_that_may_be_written_in_another_way_is_not(text: str) -> None:
    assert not is_plain_json(value(text))
