"""What a recipe may answer, and what becomes of it: templates, functions, classic transforms, and their mistakes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from asyncfix.files.source import Source
from asyncfix.fixes import FileReport
from asyncfix.recipe import Call, Recipe, Rewrite, Safety, Skip, template_fields
from asyncfix.rewrite.analyse import analyse
from asyncfix.rewrite.fix_selection import everything, safe
from asyncfix.rewrite.render import rendered

ONE = "power< any+ trailer< '(' x=any ')' > >"
ANY = "power< any+ trailer< '(' x=any* ')' > >"


def recipe(rewrite: Any = "", pattern: str = ONE, **more: Any) -> Recipe:
    return Recipe("own", more.pop("calls", ["naps.nap"]), pattern, rewrite, **more)


def reported(text: str, *recipes: Recipe) -> FileReport:
    return analyse(Source(text.encode()), recipes)


def made(text: str, *recipes: Recipe) -> str:
    """The text with all fixes made, those for review included."""
    report = reported(text, *recipes)
    fixes = [fix for finding in report.findings if (fix := everything(finding)) is not None]
    return rendered(Source(text.encode()), report, fixes).text


def reasons(text: str, *recipes: Recipe) -> list[str]:
    return [finding.skip for finding in reported(text, *recipes).findings]


def in_coroutine(expression: str) -> str:
    return f"import naps\n\n\nasync def poll(naps_left):\n    {expression}\n"


@pytest.mark.parametrize(
    ("template", "before", "after"),
    [
        ("await naps.anap({x})", "naps.nap(1)", "await naps.anap(1)"),
        ("await naps.anap({x})", "naps.nap(1).length", "(await naps.anap(1)).length"),
        ("await naps.anap({x})", "naps.nap(1) ** 2", "(await naps.anap(1)) ** 2"),
        ("await naps.anap({x})", "2 ** naps.nap(1)", "2 ** await naps.anap(1)"),
        ("await naps.anap({x})", "naps.nap(naps.nap(1))", "await naps.anap(await naps.anap(1))"),
        ("await naps.anap({x})", "await naps.nap(1)", "await naps.anap(1)"),
        ("await naps.anap({x}, {x})", "naps.nap(1)", "await naps.anap(1, 1)"),
        ("naps.anap({{'for': {x}}})", "naps.nap(1)", "naps.anap({'for': 1})"),
        ("naps.anap({x}).result()", "naps.nap( 1 )  # short", "naps.anap( 1 ).result()  # short"),
    ],
)
def test_a_template_is_filled_with_what_the_pattern_captured(template: str, before: str, after: str) -> None:
    assert made(in_coroutine(before), recipe(template, imports=["naps"])) == in_coroutine(after)


def test_a_capture_of_several_arguments_may_be_empty() -> None:
    own = recipe("await naps.anap({x})", pattern=ANY, imports=["naps"])
    assert made(in_coroutine("naps.nap()"), own) == in_coroutine("await naps.anap()")
    assert made(in_coroutine("naps.nap(1, b=2)"), own) == in_coroutine("await naps.anap(1, b=2)")


def test_names_of_imports_become_what_the_file_calls_them() -> None:
    text = "import asyncio as aio\nfrom naps import nap\n\nasync def f():\n    nap(1)\n"
    new = made(text, recipe("await asyncio.to_thread(naps.anap, {x})", imports=["asyncio", "naps"]))
    assert new == "import asyncio as aio\nfrom naps import anap\n\nasync def f():\n    await aio.to_thread(anap, 1)\n"


@pytest.mark.parametrize(
    "expression",
    [
        "lambda: naps.nap(1)",
        "list(naps.nap(x) for x in y)",
        "def inner(x=naps.nap(1)): ...",
        "class C:\n        z = naps.nap(1)",
    ],
)
@pytest.mark.parametrize(
    "template", ["await naps.anap({x})", "(await naps.anap({x})).length", "[await naps.anap({x})]"]
)
def test_no_template_puts_an_await_where_none_may_stand(expression: str, template: str) -> None:
    text = in_coroutine(expression)
    (reason,) = reasons(text, recipe(template))
    assert "await" in reason or "default argument" in reason
    (reason,) = reasons(text, recipe(lambda call: Rewrite(template)))
    assert "await" in reason or "default argument" in reason
    assert made(text, recipe(template)) == text


def test_no_template_puts_an_await_into_a_function_that_is_no_coroutine() -> None:
    text = "import naps\n\ndef poll():\n    naps.nap(1)\n\nnaps.nap(2)\n"
    found = reasons(text, recipe("await naps.anap({x})", only_on_loop=False))
    assert found == [f"an await can't stand in {where}, which is no coroutine" for where in ("`poll`", "the module")]


def test_the_answers_of_a_function_are_ranked() -> None:
    def both(call: Call) -> Sequence[Rewrite]:
        return [
            Rewrite("naps.first({x})", title="do the first", hazards=("It may burn.",)),
            Rewrite("naps.second({x})", title="do the second"),
        ]

    (finding,) = reported(in_coroutine("naps.nap(1)"), recipe(both, imports=["naps"])).findings
    assert [(fix.title, fix.safety, fix.hazards) for fix in finding.fixes] == [
        ("do the first", Safety.REVIEW, ("It may burn.",)),
        ("do the second", Safety.SAFE, ()),
    ]
    chosen = safe(finding)
    assert chosen is not None
    assert chosen.title == "do the second"
    assert everything(finding) == chosen


def test_a_skip_leaves_the_call_alone_and_says_why() -> None:
    own = recipe(lambda call: Skip("it is Sunday"))
    assert reasons(in_coroutine("naps.nap(1)"), own) == ["it is Sunday"]
    assert made(in_coroutine("naps.nap(1)"), own) == in_coroutine("naps.nap(1)")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (lambda call: call.captures["y"], "the recipe failed here: KeyError: 'y'"),
        (lambda call: 1 / 0, "the recipe failed here: ZeroDivisionError: division by zero"),
        (lambda call: sys.exit(4), "the recipe failed here: SystemExit: 4"),
        (lambda call: None, "the recipe failed here: it gave None where a Rewrite or a Skip was due"),
        (lambda call: "naps.anap()", "the recipe failed here: it gave 'naps.anap()' where a Rewrite or a Skip was due"),
        (lambda call: [Skip("a"), 1], "the recipe failed here: it gave [Skip(reason='a'), 1] where"),
        (lambda call: [], "the recipe offers no rewrite"),
        (lambda call: Rewrite("naps.anap({y})"), "the pattern of the recipe did not capture {y} here"),
        (lambda call: Rewrite("naps.anap({x!r})"), "the recipe failed here: template 'naps.anap({x!r})': {x} takes no"),
        (lambda call: Rewrite("naps.anap({x"), "the recipe failed here: template 'naps.anap({x': "),
        (lambda call: Rewrite("naps.anap({x}"), "the new text can't be used: "),
        (lambda call: Rewrite("naps anap({x})"), "the new text can't be used: "),
        (lambda call: Rewrite("naps.anap({x}) = 1"), "the new text can't be used: "),
        (lambda call: Rewrite("return {x}"), "the new text can't be used: "),
        (lambda call: Rewrite(""), "the new text can't be used: "),
        (lambda call: Rewrite("naps.nap({x})"), "the rewrite changes nothing"),
        (lambda call: Rewrite("(yield {x})\nnaps.nap()"), "the new text can't be used: "),
        ("naps.anap(x=1, x={x})", "the fix was withdrawn: the new text does not compile: keyword argument repeated"),
    ],
)
def test_a_mistake_of_a_recipe_is_the_reason_of_its_finding_and_of_no_other(
    answer: Callable[[Call], Any] | str, said: str
) -> None:
    other = Recipe("other", ["naps.doze"], ONE, "naps.adoze({x})", imports=["naps"])
    text = in_coroutine("naps.nap(1); naps.doze(2)")
    broken, fine = reasons(text, recipe(answer), other)
    assert broken.startswith(said)
    assert fine == ""
    assert made(text, recipe(answer), other) == in_coroutine("naps.nap(1); naps.adoze(2)")


def test_two_recipes_for_one_call_do_not_both_rewrite_it() -> None:
    one = recipe("naps.one({x})", imports=["naps"])
    two = Recipe("two", ["naps.nap"], ONE, "naps.two({x})", imports=["naps"])
    report = reported(in_coroutine("naps.nap(1)"), one, two)
    assert [bool(finding.fixes) for finding in report.findings] == [True, False]
    assert report.findings[1].skip.startswith("the fix was withdrawn: two edits overlap")


def test_a_call_of_another_shape_is_reported() -> None:
    own = recipe("naps.anap({x})", pattern="power< any+ trailer< '(' x=NUMBER ')' > >")
    assert reasons(in_coroutine("naps.nap(1, 2)"), own) == ["the call does not have the shape that the recipe handles"]


def renamed(node: Any, results: dict[str, Any]) -> None:
    """A classic transform: changes the tree in place."""
    name = results["name"]
    name.value = "anap"
    name.changed()


RENAMING = "power< any* trailer< '.' name='nap' > trailer< '(' any* ')' > >"


def in_a_thread(node: Any, results: dict[str, Any]) -> Any:
    """A classic transform: returns what takes the node's place."""
    from fissix.fixer_util import ArgList, Comma, Dot, Name, Node
    from fissix.pygram import python_symbols as syms

    function = node.clone()
    function.children[-1].remove()
    function.prefix = ""
    argument = results["x"].clone()
    argument.prefix = " "
    thread = [Name("asyncio", prefix=" "), Node(syms.trailer, [Dot(), Name("to_thread")])]
    arguments = ArgList([function, Comma(), argument])
    return Node(syms.power, [Name("await", prefix=node.prefix), *thread, arguments])


def test_a_transform_may_change_the_tree_in_place() -> None:
    own = recipe(pattern=RENAMING, transform=renamed)
    text = in_coroutine("x = naps.nap(  # why\n        1)")
    assert made(text, own) == text.replace("nap(  #", "anap(  #")
    assert made("import naps as n\nasync def f(): n.nap(1)\n", own) == "import naps as n\nasync def f(): n.anap(1)\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("naps.nap(1)", "await asyncio.to_thread(naps.nap,1)"),
        ("naps.nap(1).length", "(await asyncio.to_thread(naps.nap,1)).length"),
        ('f"{naps.nap(1)!r}"', 'f"{await asyncio.to_thread(naps.nap,1)!r}"'),
    ],
)
def test_a_transform_may_return_a_new_node_and_needs_imports_as_a_template_does(before: str, after: str) -> None:
    own = recipe(transform=in_a_thread, imports=["asyncio"])
    new = made(in_coroutine(before), own)
    assert new.replace(", ", ",") == f"import asyncio\n\n{in_coroutine(after)}"
    compile(new, "new", "exec")


def test_the_import_that_a_transform_still_uses_stays() -> None:
    own = recipe(transform=in_a_thread, imports=["asyncio"])
    new = made("from naps import nap\nasync def f():\n    nap(1)\n", own)
    assert "from naps import nap\n" in new
    assert "import asyncio\n" in new


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "import asyncio as aio, naps\nasync def f(): naps.nap(1)\n",
            "the recipe's transform writes `asyncio.to_thread`, which has to be `aio.to_thread` here",
        ),
        (
            "import naps\nasync def f(asyncio): naps.nap(1)\n",
            "the recipe's transform writes `asyncio.to_thread`, which has to be `asyncio_.to_thread` here",
        ),
        ("import naps\nasync def f(): lambda: naps.nap(1)\n", "an await can't stand in a lambda"),
        ("import naps\nasync def f(): naps.nap(1, 2)\n", "the call does not have the shape that the recipe handles"),
    ],
)
def test_a_transform_is_left_out_where_its_text_would_not_be_right(text: str, said: str) -> None:
    own = recipe(pattern="power< any+ trailer< '(' x=NUMBER ')' > >", transform=in_a_thread, imports=["asyncio"])
    assert reasons(text, own) == [said]
    assert made(text, own) == text


@pytest.mark.parametrize(
    ("transform", "said"),
    [
        (lambda node, results: results["y"], "the recipe failed here: KeyError: 'y'"),
        (lambda node, results: None, "the rewrite changes nothing"),
        (lambda node, results: node.parent.append_child(node.clone()), "the recipe's transform does not work here: "),
        (lambda node, results: 5, "the recipe failed here: "),
    ],
)
def test_a_mistake_of_a_transform_is_the_reason_of_its_finding(transform: Any, said: str) -> None:
    (reason,) = reasons(in_coroutine("naps.nap(1)"), recipe(transform=transform))
    assert reason.startswith(said)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="Python 3.12 and newer place what is inside f-strings")
def test_an_f_string_whose_places_this_python_does_not_know_is_reported() -> None:
    text = in_coroutine("f'{naps.nap(1):{naps.nap(2)}}'")
    own = recipe("naps.anap({x})", imports=["naps"])
    assert all("f-string" in reason for reason in reasons(text, own) if reason)


def test_the_pieces_of_a_template_are_its_text_and_its_captures() -> None:
    assert template_fields("await f({a}, {{}}, {b})") == [
        ("await f(", "a"),
        (", {", None),
        ("}", None),
        (", ", "b"),
        (")", None),
    ]
