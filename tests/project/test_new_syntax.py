"""Rewrites in syntax that the oldest supported Python can't parse: golden cases have to run on all of them."""

from __future__ import annotations

import sys

import pytest

from asyncfix.files.source import Source
from asyncfix.loading.registry import choose, load
from asyncfix.rewrite.analyse import analyse
from asyncfix.rewrite.fix_selection import everything
from asyncfix.rewrite.render import rendered

RECIPES = choose(load(), ("blocking-sleep",), ())


def fixed(text: str) -> tuple[str, list[str]]:
    """The text with all fixes made, and the reasons for those that are not."""
    source = Source(text.encode())
    report = analyse(source, RECIPES)
    assert not report.unreadable
    fixes = [fix for finding in report.findings if (fix := everything(finding)) is not None]
    return rendered(source, report, fixes).text, [finding.skip for finding in report.findings if finding.skip]


F_STRINGS = {
    "its own quotes inside a field": (
        'f"{job["name"]} {time.sleep(job["pause"]) or "late"}"',
        'f"{job["name"]} {await asyncio.sleep(job["pause"]) or "late"}"',
    ),
    "f-strings in f-strings": (
        'f"{f"{f"{time.sleep(1)}"}"}"',
        'f"{f"{f"{await asyncio.sleep(1)}"}"}"',
    ),
    "line breaks and a comment in a field": (
        'f"{\n        time.sleep(1)  # é\n        or job!r:>{time.sleep(2) or 8}}"',
        'f"{\n        await asyncio.sleep(1)  # é\n        or job!r:>{await asyncio.sleep(2) or 8}}"',
    ),
    "a backslash in a field": (
        "f\"{'\\n'.join([str(time.sleep(1))])}\"",
        "f\"{'\\n'.join([str(await asyncio.sleep(1))])}\"",
    ),
}


@pytest.mark.skipif(sys.version_info < (3, 12), reason="f-strings of PEP 701 need Python 3.12")
@pytest.mark.parametrize(("before", "after"), F_STRINGS.values(), ids=F_STRINGS.keys())
def test_fields_of_f_strings_without_the_old_limits_are_rewritten(before: str, after: str) -> None:
    text, skips = fixed(f"import time\n\n\nasync def show(job):\n    return {before}\n")
    assert text == f"import asyncio\n\n\nasync def show(job):\n    return {after}\n"
    assert not skips


@pytest.mark.skipif(sys.version_info < (3, 12), reason="type parameters need Python 3.12")
def test_coroutines_with_type_parameters_are_rewritten() -> None:
    before = (
        "import time\n\ntype Pauses = list[time.sleep(1)]\n\n\n"
        "class Box[T: (int, time.sleep)]:\n    async def get[K](self, key: K) -> T:\n        {}(1)\n"
    )
    text, skips = fixed(before.format("time.sleep"))
    assert text == "import asyncio\n" + before.format("await asyncio.sleep")
    assert not skips


@pytest.mark.skipif(sys.version_info < (3, 14), reason="template strings need Python 3.14")
def test_a_field_of_a_template_string_is_left_alone() -> None:
    before = 'import time\n\n\nasync def show():\n    return t"{time.sleep(1)}"\n'
    text, skips = fixed(before)
    assert text == before
    assert skips == ["the template string keeps the source of the expression, so a rewrite would change it"]


@pytest.mark.skipif(sys.version_info < (3, 12), reason="type parameters need Python 3.12")
def test_a_type_parameter_of_a_class_hides_the_module_from_its_methods() -> None:
    before = "import asyncio\nimport time\n\n\nclass Box[asyncio]:\n    async def get(self):\n        time.sleep(1)\n"
    text, skips = fixed(before)
    assert "        await asyncio_.sleep(1)\n" in text
    assert not skips
    assert fixed(before.replace("[asyncio]", "[time]")) == (before.replace("[asyncio]", "[time]"), [])


@pytest.mark.skipif(sys.version_info < (3, 12), reason="f-strings of PEP 701 need Python 3.12")
def test_a_comment_does_not_hide_that_a_field_prints_its_source() -> None:
    before = 'import time\n\n\nasync def show():\n    return f"""{time.sleep(1)  # a second\n    =}"""\n'
    text, skips = fixed(before)
    assert text == before
    assert len(skips) == 1
