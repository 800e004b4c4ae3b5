"""Trees and matches are those of fissix wherever fissix can read the code: its patterns and Bowler's go on working."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from bowler.query import SELECTORS
from fissix import fixer_util, patcomp, pygram, pytree
from fissix.fixes import fix_has_key, fix_idioms, fix_metaclass
from fissix.pgen2 import driver
from fissix.refactor import get_all_fix_names

from asyncfix.matching import Island, Pattern, parse_module, transform
from tests.support.standard_library import sample, text_of
from tests.support.trees import every_node, shape

OLD_CODE = '''\
#!/usr/bin/env python
"""Docstring."""
import os, sys as system
from a.b import c as d, e
from . import (f,
    g,  # why
)
@decorate.me(1, x=2)
@plain
class A(B, metaclass=C):
    x = y = 1, 2
    @property
    def f(self, a, b=1, *args, c=2, **kwargs) -> int:  # comment
        # another
        if a and not b or c in d:
            return lambda x, *y: x
        elif a is not None:
            yield a
        else:
            raise E(1) from e

        with open(a) as b, c: pass
        for x, (y, *z) in [*a, b]: continue
        while True:
            break
        try:
            pass
        except (A, B) as e: del x[1:2, ::3], y.z
        finally:
            assert x, "y" 'z'
    # trailing
async def g(x: int = 3, *, y: str):
    async with a as b:
        async for c in d:
            await e(f, *g, h=1, **i)
    return [x async for x in y if await z]
x: int = 3; y += 1; z @= -2 ** ~3; global q
{**a, 'b': 1, **c}; {1, *x}; {a: b for a in b}; (yield)
print("x", file=y); exec(x); print
w = x if y else z; v = a < b != c
u = ...; x[..., 1] = {}; d.has_key(k)
if (n := 10) > 5: pass
'''


@cache
def fissix_parser() -> Callable[[str], Any]:
    logging.disable()
    parser = driver.Driver(pygram.python_grammar_no_print_and_exec_statement, convert=pytree.convert)
    return lambda text: parser.parse_string(text)


def old_tree(text: str) -> Any:
    """fissix's tree, or None where it can't read the text."""
    try:
        return fissix_parser()(text)
    except Exception:  # the driver raises what it comes upon: ParseError, IndentationError, AssertionError
        return None


def has_f_strings(tree: Any) -> bool:
    start = Pattern.compile("FSTRING_START")
    return any(start.nodes(node) is not None for node in every_node(tree))


def test_tree_of_old_code_is_that_of_fissix() -> None:
    old, new = old_tree(OLD_CODE), parse_module(OLD_CODE)
    assert shape(new) == shape(old)
    assert new.used_names == old.used_names
    assert new == old


@pytest.mark.parametrize("path", sample(25, "trees"), ids=lambda path: path.name)
def test_tree_of_the_standard_library_is_that_of_fissix(path: Path) -> None:
    text = text_of(path)
    old = old_tree(text) if text is not None else None
    if text is None or old is None:
        pytest.skip("too new for fissix, or no Python")
    new = parse_module(text)
    if has_f_strings(new):
        pytest.skip("f-strings are trees here, and one token there")
    assert shape(new) == shape(old)
    assert new.used_names == old.used_names


def fixer_patterns() -> dict[str, str]:
    """The patterns of all fixers that come with fissix."""
    patterns = {}
    for name in get_all_fix_names("fissix.fixes", False):
        module = import_module(f"fissix.fixes.{name}")
        fixer = getattr(module, "".join(part.title() for part in name.split("_")))
        if fixer.PATTERN:
            patterns[name] = fixer.PATTERN
    return patterns


def selectors() -> dict[str, str]:
    """Bowler's selectors, filled in."""
    arguments = {"name": "f", "module": "os", "dotted_name": "'os'", "power_name": "'os'", "pattern": "any"}
    return {
        name: text.format_map(arguments) for name, text in SELECTORS.items() if set(_fields(text)) <= arguments.keys()
    }


def _fields(text: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(text) if name is not None]


PATTERNS = {**fixer_patterns(), **selectors()}


def test_there_are_patterns_to_compare() -> None:
    assert len(fixer_patterns()) > 30
    assert len(selectors()) > 8


@pytest.mark.parametrize("name", PATTERNS)
def test_pattern_finds_what_fissix_finds(name: str) -> None:
    theirs = patcomp.PatternCompiler().compile_pattern(PATTERNS[name])
    ours = Pattern.compile(PATTERNS[name])
    root = parse_module(OLD_CODE + OLD_2_CODE)
    for node in every_node(root):
        expected: dict[str, Any] = {}
        matched = theirs.match(node, expected)
        assert ours.nodes(node) == (expected if matched else None)


OLD_2_CODE = """\
apply(f, args, kw); buffer(x); callable(x); d.keys(); iter(d.iterkeys()); list(d.items())
filter(None, x); map(f, *y); zip(a, b); reduce(f, x); raw_input(); input(); intern(s)
isinstance(x, (int, long, int)); itertools.imap(f, x); metaclass; os.getcwdu(); s.next()
x.im_func; x.func_name; x <= y; type(x) == int; sys.exc_clear(); xrange(3); range(x)
for i in xrange(3): print(i)
while 1: pass
v = list(x); v.sort()
string.letters; sys.maxint; unicode(x); u"x"; x != y; long(3); execfile("a")
def next(self): pass
def __nonzero__(self): pass
from itertools import imap, izip
import cPickle, StringIO as S, urllib2
class M:
    __metaclass__ = N
    def __getslice__(self, i, j): pass
types.IntType; self.assertEquals(a, b); operator.isCallable(x); g.throw(E, v)
if type(x) is T: pass
raise E
f(os.path.join(a), [x for x in (1, 2)])
"""


@pytest.mark.parametrize(
    ("fixer", "old", "new"),
    [
        (fix_has_key.FixHasKey, "d.has_key(k)", "k in d"),
        (fix_has_key.FixHasKey, "x.y.has_key(k or l)", "(k or l) in x.y"),
        (fix_idioms.FixIdioms, "type(x) == T", "isinstance(x, T)"),
        (
            fix_metaclass.FixMetaclass,
            "class A(B):\n        __metaclass__ = M\n        def f(self, /): pass",
            "class A(B, metaclass=M):\n        def f(self, /): pass",
        ),
    ],
)
def test_fixer_of_fissix_runs_on_an_island(fixer: Any, old: str, new: str) -> None:
    instance = fixer({}, [])
    island = Island.statement(old)
    assert transform(island, instance.transform, Pattern.compile(instance.PATTERN)) == new
    assert str(island.node) == old


def test_tools_of_fissix_know_our_symbols() -> None:
    root = parse_module("class A:\n  def f(self): pass\nmatch x:\n  case 1: f(x, y=1)\n")
    pattern = Pattern.compile("power< 'f' trailer< '(' arglist=arglist ')' > >")
    (found,) = [captures for node in every_node(root) if (captures := pattern.nodes(node)) is not None]
    assert fixer_util.find_root(found["arglist"]) is root
    assert fixer_util.find_binding("f", root.children[0].children[-1]) is not None
    assert found["arglist"].children[0] == fixer_util.Name("x")
    fixer_util.touch_import(None, "os", found["arglist"])
    assert str(root).startswith("import os\nclass A:")
