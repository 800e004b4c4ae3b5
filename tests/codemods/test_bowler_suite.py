"""Bowler's own tests of its queries pass when asyncfix runs them, but for those that are listed with the reason."""

from __future__ import annotations

import unittest

import pytest
from bowler.query import Query
from bowler.tests import lib, query, smoke

from tests.support.through_asyncfix import execute

REFUSED = {
    "QueryTest.test_parse_print_func_py2": "the code is Python 2, which the query says with python_version=2",
    "SmokeTest.test_tr": "the new code uses `tr`, which nothing in the file binds; the other change is made",
}
NOT_ABOUT_QUERIES = {
    "SmokeTest.test_click_test": "runs Bowler's own command in Bowler's checkout",
    "BowlerTestCaseTest.test_run_bowler_modifier_ferries_exception": "may ask a queue before it is filled",
}


@pytest.mark.parametrize("module", [query, lib, smoke], ids=lambda module: module.__name__.rpartition(".")[2])
def test_each_test_passes_or_is_listed(module: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Query, "execute", execute)
    result = unittest.TestResult()
    unittest.TestLoader().loadTestsFromModule(module).run(result)  # type: ignore[arg-type]
    assert result.testsRun in (15, 9, 3)
    found: set[str] = set()
    for test, text in (*result.errors, *result.failures):
        name = getattr(test, "test_case", test).id().rpartition(".tests.")[2].partition(".")[2]
        assert name in REFUSED | NOT_ABOUT_QUERIES, text
        found.add(name)
    assert {name for name in REFUSED if hasattr(module, name.partition(".")[0])} <= found
