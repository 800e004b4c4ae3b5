"""Comments that silence findings: which places they cover, and what only looks like one."""

from __future__ import annotations

import sys

import pytest

from asyncfix.files.source import Source
from asyncfix.fixes import FileReport
from asyncfix.loading.registry import load
from asyncfix.rewrite.analyse import analyse

RECIPES = load()
KNOWN = [recipe.name for recipe in RECIPES]


def reported(text: str) -> FileReport:
    return analyse(Source(text.encode()), RECIPES, KNOWN)


def silent(text: str) -> list[bool]:
    """For each finding of the file, whether a comment silences it."""
    return [bool(finding.suppressed) for finding in reported(text).findings]


def on_the_line(comment: str, end: str = "\n") -> bool:
    """Whether the comment silences a sleep on its line."""
    (one,) = silent(f"import time\nasync def f():\n    time.sleep(1)  {comment}\n".replace("\n", end))
    return one


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize(
    "comment",
    [
        "# asyncfix: skip",
        "#asyncfix:skip",
        "# AsyncFix : Skip",
        "# asyncfix: skip[blocking-sleep]",
        "# asyncfix: skip[running-loop, blocking-sleep]",
        "# asyncfix: skip(blocking-sleep)",
        "# asyncfix: skip: blocking-sleep",
        "# asyncfix: skip=blocking-sleep -- the device needs it",
        "# asyncfix: skip -- the device needs it",
        "# the device needs it  # asyncfix: skip",
        "# type: ignore # asyncfix: skip # pragma: no cover",
        "# noqa",
        "#noqa",
        "# NOQA",
        "# noqa: ASYNC251",
        "# noqa:ASYNC251",
        "# noqa : ASYNC251",
        "# noqa: E501, ASYNC251",
        "# noqa: E501 ASYNC251  the device needs it",
        "# noqa: async251",
        "# noqa: ASYNC101",
        "# pylint: disable=all  # noqa: ASYNC251",
    ],
)
def test_a_comment_silences_its_line(comment: str, end: str) -> None:
    assert on_the_line(comment, end)


@pytest.mark.parametrize(
    "comment",
    [
        "# asyncfix",
        "# asyncfix: skipping",
        "# asyncfix skip",
        "# see asyncfix: skip",
        "# asyncfix: skip[running-loop]",
        "# asyncfix: skip: running-loop",
        "# noqa: E501",
        "# noqa: ASYNC210",
        "# noqa: because",
        "# noqa:",
        "# noqable",
        "# type: ignore",
    ],
)
def test_another_comment_silences_nothing(comment: str) -> None:
    assert not on_the_line(comment)


def test_the_report_names_the_comment() -> None:
    (finding,) = reported("import time\nasync def f():\n    time.sleep(1)  # asyncfix: skip[blocking-sleep]\n").findings
    assert finding.suppressed == "asyncfix: skip[blocking-sleep] (line 3)"
    assert (finding.fixes, finding.skip) == ((), "")


@pytest.mark.parametrize(
    "text",
    [
        # a call of several lines
        "async def f():\n    time.sleep(  # asyncfix: skip\n        1\n    )\n    time.sleep(1)\n",
        "async def f():\n    time.sleep(\n        1\n    )  # noqa: ASYNC251\n    time.sleep(1)\n",
        "async def f():\n    x = [\n        time.sleep(1),\n    ]  # asyncfix: skip\n    time.sleep(1)\n",
        "async def f():\n    x = [  # asyncfix: skip\n        time.sleep(1),\n    ]\n    time.sleep(1)\n",
        "async def f():\n    x = 1 + \\\n        time.sleep(1)  # asyncfix: skip\n    time.sleep(1)\n",
        # alone on a line: what is below
        "async def f():\n    # asyncfix: skip\n    time.sleep(1)\n    time.sleep(1)\n",
        "async def f():\n    # asyncfix: skip\n    # (the device needs it)\n    time.sleep(1)\n    time.sleep(1)\n",
        "async def f():\n    x = 1\n    # asyncfix: skip[blocking-sleep]\n    time.sleep(1)\n    time.sleep(1)\n",
        "async def f():\n    # asyncfix: skip\n    for x in y:\n        if x: time.sleep(1)\n    time.sleep(1)\n",
        "async def f():\n    # asyncfix: skip\n    with lock(), \\\n        x: time.sleep(1)\n    time.sleep(1)\n",
        # a definition
        "async def f():  # asyncfix: skip\n    time.sleep(1)\nasync def g():\n    time.sleep(1)\n",
        "async def f(  # asyncfix: skip\n    a,\n):\n    time.sleep(1)\nasync def g():\n    time.sleep(1)\n",
        "async def f(\n    a,\n):  # asyncfix: skip\n    time.sleep(1)\nasync def g():\n    time.sleep(1)\n",
        "async def f(\n    a,\n    # asyncfix: skip\n):\n    time.sleep(1)\nasync def g():\n    time.sleep(1)\n",
        "@wrap  # asyncfix: skip\nasync def f():\n    time.sleep(1)\nasync def g():\n    time.sleep(1)\n",
        "@wrap\n# asyncfix: skip\nasync def f():\n    time.sleep(1)\nasync def g():\n    time.sleep(1)\n",
        "# asyncfix: skip\n@wrap\nasync def f():\n    time.sleep(1)\nasync def g():\n    time.sleep(1)\n",
        "class C:  # asyncfix: skip\n    async def f(self): time.sleep(1)\nasync def g():\n    time.sleep(1)\n",
        "async def f(): time.sleep(1)  # asyncfix: skip\nasync def g(): time.sleep(1)\n",
    ],
)
def test_a_comment_covers_what_it_stands_at_and_nothing_else(text: str) -> None:
    assert silent("import time\n" + text) == [True, False]


@pytest.mark.parametrize(
    "text",
    [
        "async def f():  # noqa\n    time.sleep(1)\n",
        "async def f():  # noqa: ASYNC251\n    time.sleep(1)\n",
        "async def f():\n    # noqa: ASYNC251\n    time.sleep(1)\n",
        "async def f():\n    # asyncfix: skip\n\n    time.sleep(1)\n",
        "async def f():\n    time.sleep(1)\n    # asyncfix: skip\n",
        "async def f():\n    time.sleep(1)\n# asyncfix: skip\n",
        "async def f():\n    if x:  # asyncfix: skip\n        time.sleep(1)\n",
        "# asyncfix: skip\nx = 1\nasync def f():\n    time.sleep(1)\n",
    ],
)
def test_a_comment_covers_nothing_further_away(text: str) -> None:
    assert silent("import time\n" + text) == [False]


@pytest.mark.parametrize(
    "head",
    [
        "# asyncfix: skip\n",
        "#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n# asyncfix: skip\n",
        '"""About."""\n# asyncfix: skip\n',
        '# asyncfix: skip\n"""About."""\n',
        "# asyncfix: skip[blocking-sleep]\n\n",
        "# asyncfix: skip-file\n",
        "# ruff: noqa\n",
        "# ruff: noqa: ASYNC251\n",
        "# flake8: noqa: ASYNC251, E501\n",
        "# flake8: noqa\n",
    ],
)
def test_a_comment_above_all_code_covers_the_file(head: str) -> None:
    assert silent(f"{head}import time\nasync def f(): time.sleep(1)\nasync def g(): time.sleep(2)\n") == [True, True]


@pytest.mark.parametrize("comment", ["# asyncfix: skip-file", "# ruff: noqa", "# asyncfix: skip-file[blocking-sleep]"])
def test_a_comment_for_the_file_may_stand_anywhere(comment: str) -> None:
    assert silent(f"import time\nasync def f(): time.sleep(1)\n{comment}\n") == [True]
    assert silent(f"import time\nasync def f(): time.sleep(1)\nx = 1  {comment}\n") == [True]


@pytest.mark.parametrize(
    "head",
    ["# ruff: noqa: E501\n", "# asyncfix: skip-file[running-loop]\n", "# asyncfix: skip[running-loop]\n", "# noqa\n"],
)
def test_a_comment_for_the_file_about_something_else_silences_nothing(head: str) -> None:
    assert silent(f"{head}import time\nasync def f(): time.sleep(1)\n") == [False]


@pytest.mark.parametrize(
    "line",
    [
        '"# asyncfix: skip-file"',
        "'''\n# asyncfix: skip-file\n# ruff: noqa\n'''",
        'b"# asyncfix: skip-file"',
        'f"# asyncfix: skip-file {x}"',
        'f"{x} # asyncfix: skip-file"',
        'rf"""\n# asyncfix: skip-file {x:#x}\n"""',
        '"a" "# asyncfix: skip-file"',
        "print('# noqa', '''\n # asyncfix: skip-file''')",
    ],
)
def test_a_string_that_looks_like_a_comment_silences_nothing(line: str) -> None:
    assert silent(f"import time\nx = {line}\nasync def f(): time.sleep(1)\n") == [False]
    assert silent(f"import time\nasync def f(): time.sleep({line})\n") == [False]


@pytest.mark.parametrize("string", ["'#'", "'# noqa'", "f'#{x}'", "'''#\n#'''", "'\\'#'", "'a' '#'"])
def test_a_comment_behind_a_string_with_a_number_sign_is_one(string: str) -> None:
    assert silent(f"import time\nasync def f(): time.sleep({string})  # asyncfix: skip\n") == [True]


def test_a_comment_between_two_strings_that_are_one_is_one() -> None:
    assert silent("import time\nasync def f():\n    time.sleep('a'  # asyncfix: skip\n        'b')\n") == [True]


@pytest.mark.skipif(sys.version_info < (3, 12), reason="comments may stand in f-strings from Python 3.12 on")
def test_a_comment_inside_a_field_of_an_f_string_is_one() -> None:
    text = 'import time\nasync def f():\n    f"""{\n        time.sleep(1)  # asyncfix: skip\n    }"""\n'
    assert silent(text) == [True]


def test_a_recipe_that_a_comment_names_and_that_does_not_exist_is_noted() -> None:
    report = reported("import time\nasync def f():\n    time.sleep(1)  # asyncfix: skip[blocking-slep]\n")
    assert report.notes == ("line 3: the comment names a recipe that does not exist: blocking-slep",)
    assert not report.findings[0].suppressed


def test_lines_full_of_number_signs_are_read_in_no_time() -> None:
    text = f"import time\ncolours = '{'#fff,' * 200_000}'\nasync def f(): time.sleep(1)  # asyncfix: skip\n"
    assert silent(text) == [True]
