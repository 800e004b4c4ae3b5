"""Scopes bind and find names as the compiler does."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from tests.support.effort import share
from tests.support.name_programs import programs
from tests.support.real_sources import sources
from tests.support.symbol_table_oracle import Comparison


def test_names_of_real_files_mean_what_the_compiler_says() -> None:
    compared = 0
    disagreements: list[str] = []
    for source in sources():
        comparison = Comparison(source.text)
        compared += comparison.compared
        disagreements.extend(f"{source.path}: {what}" for what in comparison.disagreements)
    assert not disagreements, "\n".join(disagreements)
    assert compared > 50_000


@settings(max_examples=share(200), deadline=None, suppress_health_check=list(HealthCheck))
@given(programs)
def test_names_of_any_program_mean_what_the_compiler_says(text: str) -> None:
    assert Comparison(text).disagreements == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("def f():\n    (a): int\n    return a\n", id="an annotation in parentheses binds nothing"),
        pytest.param(
            "def f(b):\n    return [a for b in b if (a := b)]\n", id="a walrus binds around its comprehension"
        ),
        pytest.param("def f(b):\n    return [[a for c in b] for b in b if (a := b)], a\n", id="a walrus two deep"),
        pytest.param(
            "def f(b):\n    class A:\n        global b\n        def g(self):\n            return b\n    return A\n",
            id="what a class declares global is no global in its methods",
        ),
        pytest.param(
            "def f():\n    global b\n    def g():\n        return b\n    return g\n",
            id="what a function declares global is global in those inside",
        ),
        pytest.param(
            "def f(b):\n    class A:\n        b = b\n        c = [b for a in b]\n    return A\n",
            id="a comprehension does not see the class around it, but its first iterable does",
        ),
        pytest.param("def f(a, b=lambda a: a):\n    return lambda b=a: b\n", id="defaults are evaluated outside"),
        pytest.param(
            "def f(a):\n    match a:\n        case [b, *c] | {1: b, **c}:\n            return b, c\n",
            id="patterns bind",
        ),
        pytest.param(
            "def f():\n    try:\n        pass\n    except E as a:\n        del a\n    return a\n", id="handlers bind"
        ),
        pytest.param("def f():\n    import a.b, c as d\n    return a, b, c, d\n", id="an import binds its first part"),
    ],
)
def test_names_mean_what_the_compiler_says(text: str) -> None:
    comparison = Comparison(text)
    assert comparison.disagreements == []
    assert comparison.compared
