"""Programs put together at random do the same after their safe fixes as before, but for the blocking.

Each program is made of imports in some layout and a coroutine of nested statements with sleeps in all
kinds of places. It runs before and after with sleeps that only note their delays, and the notes and
the outcome have to be equal. The same seeds make the same programs everywhere.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable

import pytest

from asyncfix.files.source import Source
from asyncfix.loading.registry import load
from asyncfix.rewrite.analyse import analyse
from asyncfix.rewrite.fix_selection import safe
from asyncfix.rewrite.render import rendered

RECIPES = load()
PROGRAMS = 240
GROUPS = 8

IMPORTS = (
    ("import time", "time.sleep"),
    ("import time as t", "t.sleep"),
    ("from time import sleep", "sleep"),
    ("from time import sleep as nap", "nap"),
    ("import os, time", "time.sleep"),
    ("import time, \\\n    os", "time.sleep"),
    ("from time import (\n    monotonic,  # a clock\n    sleep,  # a bed\n)", "sleep"),
    ("from time import (sleep # a bed\n , monotonic)", "sleep"),
    ("import os; import time", "time.sleep"),
    ("import time; from time import sleep", "sleep"),
    ("if True: import time", "time.sleep"),
    ("try:\n    import time\nfinally:\n    pass", "time.sleep"),
    ("try:\n    import time\nexcept ImportError:\n    time = None", "time.sleep"),
    ("import time\nsnooze = time.sleep", "snooze"),
    ("def load():\n    global time\n    import time\nload()", "time.sleep"),
)
OTHERS = (
    "",
    "import asyncio",
    "import asyncio as aio",
    "import asyncio as __aio",
    "import asyncio.events",
    "from asyncio import gather",
    "from asyncio import (\n    gather,\n    sleep as rest,\n)",
    "asyncio = 5",
    "def asyncio(): pass",
    "import asyncio\ndel asyncio",
    "if False: import asyncio",
    "try:\n    import nowhere_to_be_found\n    import asyncio\nexcept ImportError:\n    pass",
    "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import asyncio",
)
HEADS = ("", '"""What it does."""', "# A licence.\n", "from __future__ import annotations", '"""Doc."""; q = 1')
EXPRESSIONS = (
    "{s}",
    "({s})",
    "({s} or {e})",
    "(not {s})",
    "str({s}).upper()",
    "{s}.__class__.__name__",
    "[{s} for _ in range(2)]",
    "[v for v in [{s}, 2] if {s} is None]",
    "{{{s}: {e} for _ in range(2)}}",
    "list({s} for _ in range(2))",
    "list(v for v in [{s}])",
    "(lambda: {s})()",
    "(lambda v={s}: {e})()",
    "({e} if {s} is None else {s})",
    "note({s}, *[{s}], k={s})",
    "(w := {s})",
    "f'{{{s}!r:>{{{s} or 6}}}} {{{s}}}'",
    "f'{{note(1)}}' f\"{{{s}}}\" 'é'",
    "[v async for v in count({s} or 2)]",
    "([]or {s})",
)
STATEMENTS = (
    "{s}",
    "{s}; {s}",
    "note({e})",
    "x = {e}",
    "x = [0]; x[{s} or 0] = {e}",
    "assert {s} is None, {s}",
    "note({e},  # a note\n     {s})",
    "if {s}:\n    {b}\nelif {s} is None:\n    {b}\nelse:\n    {b}",
    "for x in [{s}, 1]:\n    {b}\nelse:\n    {b}",
    "while {s}:\n    {b}",
    "try:\n    {b}\n    raise KeyError({s})\nexcept KeyError:\n    {b}\nfinally:\n    {b}",
    "match {s}:\n    case None if {s} is None:\n        {bb}",
    "async def inner(a={s}, b=2):\n    {b}\nawait inner({s})",
    "def inner():\n    {s}\ninner()",
    "class Inner:\n    {s}\n    async def method(self):\n        {bb}\nawait Inner().method()",
    "async def inner():\n    import time\n    time.sleep({n})\n    {b}\nawait inner()",
    "async def inner(): import time; time.sleep({n})\nawait inner()",
    "if True:\n    from time import sleep as doze\n    doze({n})",
    "async def inner(asyncio=1):\n    from time import time, sleep\n    sleep({n}); return time\nawait inner()",
)


class Writer:
    """Writes one program."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._number = 0
        self._sleeps: list[str] = []

    def program(self) -> str:
        chosen = self._random.sample(IMPORTS, self._random.choice((1, 1, 2)))
        self._sleeps = [name for _, name in chosen]
        parts = [*(text for text, _ in chosen), self._random.choice(OTHERS)]
        self._random.shuffle(parts)
        last = parts.pop() if self._random.random() < 0.15 else ""
        body = "\n".join(self._statement(3) for _ in range(4)).replace("\n", "\n        ")
        gap = self._random.choice(("\n", "\n\n"))
        text = gap.join(part for part in (self._random.choice(HEADS), *parts) if part)
        text += f"\n\n\nclass Work:\n    async def main(self, x=1):\n        {body}\n\n\n{last}\n"
        return text.replace("\n", self._random.choice(("\n", "\n", "\r\n", "\r")))

    def _statement(self, depth: int) -> str:
        form = self._random.choice(STATEMENTS if depth else STATEMENTS[:6])
        return self._filled(form, depth)

    def _expression(self, depth: int) -> str:
        return self._filled(self._random.choice(EXPRESSIONS), depth - 1) if depth > 0 else f"note({self._next()})"

    def _sleep(self) -> str:
        name = self._random.choice(self._sleeps)
        form = self._random.choice(("{f}({n})", "{f}({n},)", "{f} ( note({n}) )", "({f})({n})", "{f}(({n}))"))
        return form.format(f=name, n=self._next())

    def _next(self) -> str:
        self._number += 1
        return str(self._number)

    def _filled(self, form: str, depth: int) -> str:
        makers: dict[str, Callable[[], str]] = {
            "{s}": self._sleep,
            "{e}": lambda: self._expression(2),
            "{n}": self._next,
            "{b}": lambda: self._statement(depth - 1).replace("\n", "\n    "),
            "{bb}": lambda: self._statement(depth - 1).replace("\n", "\n        "),
        }
        for mark, make in makers.items():
            while mark in form:
                form = form.replace(mark, make().replace("{", "\0").replace("}", "\1"), 1)
        return form.replace("{{", "{").replace("}}", "}").replace("\0", "{").replace("\1", "}")


def outcome(text: str, monkeypatch: pytest.MonkeyPatch) -> tuple[list[object], str]:
    """What a program notes, and how it ends."""
    notes: list[object] = []

    def note(value: object = None, *_: object, **__: object) -> object:
        notes.append(value)
        return value

    def sleep(delay: float) -> None:
        notes.append(("sleep", delay))

    async def asynchronous_sleep(delay: float) -> None:
        sleep(delay)

    async def count(until: int):  # type: ignore[no-untyped-def]
        for number in range(until):
            yield number

    with monkeypatch.context() as patch:
        patch.setattr(time, "sleep", sleep)
        patch.setattr(asyncio, "sleep", asynchronous_sleep)
        space: dict[str, object] = {"__name__": "program", "note": note, "count": count}
        try:
            exec(compile(text, "program", "exec", dont_inherit=True), space)
            work = space["Work"]
            end = repr(asyncio.run(work().main()))  # type: ignore[operator]
        except Exception as error:
            end = type(error).__name__
    return notes, end


@pytest.mark.parametrize("group", range(GROUPS))
def test_a_program_does_the_same_after_its_fixes(group: int, monkeypatch: pytest.MonkeyPatch) -> None:
    fixed = 0
    for seed in range(group, PROGRAMS, GROUPS):
        text = Writer(seed).program()
        source = Source(text.encode())
        report = analyse(source, RECIPES)
        assert not report.unreadable, text
        fixes = [fix for finding in report.findings if (fix := safe(finding)) is not None]
        after = rendered(source, report, fixes)
        again = [finding for finding in analyse(after, RECIPES).findings if safe(finding)]
        shown = f"seed {seed}\n{text}\n--- after:\n{after.text}"
        assert not again, f"a second run changes something: {shown}"
        assert not any("withdrawn" in finding.skip for finding in report.findings), shown
        assert outcome(text, monkeypatch) == outcome(after.text, monkeypatch), shown
        fixed += len(fixes)
    assert fixed > PROGRAMS // GROUPS
