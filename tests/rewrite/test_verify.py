"""The check of the new text refuses what would not parse, compile or mean what it should, and nothing else."""

from __future__ import annotations

import pytest

from asyncfix.files.source import Source
from asyncfix.files.text_edits import Edit, Span
from asyncfix.fixes import FileReport, Finding, Fix, ImportNeed, Introduced, Safety
from asyncfix.rewrite.verify import drop_invalid, verification_error, verified

TEXT = "import time\n\n\nasync def nap(delay):\n    time.sleep(delay)\n    return time.time()\n"


def source_of(text: str) -> Source:
    return Source(text.encode(), "a.py")


def fix_of(text: str, old: str, new: str, *introduces: tuple[str, str], nth: int = 0, **parts: object) -> Fix:
    """A fix that puts `new` in the place of `old`; `introduces` are words of the new text with what they must mean."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(old, at + 1)
    brought = tuple(Introduced(0, new.index(word), target) for word, target in introduces)
    edit = Edit(Span(at, at + len(old)), new)
    return Fix("a-recipe", "do it", (edit,), introduces=brought, **parts)  # type: ignore[arg-type]


def error_of(text: str, *fixes: Fix) -> str:
    return verification_error(source_of(text), FileReport("a.py", ""), fixes)


def finding_of(*fixes: Fix) -> Finding:
    return Finding("a-recipe", Span(0, 1), 1, 1, 1, 2, "time.sleep", "nap", "It blocks.", fixes)


def test_a_right_text_passes() -> None:
    assert error_of(TEXT, fix_of(TEXT, "sleep(delay)", "sleep(delay + 1)")) == ""


def test_no_fixes_pass() -> None:
    assert error_of(TEXT) == ""


def test_edits_that_overlap_are_refused() -> None:
    assert "overlap" in error_of(TEXT, fix_of(TEXT, "time.sleep", "a"), fix_of(TEXT, "sleep(delay)", "b"))


def test_a_text_that_the_encoding_can_not_hold_is_refused() -> None:
    text = "# coding: latin-1\nx = 'a'\n"
    source = Source(text.encode("latin-1"), "a.py")
    error = verification_error(source, FileReport("a.py", ""), [fix_of(text, "'a'", "'\u2192'")])
    assert error == "the encoding iso8859-1 has no place for the new text"


def test_a_text_that_does_not_parse_is_refused() -> None:
    assert error_of(TEXT, fix_of(TEXT, "sleep(delay)", "sleep((delay)")).startswith("the new text ")


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("x = 1\ny = 2\n", "y = 2", "return 2"),
        ("x = 1\ny = 2\n", "x = 1", "await x"),
        ("def f():\n    x = 1\n    y = 2\n", "y = 2", "await y"),
        ("def f(x):\n    y = 2\n", "y = 2", "nonlocal z"),
        ("for x in y:\n    pass\nz = 1\n", "z = 1", "break"),
        ("x = 1\ny = 2\nz = 3\n", "x = 1\ny = 2\nz = 3", "x = 1\ny = 2\ncontinue"),
    ],
)
def test_a_text_that_parses_but_does_not_compile_is_refused(text: str, old: str, new: str) -> None:
    assert error_of(text, fix_of(text, old, new)).startswith("the new text does not compile: ")


def test_the_line_of_what_does_not_compile_is_told() -> None:
    text = "x = 1\ny = 2\n"
    assert error_of(text, fix_of(text, "y = 2", "return 2")).endswith("(line 2)")


def test_what_stands_before_a_future_import_is_refused() -> None:
    text = "'''Text.'''\nfrom __future__ import annotations\nx = 1\n"
    assert "compile" in error_of(text, fix_of(text, "'''Text.'''", "'''Text.'''\nimport asyncio"))
    assert error_of(text, fix_of(text, "x = 1", "import asyncio\nx = 1")) == ""


def test_code_that_never_compiled_elsewhere_in_the_file_is_not_the_fault_of_a_fix() -> None:
    text = "x = 1\n\n\ndef f():\n    return 2\n\n\nreturn 3\n"
    assert error_of(text, fix_of(text, "return 2", "return 4")) == ""


def test_a_second_edit_is_looked_at_where_the_first_one_has_moved_it() -> None:
    text = "x = 1\n\n\ndef f():\n    pass\n\n\ny = 2\n"
    longer = fix_of(text, "x = 1", "x = [\n" + "    1,\n" * 9 + "]")
    shorter = fix_of("x = 11111111111111111111111\ny = 2\n", "11111111111111111111111", "1")
    assert "compile" in error_of(text, longer, fix_of(text, "y = 2", "return 2"))
    text = "x = 11111111111111111111111\ny = 2\n"
    assert "compile" in error_of(text, shorter, fix_of(text, "y = 2", "return 2"))


IMPORTED = "import asyncio\nimport time\n\n\nasync def nap(delay, asyncio_=None):\n    time.sleep(delay)\n"


def test_a_name_that_is_brought_in_means_what_it_should() -> None:
    fix = fix_of(IMPORTED, "time.sleep(delay)", "await asyncio.sleep(delay)", ("asyncio", "asyncio"))
    assert error_of(IMPORTED, fix) == ""


def test_a_name_that_is_brought_in_and_means_something_else_is_refused() -> None:
    text = IMPORTED.replace("asyncio_", "asyncio")
    fix = fix_of(text, "time.sleep(delay)", "await asyncio.sleep(delay)", ("asyncio", "asyncio"))
    assert error_of(text, fix) == "asyncio would not mean itself in the new text"


def test_a_name_that_is_brought_in_is_looked_for_behind_the_edits_before_it() -> None:
    text = IMPORTED.replace("asyncio_", "asyncio") + "\n\nasync def doze(delay):\n    time.sleep(delay)\n"
    before = fix_of(text, "import time", "import time  # and this makes the text longer than it was")
    fix = fix_of(text, "time.sleep(delay)", "await asyncio.sleep(delay)", ("asyncio", "asyncio"), nth=1)
    assert error_of(text, before, fix) == ""
    wrong = fix_of(text, "time.sleep(delay)", "await asyncio.sleep(delay)", ("asyncio", "asyncio"))
    assert error_of(text, before, wrong) == "asyncio would not mean itself in the new text"


def test_a_name_that_is_not_where_it_was_announced_is_refused() -> None:
    edit = Edit(Span(IMPORTED.index("time.sleep"), IMPORTED.index("time.sleep") + 10), "asyncio.sleep")
    fix = Fix("a-recipe", "do it", (edit,), introduces=(Introduced(0, 8, "asyncio"),))
    assert error_of(IMPORTED, fix) == "asyncio would not mean itself in the new text"


@pytest.mark.parametrize(("parameter", "error"), [("other", False), ("asyncio", True)])
def test_a_name_in_an_fstring_is_looked_at(parameter: str, error: bool) -> None:
    text = f"import asyncio\n\n\nasync def nap({parameter}):\n    return f'{{old}}'\n\n\nold = 1\n"
    fix = fix_of(text, "{old}", "{await asyncio.sleep(old)}", ("asyncio", "asyncio"))
    assert bool(error_of(text, fix)) == error


def test_an_import_that_goes_while_its_name_is_used_is_refused() -> None:
    assert error_of(TEXT, fix_of(TEXT, "import time\n", "")) == "`time` would be the name of nothing in the new text"


def test_a_name_that_nothing_bound_before_may_become_another_one() -> None:
    text = "def f():\n    return unknown\n"
    assert error_of(text, fix_of(text, "unknown", "unheard_of")) == ""
    assert "unheard_of" in error_of(text, fix_of(text, "return unknown", "return unknown + unheard_of"))


def test_names_are_not_counted_where_the_old_text_does_not_compile() -> None:
    text = "import time\n\n\ndef f():\n    return time\n\n\nnonlocal f\n"
    assert error_of(text, fix_of(text, "import time\n", "")) == ""


def test_names_are_not_counted_under_a_star_import() -> None:
    text = "from os import *\nimport time\n\n\ndef f():\n    return time\n"
    assert error_of(text, fix_of(text, "import time\n", "")) == ""


FOUR = "def f():\n    a = 1\n    b = 2\n    c = 3\n    d = 4\n"


def _one(word: str, new: str) -> Fix:
    return fix_of(FOUR, f"{word} = ", new)


def test_fixes_that_go_together_all_stay() -> None:
    fixes = [_one(word, f"{word}{word} = ") for word in "abcd"]
    assert drop_invalid(source_of(FOUR), FileReport("a.py", ""), fixes) == {}
    assert drop_invalid(source_of(FOUR), FileReport("a.py", ""), []) == {}


@pytest.mark.parametrize("bad", "abcd")
def test_only_the_fix_that_is_wrong_goes(bad: str) -> None:
    fixes = [_one(word, "await x; x = " if word == bad else f"{word}{word} = ") for word in "abcd"]
    gone = drop_invalid(source_of(FOUR), FileReport("a.py", ""), fixes)
    assert list(gone) == [fixes["abcd".index(bad)]]
    assert "compile" in gone[fixes["abcd".index(bad)]]


def test_of_two_fixes_that_do_not_go_together_the_first_stays() -> None:
    first, second, third = _one("a", "aa = "), fix_of(FOUR, "    a = 1\n", "    x = 1\n"), _one("d", "dd = ")
    gone = drop_invalid(source_of(FOUR), FileReport("a.py", ""), [first, second, third])
    assert list(gone) == [second]
    assert "overlap" in gone[second]


def test_a_fix_that_is_wrong_by_itself_is_told_so() -> None:
    wrong = fix_of(FOUR, "    a = 1\n", "    await a\n")
    gone = drop_invalid(source_of(FOUR), FileReport("a.py", ""), [_one("a", "aa = "), wrong])
    assert "compile" in gone[wrong]


GOOD = fix_of(FOUR, "a = ", "aa = ")
WRONG = fix_of(FOUR, "b = ", "await b; b = ")
CLASH = fix_of(FOUR, "    a = 1\n", "    x = 1\n")


def report_of(*findings: Finding) -> FileReport:
    return verified(source_of(FOUR), FileReport("a.py", "", findings=findings), ())


def test_a_report_of_right_fixes_stays_as_it_is() -> None:
    report = FileReport("a.py", "", findings=(finding_of(GOOD), finding_of()))
    assert verified(source_of(FOUR), report, ()) is report


def test_a_finding_whose_only_fix_is_wrong_is_left_alone_with_the_reason() -> None:
    (finding,) = report_of(finding_of(WRONG)).findings
    assert finding.fixes == ()
    assert finding.skip.startswith("the fix was withdrawn: the new text does not compile")


def test_the_next_fix_takes_the_place_of_a_wrong_one() -> None:
    (finding,) = report_of(finding_of(WRONG, GOOD)).findings
    assert finding.fixes == (GOOD,)
    assert not finding.skip


def test_an_alternative_that_is_wrong_goes_too() -> None:
    (finding,) = report_of(finding_of(GOOD, WRONG)).findings
    assert finding.fixes == (GOOD,)


def test_an_alternative_that_only_clashes_with_others_stays() -> None:
    first, second = report_of(finding_of(GOOD), finding_of(_one("d", "dd = "), CLASH)).findings
    assert first.fixes == (GOOD,)
    assert CLASH in second.fixes


def test_what_takes_the_place_of_a_wrong_fix_is_held_against_the_others() -> None:
    first, second = report_of(finding_of(GOOD), finding_of(WRONG, CLASH)).findings
    assert first.fixes == (GOOD,)
    assert second.fixes == ()
    assert "overlap" in second.skip


def test_the_safe_ways_of_several_findings_go_together() -> None:
    native = fix_of(FOUR, "b = ", "bb = ", safety=Safety.REVIEW)
    first, second = report_of(finding_of(GOOD), finding_of(native, CLASH)).findings
    assert first.fixes == (GOOD,)
    assert second.fixes == (native,)


def test_an_import_that_a_fix_needs_is_checked_with_it() -> None:
    need = ImportNeed("asyncio", "asyncio", statement=Edit(Span(0, 0), "import asyncio\n"))
    made = fix_of(FOUR, "1", "asyncio", ("asyncio", "asyncio"), needs=(need,))
    bare = fix_of(FOUR, "1", "asyncio", ("asyncio", "asyncio"))
    assert error_of(FOUR, made) == ""
    assert error_of(FOUR, bare) == "asyncio would not mean itself in the new text"


def test_a_name_may_come_by_a_star_import_of_the_library() -> None:
    text = "from asyncio import *\n\n\nasync def f():\n    old()\n\n\ndef old(): ...\n"
    fix = fix_of(text, "old()", "await sleep(1)", ("sleep", "asyncio.sleep"))
    report = FileReport("a.py", "")
    assert verification_error(source_of(text), report, [fix], ["asyncio.sleep"]) == ""
