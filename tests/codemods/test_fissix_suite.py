"""fissix's own tests of its fixers pass when asyncfix runs them, but for those that are listed with the reason."""

from __future__ import annotations

import unittest

import pytest
from fissix.tests import support, test_fixers

from tests.support.refused_of_fissix import MEANS_SOMETHING_ELSE, NOT_PYTHON_3, WOULD_NOT_COMPILE, names
from tests.support.through_asyncfix import refactorer

TOTAL = 470


@pytest.fixture(scope="module")
def outcome() -> unittest.TestResult:
    """The suite, run once with asyncfix in the place of fissix's driver."""
    patch = pytest.MonkeyPatch()
    patch.setattr(support, "get_refactorer", refactorer)
    result = unittest.TestResult()
    unittest.TestLoader().loadTestsFromModule(test_fixers).run(result)
    patch.undo()
    return result


def test_all_tests_of_the_suite_run(outcome: unittest.TestResult) -> None:
    assert outcome.testsRun == TOTAL
    assert not outcome.skipped


def test_each_change_is_made_as_fissix_makes_it_or_is_listed_as_refused(outcome: unittest.TestResult) -> None:
    problems = {
        test.id().partition("test_fixers.")[2]: text.strip().splitlines()[-1]
        for test, text in (*outcome.errors, *outcome.failures)
    }
    unparsed = {name for name, last in problems.items() if "Refused: does not parse" in last}
    broken = {name for name, last in problems.items() if "Refused: the new text does not compile" in last}
    assert unparsed == names(NOT_PYTHON_3)
    assert broken == names(WOULD_NOT_COMPILE)
    assert problems.keys() - unparsed - broken == names(MEANS_SOMETHING_ELSE)
