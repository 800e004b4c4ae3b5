"""A recipe with a mistake is told at load: the file, the line, the place and what to do."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from asyncfix.errors import RecipeError
from asyncfix.files.source import Source
from asyncfix.loading.registry import load
from asyncfix.rewrite.analyse import analyse
from tests.support.command import asyncfix, on_terminal

TEMPLATE = """from asyncfix.recipe import Recipe

RECIPE = Recipe(
    name="own-nap",
    calls=["naps.nap"],
    pattern="power< any+ trailer< '(' arglist< delay=any ',' unit=any > ')' > >",
    rewrite="await naps.anap({delay}, {unit})",
    imports=["naps"],
)
"""
FUNCTION = """from asyncfix.recipe import Call, Recipe, Rewrite, Skip


def nap(call):
    BODY


RECIPE = Recipe(
    name="own-nap",
    calls=["naps.nap"],
    pattern="power< any+ trailer< '(' delay=any ')' > >",
    rewrite=nap,
    imports=["naps"],
)
"""
DUE = "where a Rewrite, a Skip or a list of Rewrites is due"


def complaint(folder: Path, text: str | bytes, name: str = "own.py") -> str:
    """What is said about a recipe file; its folder is left out."""
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(RecipeError) as caught:
        load([folder])
    return str(caught.value).replace(f"{folder}{os.sep}", "")


def pointed(text: str) -> tuple[str, str]:
    """The message, and the code that the caret points at, to the end of its line."""
    message, line, caret = text.split("\n")
    return message, line[caret.index("^") :]


def test_the_recipes_that_the_cases_start_from_load(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(TEMPLATE)
    (tmp_path / "b.py").write_text(
        FUNCTION.replace("own-nap", "b").replace("naps.nap", "b.nap").replace("BODY", "return Skip('no')")
    )
    assert {"own-nap", "b"} < {recipe.name for recipe in load([tmp_path])}


def test_an_unknown_capture_in_a_template_is_pointed_at_with_the_one_that_was_meant(tmp_path: Path) -> None:
    message, place = pointed(complaint(tmp_path, TEMPLATE.replace("{delay}", "{delya}")))
    assert message == (
        "own.py:7: template 'await naps.anap({delya}, {unit})' asks for {delya}, "
        "but the pattern captures {delay}, {unit}; did you mean {delay}?"
    )
    assert place == '{delya}, {unit})",'


def test_a_template_over_several_lines_is_pointed_at_in_the_right_one(tmp_path: Path) -> None:
    text = TEMPLATE.replace(
        '"await naps.anap({delay}, {unit})"', '(\n        "await naps.anap({delay}, "\n        "{unix})"\n    )'
    )
    message, place = pointed(complaint(tmp_path, text))
    assert message.startswith("own.py:9: template ")
    assert place == '{unix})"'


def test_arguments_by_position_are_pointed_at(tmp_path: Path) -> None:
    text = (
        "from asyncfix.recipe import Recipe\n"
        "RECIPE = Recipe('own-nap', ['naps.nap'], \"power< any+ trailer< '(' x=any ')' > >\",\n    'print({y})')\n"
    )
    message, place = pointed(complaint(tmp_path, text))
    assert message.startswith("own.py:3: template ")
    assert place == "{y})')"


def test_a_template_that_has_a_name_in_the_module_is_found(tmp_path: Path) -> None:
    text = TEMPLATE.replace('"await naps.anap({delay}, {unit})"', "NAPS").replace(
        "RECIPE =", 'NAPS = "await naps.anap({x})"\nRECIPE ='
    )
    message, place = pointed(complaint(tmp_path, text))
    assert message.startswith("own.py:3: template ")
    assert place == '{x})"'


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("await f({delay)", "expected '}' before end of string; write braces of the code as '{{' and '}}'"),
        ("await f({delay!r}, {unit})", "{delay} takes no conversion and no format"),
        ("await f({delay:>4}, {unit})", "{delay} takes no conversion and no format"),
        ("await f({}, {unit})", "{} is no name of a capture"),
        ("await f({0}, {unit})", "{0} is no name of a capture"),
        ("await f({delay.real})", "{delay.real} is no name of a capture"),
        ("await f({'a': 1})", "{'a'} is no name of a capture"),
    ],
)
def test_a_malformed_template_is_told_with_its_line(tmp_path: Path, template: str, said: str) -> None:
    message, place = pointed(complaint(tmp_path, TEMPLATE.replace("await naps.anap({delay}, {unit})", template)))
    assert message.startswith(f"own.py:7: template {template!r}: ")
    assert said.partition(";")[2] in message
    if "expected" not in said and "'a'" not in said:
        assert said in message
    assert place.startswith('"await f(')


@pytest.mark.parametrize(
    ("template", "name"),
    [
        ("await maps.anap({delay}, {unit})", "maps"),
        ("await naps.anap({delay}, unit, {unit})", "unit"),
        ("[naps.f(x) for x in {delay}], y({unit})", "y"),
    ],
)
def test_a_name_that_the_new_code_can_not_count_on_is_a_mistake(tmp_path: Path, template: str, name: str) -> None:
    message, place = pointed(complaint(tmp_path, TEMPLATE.replace("await naps.anap({delay}, {unit})", template)))
    assert message == (
        f"own.py:7: template {template!r} uses `{name}`, which is no capture and no import: "
        f'write {{{name}}} for what the pattern captures, or imports=["{name}"] for a module'
    )
    assert place.startswith(name)


def test_a_pattern_that_does_not_compile_is_pointed_at(tmp_path: Path) -> None:
    message, place = pointed(complaint(tmp_path, TEMPLATE.replace("arglist<", "arglst<")))
    assert message == "own.py:6: the pattern does not compile: no symbol is called arglst; did you mean arglist?"
    assert place.startswith("arglst< delay=any")


def test_a_capture_that_is_never_used_is_a_mistake_unless_its_name_says_that_it_may_go(tmp_path: Path) -> None:
    text = TEMPLATE.replace(", {unit}", "")
    message, place = pointed(complaint(tmp_path, text))
    assert message == (
        "own.py:6: the pattern captures {unit}, which the template never uses, so that the code there would be lost: "
        "use it, or call it _unit where it may go"
    )
    assert place.startswith("unit=any >")
    (tmp_path / "own.py").write_text(text.replace("unit=any", "_unit=any"))
    load([tmp_path])


@pytest.mark.parametrize(
    ("body", "said", "place"),
    [
        ("return 'await naps.anap()'", f"own.py:5: nap gives a str {DUE}", "'await naps.anap()'"),
        ("return f'await {call.name}()'", f"own.py:5: nap gives a str {DUE}", "f'await"),
        ("return 'await {}()'.format(call.name)", f"own.py:5: nap gives a str {DUE}", "'await"),
        ("return {'template': 'x'}", f"own.py:5: nap gives a dict {DUE}", "{'template'"),
        ("return None", f"own.py:5: nap gives None {DUE}", "None"),
        ("return", f"own.py:5: nap gives None {DUE}", "return"),
        ("return Skip('no') if call.awaited else None", f"own.py:5: nap gives None {DUE}", "Skip('no') if"),
        ("return [Rewrite('naps.f()'), None]", f"own.py:5: nap gives a list with None {DUE}", "[Rewrite"),
        ("return not call.awaited", f"own.py:5: nap gives a bool {DUE}", "not call"),
        ("Rewrite('await naps.anap()')", f"own.py:4: nap returns nothing {DUE}", "def nap"),
        (
            "if call.awaited:\n        return Skip('no')",
            "own.py:5: nap gives None where this `if` does not hold; a Rewrite, a Skip or a list of Rewrites is due: "
            "end with a Skip and its reason",
            "if call.awaited",
        ),
        ("yield Rewrite('f()')", "own.py:4: the rewrite nap is a generator or a coroutine; write a plain function", ""),
        (
            "return Rewrite('await naps.anap({delya})')",
            "own.py:5: template 'await naps.anap({delya})' asks for {delya}, but the pattern captures {delay}; "
            "did you mean {delay}?",
            "{delya}",
        ),
        (
            "return Rewrite(f'await {call.library}.sleep({{delya}})')",
            "own.py:5: template 'await x.sleep({delya})' asks for {delya}, but the pattern captures {delay}; "
            "did you mean {delay}?",
            "{delya}",
        ),
        (
            "return Skip(call.captures['delya'])",
            "own.py:5: captures['delya']: the pattern captures delay; did you mean 'delay'?",
            "'delya'",
        ),
    ],
)  # fmt: skip
def test_what_a_function_returns_is_checked_as_far_as_it_can_be_read(
    tmp_path: Path, body: str, said: str, place: str
) -> None:
    message, pointed_at = pointed(complaint(tmp_path, FUNCTION.replace("BODY", body)))
    assert message == said
    assert pointed_at.startswith(place)


@pytest.mark.parametrize(
    "body",
    [
        "return Rewrite('print({delay})') if call.awaited else Skip('no')",
        "raise ValueError('later')",
        "if call.awaited:\n        return Skip('a')\n    else:\n        return Skip('b')",
        "def inner():\n        return 'text'\n    return Skip(inner())",
        "return [Rewrite('naps.f({delay})')]",
        "return Rewrite('f({main})', at=call)",
        "answer = Skip('no')\n    return answer",
    ],
)
def test_functions_that_may_be_right_are_let_pass(tmp_path: Path, body: str) -> None:
    (tmp_path / "own.py").write_text(FUNCTION.replace("BODY", body))
    load([tmp_path])


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("def nap():", "own.py:4: the rewrite nap must take one argument, the Call"),
        ("def nap(call, captures):", "own.py:4: the rewrite nap must take one argument, the Call"),
        ("async def nap(call):", "own.py:4: the rewrite nap is a generator or a coroutine; write a plain function"),
    ],
)
def test_a_function_that_can_not_be_called_as_a_rewrite_is_told(tmp_path: Path, head: str, said: str) -> None:
    text = FUNCTION.replace("def nap(call):", head).replace("BODY", "return Skip('no')")
    assert complaint(tmp_path, text).startswith(said)


def test_a_wrong_type_that_only_shows_in_use_is_the_reason_of_the_skip(tmp_path: Path) -> None:
    (tmp_path / "own.py").write_text(FUNCTION.replace("BODY", "return str(call.name)"))
    code = b"import naps\nasync def f():\n    naps.nap(1)\n"
    (finding,) = analyse(Source(code), load([tmp_path])).findings
    said = "the recipe failed here: it gave 'naps.nap' where a Rewrite or a Skip was due"
    assert finding.skip == f"{said} ({tmp_path}/own.py:4)"


def test_two_recipes_for_one_call_have_to_say_which_is_asked_first(tmp_path: Path) -> None:
    (tmp_path / "aaa.py").write_text(TEMPLATE.replace("own-nap", "long-nap"))
    message, place = pointed(complaint(tmp_path, TEMPLATE))
    assert message == (
        "own.py:5: naps.nap is rewritten by 'own-nap' and by 'long-nap' (aaa.py); say which of them is asked "
        'first: before=["long-nap"] here, or before=["own-nap"] there'
    )
    assert place == 'naps.nap"],'
    (tmp_path / "own.py").write_text(TEMPLATE.replace("imports=", 'before=["long-nap"],\n    imports='))
    load([tmp_path])


def test_a_bundled_recipe_for_the_same_call_counts(tmp_path: Path) -> None:
    text = TEMPLATE.replace("naps.nap", "time.sleep")
    assert complaint(tmp_path, text).startswith(
        "own.py:5: time.sleep is rewritten by 'own-nap' and by 'blocking-sleep' ("
    )


def test_two_recipes_can_not_both_come_first(tmp_path: Path) -> None:
    (tmp_path / "aaa.py").write_text(
        TEMPLATE.replace("own-nap", "long-nap").replace("imports=", 'before=["own-nap"], imports=')
    )
    message, _ = pointed(complaint(tmp_path, TEMPLATE.replace("imports=", 'before=["long-nap"], imports=')))
    assert message == (
        "own.py:8: the recipes 'own-nap' and 'long-nap' each say that they come before the other; one must not"
    )


def test_an_order_that_names_no_recipe_is_a_mistake(tmp_path: Path) -> None:
    text = TEMPLATE.replace("imports=", 'before=["blocking-slep"], imports=')
    message, place = pointed(complaint(tmp_path, text))
    assert message == "own.py:8: before: there is no recipe 'blocking-slep'; did you mean 'blocking-sleep'?"
    assert place.startswith("blocking-slep")
    assert "before: 'Not a name' is no name of a recipe" in complaint(
        tmp_path, text.replace("blocking-slep", "Not a name")
    )


def test_the_recipe_that_comes_first_answers_and_the_other_where_it_has_no_fix(tmp_path: Path) -> None:
    first = FUNCTION.replace("own-nap", "first").replace("imports=", 'before=["own-nap"], imports=')
    body = "return Skip('long') if call.captures['delay'] == '9' else Rewrite('await naps.quick({delay})')"
    (tmp_path / "first.py").write_text(first.replace("BODY", body))
    second = TEMPLATE.replace("arglist< delay=any ',' unit=any >", "delay=any").replace(", {unit}", "")
    (tmp_path / "second.py").write_text(second)
    code = b"import naps\nasync def f():\n    naps.nap(1)\n    naps.nap(9)\n    naps.nap()\n"
    findings = analyse(Source(code), load([tmp_path])).findings
    assert [(finding.line, finding.recipe, len(finding.fixes)) for finding in findings] == [
        (3, "first", 1),
        (4, "own-nap", 1),
        (5, "first", 0),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("RECIPE = Recipe(\n", "own.py:1: '(' was never closed\n    RECIPE = Recipe(\n                   ^"),
        ("x = 1\n  y = 2\n", "own.py:2: unexpected indent"),
        ("raise ValueError('no luck')\n", "own.py:1: ValueError: no luck"),
        ("def f():\n    raise KeyError('x')\nf()\n", "own.py:2: KeyError: 'x'"),
        ("import sys\nsys.exit('bye')\n", "own.py:2: SystemExit: bye"),
        ("import sys\nsys.exit(0)\n", "own.py:2: SystemExit: 0"),
        (b"# \xff\n", "own.py:"),
        (b"# coding: latin-1\nx = '\xff'\nraise ValueError(x)\n", "own.py:3: ValueError: \xff"),
        (b"# coding: nonsense\n", "own.py:"),
        (b"x = 1\0\n", "own.py"),
        (b"", "own.py: defines no recipe; write RECIPE = Recipe(...), or RECIPES = [...] for several"),
        ("RECIPES = []\n", ": holds no recipes"),
        ("def f(): f()\nf()\n", "own.py:1: RecursionError: "),
        ("name = '\\x1b[31m\\u202e'\nraise ValueError(name)\n", "own.py:2: ValueError: \x1b[31m\u202e"),
    ],
)  # fmt: skip
def test_a_file_that_can_not_be_loaded_is_told_whatever_it_does(tmp_path: Path, text: str | bytes, said: str) -> None:
    found = complaint(tmp_path, text).replace(str(tmp_path), "")
    assert found.startswith(said)


def test_control_characters_of_recipe_files_and_names_never_reach_the_terminal(tmp_path: Path) -> None:
    folder = tmp_path / "mi\x1b]0;x\x07ne"
    folder.mkdir()
    for text in (
        "raise ValueError('\\x1b[31m\\u202e')\n",
        TEMPLATE.replace("own-nap", "own\\x1b[31m"),
        "x = '\x1b[31m\n",
    ):
        (folder / "own\u202e.py").write_text(text)
        done = on_terminal("recipes", "--recipes", folder, cwd=tmp_path, piped=True)
        assert done.code == 2
        assert "\\x1b]0;x\\x07ne" in done.err.replace("\n", "")
        assert not set("\x1b\x07\u202e") & set(done.err)


def test_a_mistake_ends_every_command_that_loads_recipes(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "own.py").write_text(TEMPLATE.replace("{delay}", "{delya}"))
    for command in (["run", "."], ["recipes"], ["explain", "own-nap"]):
        done = asyncfix(*command, "--recipes", "mine", cwd=tmp_path)
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith(f"asyncfix: {tmp_path}/mine/own.py:7: template ")


@pytest.mark.parametrize(
    ("body", "said", "place"),
    [
        (
            "return Skip(call.keyword_names)",
            "own.py:5: call.keyword_names: a Call has no `keyword_names`; did you mean call.arguments.keywords?",
            ".keyword_names",
        ),
        (
            "return Skip(call.arguments.keyword)",
            "own.py:5: call.arguments.keyword: an Arguments has no `keyword`; did you mean call.arguments.keywords?",
            ".keyword",
        ),
        (
            "kinds = [use.kind for use in call.uses]\n    return Skip(kinds[0])",
            "own.py:5: use.kind: a Use has no `kind`; did you mean use.value.kind?",
            ".kind",
        ),
        (
            "for one in call.given:\n        if one.names:\n            pass\n    return Skip('no')",
            "own.py:6: one.names: a GivenArgument has no `names`; did you mean one.name?",
            ".names",
        ),
        (
            "for use in call.uses:\n        made = call.made_by(use)\n        made.awaits\n    return Skip('no')",
            "own.py:7: made.awaits: a Call has no `awaits`; did you mean made.awaited?",
            ".awaits",
        ),
        (
            "first = call.given[0].value\n    return Skip(first.txt)",
            "own.py:6: first.txt: a Value has no `txt`; did you mean first.text?",
            ".txt",
        ),
    ],
)
def test_a_fact_that_does_not_exist_is_told_at_load(tmp_path: Path, body: str, said: str, place: str) -> None:
    message, pointed_at = pointed(complaint(tmp_path, FUNCTION.replace("BODY", body)))
    assert message.startswith(said)
    assert pointed_at.startswith(place)


def test_what_helpers_ask_of_a_parameter_with_an_annotation_is_checked_as_well(tmp_path: Path) -> None:
    helper = "def about(call: Call):\n    return call.uses[0].nam\n\n\n"
    text = FUNCTION.replace("BODY", "return Skip(about(call))").replace("def nap", f"{helper}def nap")
    message, _ = pointed(complaint(tmp_path, text))
    assert message == "own.py:5: call.uses[0].nam: a Use has no `nam`; did you mean call.uses[0].name?"


@pytest.mark.parametrize(
    "body",
    [
        "call = object\n    return Skip(call.whatever)",
        "for use in call.uses:\n        pass\n    use = call\n    return Skip(use.whatever)",
        "return Skip(call.name.upper() + call.captures.get('delay') + call.arguments.keywords.index('a').whatever)",
        "return Skip(''.join((lambda call: call.whatever)(call) for _ in call.given))",
    ],
)
def test_facts_of_what_can_not_be_told_are_let_pass(tmp_path: Path, body: str) -> None:
    (tmp_path / "own.py").write_text(FUNCTION.replace("BODY", body))
    load([tmp_path])


def test_a_reason_that_is_missing_is_told_at_load(tmp_path: Path) -> None:
    message, place = pointed(complaint(tmp_path, FUNCTION.replace("BODY", "return Skip()")))
    assert message == "own.py:5: Skip() without a reason: write one, which tells the reader what to do"
    assert place == "Skip()"


def test_an_unknown_capture_in_a_change_is_told_at_load(tmp_path: Path) -> None:
    body = "return Rewrite(changes=[Change(call.span, 'naps.f({delya})')])"
    message, _ = pointed(complaint(tmp_path, FUNCTION.replace("BODY", body).replace("Call,", "Call, Change,")))
    assert message == (
        "own.py:5: template 'naps.f({delya})' asks for {delya}, but the pattern captures {delay}; did you mean {delay}?"
    )


@pytest.mark.parametrize("end", ["unit=any* >", "unit=any+ > >"])
def test_a_pattern_that_captures_the_bracket_of_the_call_is_told_at_load(tmp_path: Path, end: str) -> None:
    text = TEMPLATE.replace("arglist< delay=any ',' unit=any > ')' > >", end if end.endswith("> >") else f"{end} >")
    message, place = pointed(complaint(tmp_path, text.replace("{delay}, ", "")))
    assert message.startswith("own.py:6: of `f()` the pattern captures {unit} as `)`, a bracket of the call with it: ")
    assert message.endswith("write unit=any ')' > or unit=any* ')' > at its end")
    assert place.startswith("unit=any")
