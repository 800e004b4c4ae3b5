"""`match`, `case` and `type` are keywords where Python takes them for keywords, and names everywhere else."""

from __future__ import annotations

import ast
import sys

import pytest

from asyncfix.matching import parse_module
from tests.support.trees import every_node

NAMES = """\
match(x)
match = 3
match.x = 3
match[a:b]
match[a:b] = c
match: int = 3
match, case = case, type
match * x
match -1
match (x).y
match
x = match
match(x)[y]: int = 3
match(
    x
)
for match in match: match()
if match: match = 1; match()
def match(match, case=case, type=type): return match
class match(case): match = case
lambda match: match
import match as case
from match import case as type
case = 3
case(x)
case[0]: int = 4
case.x
print(case, type)
type = 3
type(x)
type(x).y
type: int = 3
type.x = 1
type[0]
type in x, type is y, type and z, type or w, type not in v
x if type else y
[type for type in type if type]
type, x = 1, 2
type -x
type *x
global match, case, type
x = {type: type for type in type}
f(type=type, match=match, case=case)
x.match(1).case(2).type(3)
try: type
except type as match: case
with type as match: case
async def type(): await match
while type: match
del match, case, type
assert type, match
@type
@match.case(type)
def f(): pass
"""

STATEMENTS = [
    ("match x:\n  case 1: pass\n", 1, 1, 0),
    ("match (x):\n  case 1: pass\n", 1, 1, 0),
    ("match(x):\n  case(1): pass\n", 1, 1, 0),
    ("match [x]:\n  case [1]: pass\n", 1, 1, 0),
    ("match{'a': 1}:\n  case{'a': 1}: pass\n", 1, 1, 0),
    ("match *x, y:\n  case *a, b: pass\n", 1, 1, 0),
    ("match -x:\n  case -1: pass\n", 1, 1, 0),
    ("match not x:\n  case _: pass\n", 1, 1, 0),
    ("match lambda: x:\n  case _: pass\n", 1, 1, 0),
    ("match x, y if z else {1: 2}:\n  case _: pass\n", 1, 1, 0),
    ("match x[a:b]:\n  case _: pass\n", 1, 1, 0),
    ("match match:\n  case case: case = match(case)\n", 1, 1, 0),
    ("match x:  # why\n\n  # a comment\n\n  case 1: pass\n\n# end\n", 1, 1, 0),
    ("match x:\n  case 1:\n    case = 1\n    case(x)\n    match = 2\n  case 2: case\n", 1, 2, 0),
    ("match x:\n  case 1:\n    match y:\n      case 2: pass\n    case = 3\n  case 4: pass\ncase = 5\n", 2, 3, 0),
    ("if x:\n  match y:\n    case 1: pass\n  match = 3\nmatch(z)\n", 1, 1, 0),
    ("if x:\n  case = 1\n  case\n", 0, 0, 0),
    ("match x:\n\tcase 1:\n\t\tpass\n\tcase 2:\n\t\tpass", 1, 2, 0),
    ("match (\n  x\n):\n  case (\n    1\n  ): pass\n", 1, 1, 0),
    ("match \\\n  x:\n  case \\\n    1: pass\n", 1, 1, 0),
    ("class A:\n  def f(self):\n    match self:\n      case A(x=1): return match\n  match = f\n", 1, 1, 0),
]

TYPE_STATEMENTS = [
    ("type X = int\n", 0, 0, 1),
    ("type type = type\n", 0, 0, 1),
    ("type match = case\ntype case = match\n", 0, 0, 2),
    ("type = 1; type X = type; type\n", 0, 0, 1),
    ("if x: type X = int\nelse: type Y = str\n", 0, 0, 2),
    ("type X[type] = type[type]\n", 0, 0, 1),
    ("type \\\n  X = int\n", 0, 0, 1),
    ("class A:\n  type X = int\n  type = X\n", 0, 0, 1),
]


def keywords(text: str) -> tuple[int, int, int]:
    """How often MATCH, CASE and TYPE stand in the tree, which is that of the whole text."""
    root = parse_module(text)
    assert str(root) == text
    types = [(node.type, node.value) for node in every_node(root) if not node.children]
    match, case, type_ = (
        sum(value == word and number != 1 for number, value in types) for word in ("match", "case", "type")
    )
    return match, case, type_


def test_names_stay_names() -> None:
    ast.parse(NAMES)
    assert keywords(NAMES) == (0, 0, 0)


@pytest.mark.parametrize(("text", "match", "case", "type_"), STATEMENTS)
def test_statement_is_told_from_a_name(text: str, match: int, case: int, type_: int) -> None:
    tree = ast.parse(text)
    assert sum(isinstance(node, ast.Match) for node in ast.walk(tree)) == match
    assert keywords(text) == (match, case, type_)


@pytest.mark.parametrize(("text", "match", "case", "type_"), TYPE_STATEMENTS)
def test_type_statement_is_told_from_a_name(text: str, match: int, case: int, type_: int) -> None:
    if sys.version_info >= (3, 12):
        ast.parse(text)
    assert keywords(text) == (match, case, type_)
