"""Snippets become patterns and templates, and what can't become one says what to write instead."""

from __future__ import annotations

import pytest

from asyncfix.authoring.derive import MAX_SNIPPET, draft
from asyncfix.authoring.explore import explored
from asyncfix.errors import UsageError
from asyncfix.matching import Island, Pattern

ONE = "not (argument< any* > | arglist< any* >) "


@pytest.mark.parametrize(
    ("old", "new", "pattern", "template", "imports"),
    [
        ("a.f(x)", "await a.g(x)", f"power< any+ trailer< '(' {ONE}x=any ')' > >", "await a.g({x})", ("a",)),
        ("a.f()", "await b.c.g()", "power< any+ trailer< '(' ')' > >", "await b.c.g()", ("b.c",)),
        (
            "a.f(x)",
            "await a.g(x, {'k': x})",
            f"power< any+ trailer< '(' {ONE}x=any ')' > >",
            "await a.g({x}, {{'k': {x}}})",
            ("a",),
        ),
        (
            "a.f(x, timeout=t, mode='r')",
            "await a.g(x, t)",
            "power< any+ trailer< '(' arglist< not argument< any* > x=any ',' argument< 'timeout' '=' t=any > ',' "
            "argument< 'mode' '=' \"'r'\" > > ')' > >",
            "await a.g({x}, {t})",
            ("a",),
        ),
        (
            "a.b.f(...)",
            "await a.aio.f(...)",
            "power< any+ trailer< '(' arguments=any* ')' > >",
            "await a.aio.f({arguments})",
            ("a.aio",),
        ),
        (
            "a.f(x.name, True)",
            "len(await a.g(x))",
            "power< any+ trailer< '(' arglist< power< x=any trailer< '.' 'name' > > ',' 'True' > ')' > >",
            "len(await a.g({x}))",
            ("a",),
        ),
        (
            "a.f(b'k', x)",
            "a.g(x)",
            "power< any+ trailer< '(' arglist< \"b'k'\" ',' not argument< any* > x=any > ')' > >",
            "a.g({x})",
            ("a",),
        ),
        (
            "a.f(x, key=x2)",
            "await a.g(x, key=x2)",
            "power< any+ trailer< '(' arglist< not argument< any* > x=any ',' argument< 'key' '=' x2=any > > ')' > >",
            "await a.g({x}, key={x2})",
            ("a",),
        ),
    ],
)
def test_a_snippet_gives_a_pattern_that_matches_it(
    old: str, new: str, pattern: str, template: str, imports: tuple[str, ...]
) -> None:
    made = draft(old, new)
    assert (made.pattern, made.template, made.imports) == (pattern, template, imports)
    captures = Pattern.compile(made.pattern).match(Island.expression(old.replace("...", "")))
    assert captures is not None
    assert all(capture.text == name for name, capture in captures.items() if name != "arguments")


def test_a_name_stands_for_one_argument_by_position() -> None:
    pattern = Pattern.compile(draft("a.f(x)", "await a.g(x)").pattern)
    fits = {code: pattern.match(Island.expression(code)) is not None for code in ONE_OR_NOT}
    assert [code for code, fit in fits.items() if fit] == ["a.f(1)", "b(y + 1)", "a.f([z, 2])", "a.f((z for z in y))"]


ONE_OR_NOT = (
    "a.f()", "a.f(1)", "b(y + 1)", "a.f([z, 2])", "a.f((z for z in y))",
    "a.f(1, 2)", "a.f(1,)", "a.f(x=1)", "a.f(*x)", "a.f(**x)", "a.f(z for z in y)", "a.f(1)(2, 3)",
)  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("a.f(x", "y", "--from does not parse: '(' was never closed (line 1): 'a.f(x'"),
        ("", "y", "--from must be one expression, not ''"),
        ("x = 1", "y", "--from must be one expression, not 'x = 1'"),
        ("a.f", "y", "--from must be a call, such as 'legacy.fetch(x)', not 'a.f'"),
        ("await a.f(x)", "y", "--from must be a call, such as 'legacy.fetch(x)', not 'await a.f(x)'"),
        ("a.f(1)(2)", "y", "--from must call a function by its name, such as 'legacy.fetch(x)', not 'a.f(1)(2)'"),
        ("a.f(x, x)", "y", "`x` stands in the call twice; give each place a name of its own"),
        ("a.f(node)", "y", "`node` is what fissix calls the whole match; give the capture another name"),
        ("a.f(x, ...)", "await a.g(x)", "`...` stands for all arguments: it must be the only one"),
        ("a.f(...)", "await a.g()", "`...` stands in --from and not in --to, so the arguments would be lost"),
        ("a.f(x, y)", "await a.g(x)", "`y` stands in --from and not in --to, so the code that it stands for would be"),
        ("a.f(x)", "await g(x)", "`g` in --to is no argument of --from and no name of a module; write module.g"),
        ("a.f(x)", "await (", "--to does not parse: '(' was never closed (line 1): 'await ('"),
        ("a.f(x)", "a = 1", "--to must be one expression, not 'a = 1'"),
        ("a.f('\0')", "y", "--from holds a NUL byte"),
        ("a.f(\ud800)", "y", "--from "),
        ("a.f(" + "x," * MAX_SNIPPET + ")", "y", f"--from has {2 * MAX_SNIPPET + 5:,} characters; a snippet has 20"),
        ("a.f(" + "(" * 300 + ")" * 300 + ")", "y", "--from does not parse"),
    ],
)  # fmt: skip
def test_a_snippet_that_will_not_do_says_what_to_write(old: str, new: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        draft(old, new)
    assert str(caught.value).startswith(said)
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize(
    "code",
    ["a.f(x)", "x = 1", "match x:\n    case [a]: pass", "async with a() as b:\n    pass", "f'{x!r}'", "lambda: 0"],
)
def test_a_snippet_is_explained_by_its_tree_and_its_exact_pattern(code: str) -> None:
    lines = list(explored(code))
    assert lines[:2] == ["tree:", "  file_input"]
    pattern = lines[lines.index("the pattern of exactly this:") + 1].strip()
    if "\\n" not in pattern and "\n" not in code:
        island = Island.expression(code) if "=" not in code else Island.statement(code)
        assert Pattern.compile(pattern).match(island) is not None


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("a.f(", "the snippet does not parse: "),
        ("  ", "the snippet is empty; give a piece of code in quotes"),
        ("x" * (MAX_SNIPPET + 1), "the snippet has 20,001 characters; 20,000 is the most"),
        ("(" * 400 + ")" * 400, "the snippet does not parse: "),
        ("a\0b", "the snippet does not parse: "),
    ],
)
def test_a_snippet_that_can_not_be_explained_says_why(code: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        list(explored(code))
    assert str(caught.value).startswith(said)


def test_what_is_explained_is_safe_to_print() -> None:
    for line in explored("f('\x1b[31m\u202e')"):
        assert line.isprintable() or not line


@pytest.mark.parametrize(("name", "cls"), [("acme.Client.get", "acme.Client"), ("a.io.Db.conn.get", "a.io.Db")])
def test_a_method_is_refused_with_the_name_of_its_class(name: str, cls: str) -> None:
    with pytest.raises(UsageError) as caught:
        draft(f"{name}(...)", "await a.f(...)")
    assert str(caught.value).startswith(f"--from calls `{name}`, a method of `{cls}`: a recipe is about functions")


def test_a_class_is_no_module_to_import() -> None:
    assert draft("a.f(...)", "await a.aio.Client.g(...)").imports == ("a.aio",)
    assert draft("a.Client(...)", "a.aio.Client(...)").imports == ("a.aio",)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("a.f(*keys)", "a.g([{keys}])", "`{keys}` in --to would be a set; snippets have no braces: write `keys`"),
        (
            "a.f(...)",
            "a.g([{arguments}])",
            "`{arguments}` in --to would be a set; snippets have no braces: write `...`",
        ),
    ],
)
def test_braces_around_a_capture_are_refused(old: str, new: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        draft(old, new)
    assert str(caught.value) == said
    assert draft("a.f(...)", "a.g([...])").template == "a.g([{arguments}])"
