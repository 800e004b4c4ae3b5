"""Everything that Bowler's reference documents runs, and gives what Bowler itself gives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from bowler import TOKEN, Query
from bowler.tool import BowlerTool
from bowler.types import DROP, START
from fissix.fixer_base import BaseFix
from fissix.fixer_util import Call, Name

from asyncfix.codemods import of_query
from asyncfix.files.source import Source
from asyncfix.rewrite.analyse import analyse
from asyncfix.rewrite.render import rendered
from tests.support.through_asyncfix import as_recipe

CODE = '''"""A module of everything."""
import shop.cart
import shop.cart as basket
from shop.cart import total, Item
from shop import cart


class Base(Item):
    size = 1

    def area(self, width, *rest, unit="cm"):
        return self.size * width


class Box(Base):
    """A box."""

    size = 2

    def area(self, width, *rest, unit="cm"):
        self.size = 3
        return super().area(width, *rest, unit=unit)


def total_of(items, scale=1, **options):
    return sum(total(item) for item in items) * scale


def main():
    box = Box()
    print("area", box.area(2, unit="mm"))
    print(total_of([box], 2), shop.cart.total(box), basket.total(box), cart.total(box))
    total_of(items=[box])
    print("a" + "b", box.size)


def tr(text):
    return text
'''


class FixSize(BaseFix):  # type: ignore[misc]
    """A fixer for `Query.fixer`."""

    BM_compatible = False
    PATTERN = "power< 'box' trailer< '.' 'size' > >"

    def transform(self, node: Any, results: Any) -> None:
        node.children[1].children[1].replace(Name("width"))


def total_of(items: object, scale: int = 1, **options: object) -> None:
    """Stands for the function of the code: Bowler asks it for its signature."""


def translate(node: Any, capture: Any, filename: str) -> None:
    argument = capture["print_args"][0]
    for leaf in list(argument.leaves()):
        if leaf.type == TOKEN.STRING and leaf.value == '"area"':
            leaf.replace(Call(Name("tr"), [leaf.clone()]))


def first_is_string(node: Any, capture: Any, filename: str) -> bool:
    arguments = capture.get("print_args")
    return bool(arguments) and next(iter(arguments[0].leaves())).type == TOKEN.STRING


def double(node: Any, capture: Any, filename: str) -> Any:
    return Name('"ab"', prefix=node.prefix)


PRINT = """power< "print" trailer< "(" print_args=any* ")" > >"""

QUERIES: dict[str, Callable[[Any], Any]] = {
    "rename a function": lambda q: q.select_function("total_of").rename("sum_of"),
    "rename an imported function": lambda q: q.select_function("total").rename("cost"),
    "rename a module": lambda q: q.select_module("shop.cart").rename("shop.basket"),
    "rename a module, longer": lambda q: q.select_module("shop.cart").rename("shop.parts.cart"),
    "rename a class": lambda q: q.select_class("Box").rename("Crate"),
    "rename an ancestor": lambda q: q.select_subclass("Base").rename("Item"),
    "rename an attribute": lambda q: q.select_attribute("size").rename("extent"),
    "rename a method": lambda q: q.select_method("area").rename("surface"),
    "rename a variable": lambda q: q.select_var("box").rename("crate"),
    "calls only": lambda q: q.select_class("Box").is_call().rename("Base"),
    "definitions only": lambda q: q.select_method("area").is_def().rename("surface"),
    "in a class": lambda q: q.select_method("area").in_class("Box", False).rename("surface"),
    "in a class and its subclasses": lambda q: q.select_method("area").in_class("Base").is_def().rename("surface"),
    "by the name of the file": lambda q: q.select_var("box").is_filename(include=r"app\.py$").rename("crate"),
    "not by the name of the file": lambda q: q.select_var("box").is_filename(exclude=r"app\.py$").rename("crate"),
    "encapsulate": lambda q: q.select_attribute("size").in_class("Box", False).encapsulate(),
    "encapsulate by name": lambda q: q.select_attribute("size").in_class("Box", False).encapsulate("_extent"),
    "add a keyword": lambda q: q.select_function("total_of").add_argument("tax", "0"),
    "add by position": lambda q: q.select_function(total_of).add_argument("tax", "0", True, after="items"),
    "add at the start": lambda q: q.select_function(total_of).add_argument("tax", "0", True, after=START),
    "add with a type": lambda q: q.select_function("tr").add_argument("tax", "0", type_annotation="int"),
    "add to a method": lambda q: q.select_method("area").add_argument("depth", "1"),
    "rename an argument": lambda q: q.select_function("total_of").modify_argument("scale", new_name="by"),
    "give a type": lambda q: q.select_function("tr").modify_argument("text", type_annotation="str"),
    "drop a type": lambda q: q.select_function("tr").modify_argument("text", type_annotation=DROP),
    "remove an argument": lambda q: q.select_function(total_of).remove_argument("scale"),
    "a pattern, a filter and a modifier": lambda q: q.select(PRINT).filter(first_is_string).modify(translate),
    "a filter as text": lambda q: q.select("'size'").filter("node.parent is not None").modify("node.value = 'extent'"),
    "a modifier that returns a node": lambda q: q.select("""arith_expr< '"a"' '+' '"b"' >""").modify(double),
    "the root": lambda q: q.select_root().modify(lambda node, capture, filename: None),
    "two transforms": lambda q: q.select_function("tr").rename("say").select_var("box").rename("crate"),
    "a callback for hunks": lambda q: q.select_function("tr").rename("say").process(lambda filename, hunk: True),
}  # fmt: skip


def of_bowler(query: Any, text: str, path: str) -> str:
    """What Bowler makes of the text."""
    tool = BowlerTool(query.compile(), interactive=False, silent=True, options={"print_function": True})
    return str(tool.refactor_string(text, path))


def of_asyncfix(query: Any, text: str, path: str) -> tuple[str, list[str]]:
    """What asyncfix makes of it, every fix made; and what it refuses."""
    source = Source(text.encode(), path)
    report = analyse(source, [as_recipe(of_query(query))])
    fixes = [finding.fix for finding in report.findings if finding.fix]
    return rendered(source, report, fixes).text, [finding.skip for finding in report.findings if finding.skip]


@pytest.mark.parametrize("name", QUERIES)
def test_a_documented_query_gives_what_bowler_gives(name: str) -> None:
    expected = of_bowler(QUERIES[name](Query(".")), CODE, "app.py")
    text, refused = of_asyncfix(QUERIES[name](Query(".")), CODE, "app.py")
    if name in REFUSED:
        assert text == CODE
        assert refused
        assert all(REFUSED[name] in reason for reason in refused)
    else:
        assert (text, refused) == (expected, [])


REFUSED = {
    # Bowler indents the first line of the property once too often where a method follows.
    "encapsulate": "the new text does not compile: unexpected unindent",
    "encapsulate by name": "the new text does not compile: unexpected unindent",
    # It adds the argument behind a keyword: `total_of(items=[box], 0)`.
    "add by position": "the new text does not compile: positional argument follows keyword argument",
    # It renames the parameter and none of its uses, or takes the parameter away from them.
    "rename an argument": "the new text uses `scale`, which nothing there binds",
    "remove an argument": "the new text uses `scale`, which nothing there binds",
    # It writes the object that stands for DROP: `text: <object object at 0x...>`.
    "drop a type": "the new text does not compile: invalid syntax",
}
"""What Bowler makes and asyncfix refuses, because it is wrong. Nothing of it is made."""


def test_a_query_with_a_fixer_runs_though_bowler_can_not_make_it() -> None:
    with pytest.raises(TypeError):
        of_bowler(Query(".").fixer(FixSize), CODE, "app.py")
    text, refused = of_asyncfix(Query(".").fixer(FixSize), CODE, "app.py")
    assert (text, refused) == (CODE.replace("box.size)", "box.width)"), [])


def test_the_queries_do_something() -> None:
    idle = [name for name, query in QUERIES.items() if of_asyncfix(query(Query(".")), CODE, "app.py") == (CODE, [])]
    assert idle == ["not by the name of the file", "the root"]
