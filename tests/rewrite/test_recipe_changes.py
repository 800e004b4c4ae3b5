"""What a recipe may do beside the call: `Change` is a template for a place, and its mistakes name file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from asyncfix.files.source import Source
from asyncfix.fixes import FileReport
from asyncfix.loading.registry import load
from asyncfix.rewrite.analyse import analyse
from asyncfix.rewrite.fix_selection import safe
from asyncfix.rewrite.render import rendered
from tests.support.command import asyncfix

RECIPE = """from asyncfix.recipe import Call, Change, Goes, Recipe, Rewrite, Safety, Skip, Span, named


def client(call: Call) -> Rewrite | Skip:
    BODY


RECIPE = Recipe(
    name="acmekv-client",
    calls=["acmekv.Client"],
    pattern="power< any+ trailer< '(' host=any* ')' > >",
    rewrite=client,
    imports=["acmekv"],
)
"""
SWAP = 'return Rewrite(changes=[Change(call.function_span, "acmekv.aio.Client")])'
USE = "\n\n\nasync def f(x):\n    c = {}(x)\n    return c\n"


def reported(folder: Path, body: str, code: str) -> FileReport:
    (folder / "own.py").write_text(RECIPE.replace("BODY", body))
    return analyse(Source(code.encode()), load([folder]))


def made(folder: Path, body: str, code: str) -> str:
    """The code with its safe fixes."""
    report = reported(folder, body, code)
    fixes = [fix for finding in report.findings if (fix := safe(finding)) is not None]
    return rendered(Source(code.encode()), report, fixes).text


def reason(folder: Path, body: str, code: str = "import acmekv" + USE.format("acmekv.Client")) -> str:
    (finding,) = reported(folder, body, code).findings
    return finding.skip.replace(str(folder), "recipes")


@pytest.mark.parametrize(
    ("imports", "call", "new_imports", "new_call"),
    [
        ("import acmekv", "acmekv.Client", "import acmekv", "acmekv.aio.Client"),
        ("import acmekv as kv", "kv.Client", "import acmekv as kv", "kv.aio.Client"),
        ("from acmekv import Client", "Client", "import acmekv", "acmekv.aio.Client"),
    ],
)
def test_names_of_imports_in_a_change_are_planned_like_those_of_a_template(
    tmp_path: Path, imports: str, call: str, new_imports: str, new_call: str
) -> None:
    assert made(tmp_path, SWAP, imports + USE.format(call)) == new_imports + USE.format(new_call)


def test_braces_in_a_change_are_captures_and_doubled_ones_are_braces(tmp_path: Path) -> None:
    body = 'return Rewrite(changes=[Change(call.span, "acmekv.aio.Client({host}, {{1: 2}})")])'
    code = "import acmekv" + USE.format("acmekv.Client")
    assert made(tmp_path, body, code) == code.replace("acmekv.Client(x)", "acmekv.aio.Client(x, {1: 2})")


def test_a_verbatim_change_keeps_braces_and_names_as_they_are(tmp_path: Path) -> None:
    body = "return Rewrite(changes=[Change(call.span, named('acmekv.make') + '({\"acmekv\": {}})', verbatim=True)])"
    code = "import acmekv as kv" + USE.format("kv.Client")
    assert made(tmp_path, body, code) == code.replace("kv.Client(x)", 'kv.make({"acmekv": {}})')


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            "return Rewrite(changes=[Change(call.function_span, 'acmekv.aio.Client', verbatim=True)])",
            "the fix was withdrawn: `acmekv` would be the name of nothing in the new text",
        ),
        (
            "return Rewrite(changes=[Change(call.function_span, 'nowhere.Client')])",
            "the fix was withdrawn: `nowhere` would be the name of nothing in the new text",
        ),
    ],
)
def test_a_change_that_would_leave_a_name_unbound_is_withdrawn(tmp_path: Path, body: str, said: str) -> None:
    assert reason(tmp_path, body) == said


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("Rewrite(changes=[call.span])", "Rewrite: changes holds a Span where a Change is due"),
        ("Rewrite(changes=Change(call.span, 'x'))", "Rewrite: changes is a Change; write a list of Change: [...]"),
        ("Rewrite(changes=[Change('acmekv', 'x')])", "Change: the place is a str; write a Span, such as "),
        ("Rewrite(changes=[Change(call.span, 1)])", "Change: the new text is an int; write a text; None removes"),
        ("Rewrite(changes=[Change(call.span, chr(123))])", "template '{': "),
        (
            "Rewrite('acmekv.f()', changes=[Change(call.span, 'x')])",
            "Rewrite: it has a template and changes, and only one",
        ),
        ("Rewrite(1)", "Rewrite: the template is an int; write a text"),
        ("Rewrite('acmekv.f()', title=1)", "Rewrite: the title is an int; write a text"),
        ("Rewrite('acmekv.f()', safety='safe')", "Rewrite: safety is 'safe'; write Safety.SAFE or Safety.REVIEW"),
        ("Rewrite('acmekv.f()', hazards='careful')", "Rewrite: hazards is a str; write a list of str: [...]"),
        ("Rewrite('acmekv.f()', hazards=[None])", "Rewrite: hazards holds a NoneType where a str is due"),
        ("Rewrite('acmekv.f()', at='call')", "Rewrite: at is a str; give a Call, such as call.chained(...) finds"),
        ("Rewrite('acmekv.f()', defines=[1])", "Rewrite: defines holds an int where a Definition is due"),
        ("Skip('')", "Skip(''): write the reason, a text that tells the reader what to do"),
        ("Skip(None)", "Skip(None): write the reason, a text that tells the reader what to do"),
        ("{}['a']", "KeyError: 'a'"),
    ],
)
def test_what_a_function_answers_wrongly_is_told_with_file_and_line(tmp_path: Path, body: str, said: str) -> None:
    told = reason(tmp_path, f"answer = {body}\n    return answer")
    assert told.startswith(f"the recipe failed here: {said}")
    assert told.endswith(" (recipes/own.py:5)")


def test_a_capture_that_is_missing_in_a_computed_text_is_told_with_what_there_is(tmp_path: Path) -> None:
    said = "the pattern of the recipe did not capture {hots} here; it captures {host} (recipes/own.py:4)"
    assert reason(tmp_path, 'text = "acmekv.f({hots})"\n    return Rewrite(text)') == said
    assert reason(tmp_path, 'text = "f({hots})"\n    return Rewrite(changes=[Change(call.span, text)])') == said


def test_hazards_may_be_a_list(tmp_path: Path) -> None:
    body = "return Rewrite('acmekv.make({host})', hazards=['It may burn.'])"
    (finding,) = reported(tmp_path, body, "import acmekv" + USE.format("acmekv.Client")).findings
    assert finding.fixes[0].hazards == ("It may burn.",)


def test_a_golden_case_of_a_changed_name_is_written_to_files_that_still_run(tmp_path: Path) -> None:
    (tmp_path / "recipes").mkdir()
    (tmp_path / "recipes" / "own.py").write_text(RECIPE.replace("BODY", SWAP))
    (tmp_path / "acmekv.py").write_text("class Client: pass\nclass aio:\n    Client = str\n")
    (tmp_path / "app.py").write_text("import acmekv" + USE.format("acmekv.Client"))
    assert asyncfix("run", "--recipes", "recipes", "--select", "acmekv-client", "--write", ".", cwd=tmp_path).code == 0
    assert "acmekv.aio.Client(x)" in (tmp_path / "app.py").read_text()
    assert "import acmekv\n" in (tmp_path / "app.py").read_text()


TEMPLATE = """from asyncfix.recipe import Recipe

RECIPE = Recipe(
    name="acme-fetch",
    calls=["acme.fetch"],
    pattern="power< any+ trailer< '(' url=any ')' > >",
    rewrite="await acme.aio.fetch({url})",
    imports=["acme.aio"],
)
"""


@pytest.mark.parametrize(
    ("imports", "call", "new_imports", "new_call"),
    [
        ("import acme", "acme.fetch", "import acme\nimport acme.aio", "acme.aio.fetch"),
        ("import acme as kv", "kv.fetch", "import acme.aio", "acme.aio.fetch"),
        ("import acme.aio", "acme.fetch", "import acme.aio", "acme.aio.fetch"),
        ("import acme.aio.http", "acme.fetch", "import acme.aio.http", "acme.aio.fetch"),
        ("from acme import fetch", "fetch", "import acme.aio", "acme.aio.fetch"),
        ("from acme import aio, fetch", "fetch", "from acme import aio", "aio.fetch"),
        ("import acme as kv\nacme = 1", "kv.fetch", "import acme.aio as aio\nacme = 1", "aio.fetch"),
        ("import acme as kv\nacme = aio = 1", "kv.fetch", "import acme.aio as aio_\nacme = aio = 1", "aio_.fetch"),
    ],
)
def test_a_module_of_a_package_is_imported_by_its_whole_name_where_that_is_free(
    tmp_path: Path, imports: str, call: str, new_imports: str, new_call: str
) -> None:
    (tmp_path / "own.py").write_text(TEMPLATE)
    code = imports + "\n\n\nasync def f(u):\n    return {}(u)\n"
    report = analyse(Source(code.format(call).encode()), load([tmp_path]))
    fixes = [fix for finding in report.findings if (fix := safe(finding)) is not None]
    after = rendered(Source(code.format(call).encode()), report, fixes).text
    assert after == code.replace(imports, new_imports).format(f"await {new_call}")


@pytest.mark.parametrize(
    ("use", "why"),
    [
        ("lambda: c.get()", "an await can't stand in a lambda"),
        ("await g(lambda: [c.get()])", "an await can't stand in a lambda"),
        ("[c.get() for _ in x]", ""),
    ],
)
def test_a_use_and_its_call_know_that_no_await_can_stand_in_a_lambda(tmp_path: Path, use: str, why: str) -> None:
    body = "use = call.uses[-1]\n    return Skip(f'{use.no_await}|{call.made_by(use).no_await}|')"
    code = f"import acmekv\nasync def f(x, g):\n    c = acmekv.Client(x)\n    return {use}\n"
    assert reason(tmp_path, body, code) == f"{why}|{why}|"


@pytest.mark.parametrize(
    ("template", "before", "after"),
    [
        ("acmekv.g({host})", "x for x in y", "acmekv.g(x for x in y)"),
        ("acmekv.g([{host}])", "x for x in y", "acmekv.g([(x for x in y)])"),
        ("acmekv.g([{host}])", "(x for x in y)", "acmekv.g([(x for x in y)])"),
        ("acmekv.g([{host}])", "a, b", "acmekv.g([a, b])"),
        ("acmekv.g({host}, t=1)", "x for x in y", "acmekv.g((x for x in y), t=1)"),
    ],
)
@pytest.mark.parametrize("body", ["Rewrite('TEMPLATE')", "Rewrite(changes=[Change(call.span, 'TEMPLATE')])"])
def test_a_generator_without_brackets_gets_them_where_it_would_become_something_else(
    tmp_path: Path, body: str, template: str, before: str, after: str
) -> None:
    code = "import acmekv\nasync def f(y, a, b):\n    return {}\n"
    body = f"return {body.replace('TEMPLATE', template)}"
    assert made(tmp_path, body, code.format(f"acmekv.Client({before})")) == code.format(after)


@pytest.mark.parametrize(
    ("arguments", "flags"),
    [
        ("*x", "110 False"),
        ("**x", "101 False"),
        ("a for a in x", "000 True"),
        ("(a for a in x)", "000 False"),
        ("(a for a in x), 1", "000 False"),
    ],
)
def test_stars_and_bare_generators_are_facts(tmp_path: Path, arguments: str, flags: str) -> None:
    body = "one = call.arguments\n    return Skip(f'{one.starred:d}{one.star:d}{one.double_star:d} {one.generator}')"
    assert reason(tmp_path, body, f"import acmekv\nasync def f(x):\n    acmekv.Client({arguments})\n") == flags


@pytest.mark.parametrize(
    ("use", "why"),
    [
        ("lambda: c.get()", "an await can't stand in a lambda"),
        ("set(c.get() for _ in x)", "an await would make the generator expression asynchronous, and what consumes it"),
    ],
)
def test_a_change_puts_no_await_where_none_can_stand(tmp_path: Path, use: str, why: str) -> None:
    body = """return Rewrite(changes=[
        Change(Span(use.span.start, use.span.start), "await ") for use in call.uses if use.goes is Goes.CALL
    ])"""
    code = f"import acmekv\nasync def f(x):\n    c = acmekv.Client(x)\n    return {use}\n"
    assert reason(tmp_path, body, code).startswith(f"in line 4 {why}")
    assert "await c.get()" in made(tmp_path, body, code.replace(use, "c.get()"))
