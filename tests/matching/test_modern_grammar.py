"""Every construct that Python got since fissix's grammar was written: it parses, comes back, and patterns see into it.

Where `S` stands in a snippet, the test puts a call that a pattern must then find.
"""

from __future__ import annotations

import ast
import re
import sys

import pytest

from asyncfix.matching import Island, Pattern, parse_module
from tests.support.trees import SLEEP, matches, symbols

PARAMETERS = """\
def f(a, b=S, /, c=1, *, d=S, **e,): pass
def f(a, /): pass
def f(a=1, /, *args, b): pass
def f(*, a, b=S): pass
def f(*args: *Ts, a=S): pass
def f(**kw: S): pass
def f(a: S = S, /, *args: S, b: S, **kw: S) -> S: pass
f = lambda a, /, b=S, *, c: S
f = lambda *a, **k: S
f = lambda *, a=S: a
f = lambda: (yield S)
async def f(a, /, *, b=S): pass"""

WALRUS = """\
(x := S)
if (x := S) and y: pass
if x := S: pass
while x := S: pass
f(x := S)
f(x := S for y in z)
f(a, x := S, *b)
[x := S, y := 1]
{x := S, 1}
{(x := S): 1}
{x := S for y in z}
a[x := S]
a[x := S, y := S]
a[(x := S):S]
[y for x in z if (y := S)]
assert (x := S)
@(x := S)
def f(): pass
@x := S
def f(): pass"""

MATCH = """\
match S:
    case 1: S
match S, *x:
    case [a, b, *rest] if S: S
match x := S:
    case -1 | 1.5 | -1 + 2j | 3 - 4j: S
match x:
    case "a" "b" | b"c" | None | True | False: S
match x:
    case _: S
match x:
    case a.b.c | d: S
match x:
    case Point(): S
match x:
    case a.Point(1, 2, x=0, y=[_, *_],): S
match x:
    case {}: S
match x:
    case {"a": 1, -1: b, c.d: {"e": [f]}, **rest}: S
match x:
    case {**rest}: S
match x:
    case (): S
match x:
    case (a): S
match x:
    case (a,): S
match x:
    case a,: S
match x:
    case *a, b: S
match x:
    case [(Point(x=0) | Point(y=0)) as p, [*_]] as q if S: S
match x:
    case 1 if (y := S): S
    case 2 if y := S: S
match (x):
    case case: S
    case match: S
    case type: S
match [a, b]:
    # a comment
    case [1, 2]:  # another
        S
    case _:
        match y:
            case 1:
                S
            case 2: pass"""

EXCEPT = """\
try: S
except* A: S
try: S
except *(A, B) as e: S
try: S
except* S: pass
else: S
finally: S"""

EXCEPT_WITHOUT_BRACKETS = """\
try: S
except A, B: S
try: S
except A, B, C: S
try: S
except* A, B: S"""

WITH = """\
with (S): pass
with (S) as x: pass
with (S as x): pass
with (S as x, S as y): pass
with (S as x, y, S as (a, *b),): pass
with (S, S): pass
with (S, S) as x: pass
with (S).x as y, (S): pass
with (yield S) as x: pass
with (x := S): pass
with (
    S as x,  # why
    S as y.z[0],
): pass
async def f():
    async with (S as x, S as y): pass"""

DECORATORS = """\
@-S
def f(): pass
@a[S].b
class A: pass
@a.b(S)(S).c
async def f(): pass
@a if S else b
def f(): pass
@lambda f: S
def f(): pass
@(S)
@a.b.c
@a()
def f(): pass"""

TYPE_PARAMETERS = """\
type X = S
type X[T] = list[T]
type X[T: S, *Ts, **P] = S
type X[T = S, *Ts = *S, **P = [int, S],] = S
type type = type
type match = case
def f[T](a: T) -> T: S
def f[T: (int, S), *Ts, **P](*args: *Ts, **kw: P.kwargs): S
class A[T]: x = S
class A[T: S = S](B, metaclass=S): pass
async def f[T = S](): await S
x = 1; type X = S
if x: type X = S"""

STARS = """\
a[*S]
a[*S, b]
a[b, *S, 1:2]
a[*a] = S
x = *a, S
x: tuple = 1, S
x: T = *a, S
x += *a, S
for x in *a, S: pass
for x, *y in S: pass
def f(): return *a, S
def f(): yield *a, S
def f(): x = yield *a, S
def f(): x: int = yield S
del a, (b), [c, d]
f(*a, *S, **b, **S, c=S)
{**a, **S}
[*a, *S]
{*a, *S}
print(*S, sep=S)"""

NAMES = """\
print(S)
print = S
print.x = S
exec(S)
exec = print >> S
print >> x, S
print
async def f(): return [x async for x in S if await S]
async def f(): return {k: v async for k, v in S async for w in S}
async def f(): await S ** await S
async def f(): return (await S for x in y)
async def f():
    async for x in S: pass
    else: await S
nonlocals = S
x = S if S else S
x = not S in y is not S
x = S @ S
x @= S
x = 0x_ff + 1_000.0_1e1_0j + 0o17 + 0b1_1
x = ...; x[..., S]
from ... import a
from .... import (a, b,)
from ...a.b import c as d
raise S from S
global print, exec
x: int
(x): S = S
x.y[S]: int = S"""

F_STRINGS = """\
f"{S}"
f"a{S}b{S!r}c{S:>10}d{S=}e{S = !s:^{S}}"
f"{{{S}}}" "plain" f'{S}' rf"\\d{S}" fR'''{S}'''
f"{{}}" f"" F"{x}{{{{{S}}}}}"
f"{a[0]}{S:{S}.{S}}"
f"{S:%H:%M{x}}" f"{x:{{}}}"
f"{*a, S}" f"{S,}" f"{(yield S)}"
f"{(lambda x: S)}" f"{ {1: S}[1] }" f"{(x := S)}" f"{S!=1}" f"{S:=5}"
f"\\N{DIGIT ONE}{S}" f'{S}\\
' f"\\{S}" f"\\{{{S}"
f'''
{S
} {
S:
} é{S} ümlaut {{ {S}
'''
async def f(): return f"{await S} {[x async for x in S]}"
lambda: f"{S:{S}}"
f"{S if a else b}{a or S}{not S}" """

NESTED_F_STRINGS = """\
f"{x:{y:{S}}}"
f"{f"{f"{S}"}"}"
f"{x["a"]}{S}"
f"{
    S  # a comment with } and "
}"
f"{'\\n'.join(S)}"
f'''{f\"\"\"{f"{S}"}\"\"\"}'''
f"{x:{"a"}}{S}"
rf"{x:>{S}}" """

SINCE = {
    "parameters": (PARAMETERS, (3, 11)),
    "assignment expressions": (WALRUS, (3, 11)),
    "match statements": (MATCH, (3, 11)),
    "except clauses": (EXCEPT, (3, 11)),
    "except clauses without brackets": (EXCEPT_WITHOUT_BRACKETS, (3, 14)),
    "with statements": (WITH, (3, 11)),
    "decorators": (DECORATORS, (3, 11)),
    "type parameters": (TYPE_PARAMETERS, (3, 13)),
    "stars": (STARS, (3, 11)),
    "names, words and numbers": (NAMES, (3, 11)),
    "f-strings": (F_STRINGS, (3, 11)),
    "f-strings in f-strings": (NESTED_F_STRINGS, (3, 12)),
}
FIELDS_ARE_TREES = sys.version_info >= (3, 12)
"""Before, an f-string is one token."""


def snippet(name: str) -> str:
    return re.sub(r"\bS\b", "time.sleep(1)", SINCE[name][0]) + "\n"


@pytest.mark.filterwarnings("ignore::SyntaxWarning", "ignore::DeprecationWarning")
@pytest.mark.parametrize("name", SINCE)
def test_snippets_are_what_python_takes(name: str) -> None:
    if sys.version_info < SINCE[name][1]:
        pytest.skip("this Python does not parse it")
    ast.parse(snippet(name))


@pytest.mark.parametrize("name", SINCE)
def test_construct_comes_back_unchanged(name: str) -> None:
    if name == "f-strings in f-strings" and not FIELDS_ARE_TREES:
        pytest.skip("needs the tokenizer of Python 3.12")
    text = snippet(name)
    assert str(parse_module(text)) == text


@pytest.mark.parametrize("name", SINCE)
def test_pattern_finds_every_call_inside(name: str) -> None:
    if name.startswith("f-strings") and not FIELDS_ARE_TREES:
        pytest.skip("needs the tokenizer of Python 3.12")
    found = matches(SLEEP, snippet(name))
    assert len(found) == len(re.findall(r"\bS\b", SINCE[name][0]))
    assert {str(captures["delay"]) for captures in found} == {"1"}


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("def f(a, /, *, b): pass", "typedargslist< 'a' ',' '/' ',' '*' ',' 'b' >"),
        ("def f(*args: *Ts): pass", "typedargslist< '*' tname< 'args' ':' star_expr< '*' 'Ts' > > >"),
        ("f = lambda a, /: a", "varargslist< 'a' ',' '/' >"),
        ("if x := 1: pass", "if_stmt< 'if' namedexpr_test< 'x' ':=' '1' > any* >"),
        ("a[x := 1]", "trailer< '[' namedexpr_test< 'x' ':=' '1' > ']' >"),
        ("f(x := 1)", "argument< 'x' ':=' '1' >"),
        ("with (a as b, c as d): pass", "with_item< 'c' 'as' 'd' >"),
        ("with a as b: pass", "with_stmt< 'with' with_item< 'a' 'as' 'b' > any* >"),
        ("@a[0]\ndef f(): pass", "decorator< '@' power< 'a' trailer< '[' '0' ']' > > NEWLINE >"),
        ("@a.b(c)\ndef f(): pass", "decorator< '@' dotted_name< 'a' '.' 'b' > '(' 'c' ')' NEWLINE >"),
        ("@a()\ndef f(): pass", "decorator< '@' 'a' '(' ')' NEWLINE >"),
        ("type X[T] = int", "type_stmt< TYPE 'X' type_params< '[' 'T' ']' > '=' 'int' >"),
        ("def f[T: int](): pass", "funcdef< 'def' 'f' type_params< '[' type_param< 'T' ':' 'int' > ']' > any* >"),
        ("class A[T](B): pass", "classdef< 'class' 'A' type_params '(' 'B' ')' any* >"),
        ("try: pass\nexcept* A: pass", "except_clause< 'except' '*' 'A' >"),
        ("try: pass\nexcept A, B: pass", "except_clause< 'except' except_types< 'A' ',' 'B' > >"),
        ("match x:\n  case A(y=1) if z: pass", "case_block< CASE class_pattern guard< 'if' 'z' > any* >"),
        ("match x:\n  case [a, *b]: pass", "sequence_pattern< '[' open_sequence_pattern< 'a' ',' star_pattern > ']' >"),
        ("match x:\n  case {'a': b, **c}: pass", "mapping_items< mapping_item ',' mapping_item< '**' 'c' > >"),
        ("match x:\n  case 1 | 2 as y: pass", "as_pattern< or_pattern< '1' '|' '2' > 'as' 'y' >"),
        ("a[*b]", "trailer< '[' star_expr< '*' 'b' > ']' >"),
        ("x += *a, b", "expr_stmt< 'x' '+=' testlist< star_expr ',' 'b' > >"),
        ("print(x)", "power< 'print' trailer >"),
        ("async def f(): await x", "async_stmt< 'async' funcdef< any* simple_stmt< power< 'await' 'x' > any > > >"),
    ],
)
def test_construct_has_a_shape_of_its_own(text: str, pattern: str) -> None:
    assert len(matches(Pattern.compile(pattern), text)) == 1


def test_case_patterns_are_no_calls() -> None:
    found = matches(Pattern.compile("power< 'Point' any* >"), "match Point(1):\n  case Point(2): Point(3)\n")
    assert [str(captures) for captures in found] == ["{}", "{}"]


@pytest.mark.skipif(not FIELDS_ARE_TREES, reason="needs the tokenizer of Python 3.12")
def test_f_string_is_a_tree_of_literals_and_fields() -> None:
    text = "f'a{x!r:>{w}}b{{'\n"
    assert symbols(text) >= {"fstring", "fstring_field", "fstring_spec", "FSTRING_START", "FSTRING_END"}
    (found,) = matches(Pattern.compile("fstring< any first=any field=fstring_field last=any any >"), text)
    assert [str(found[name]) for name in ("first", "field", "last")] == ["a", "{x!r:>{w}}", "b{{"]


@pytest.mark.skipif(sys.version_info < (3, 14), reason="needs the tokenizer of Python 3.14")
def test_t_string_is_a_tree_too() -> None:
    text = 't"a{time.sleep(1)!r:>{w}}" rt"b{{"\n'
    assert str(parse_module(text)) == text
    assert "tstring" in symbols(text)
    assert len(matches(SLEEP, text)) == 1


def test_grammar_has_t_strings_whatever_the_tokenizer_knows() -> None:
    pattern = Pattern.compile("tstring< TSTRING_START (FSTRING_MIDDLE | fstring_field)* FSTRING_END >")
    assert pattern.match(Island.expression("f(x)")) is None
