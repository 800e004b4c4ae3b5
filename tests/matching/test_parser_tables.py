"""The shipped tables are those of the installed fissix, and using them leaves fissix and the disk alone."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from asyncfix.matching import _tables, parse_module
from asyncfix.matching._fissix import GRAMMAR_FILE
from asyncfix.matching._generate import generate

MATCH_ONE = """
from asyncfix.matching import Island, Pattern
pattern = Pattern.compile("power< any+ trailer< '(' delay=any ')' > >")
assert pattern.match(Island.expression("time.sleep(1)"))["delay"].text == "1"
"""


def python(code: str, home: Path) -> str:
    """What a fresh interpreter prints. No coverage is measured in it: that would load modules."""
    others = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    environment = {
        **others,
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home),
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, env=environment, check=False
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


@pytest.fixture
def fresh_tables() -> Iterator[None]:
    _tables.grammar.cache_clear()
    yield
    _tables.grammar.cache_clear()


def test_shipped_tables_are_what_the_generator_makes_now() -> None:
    made = generate(Path(GRAMMAR_FILE).read_text("utf-8"), Path(_tables.EXTENSION).read_text("utf-8"))
    shipped = Path(_tables.TABLES).read_text("utf-8")
    assert shipped == made, "python -m asyncfix.matching._generate makes them anew"


def test_old_symbols_keep_their_numbers() -> None:
    from fissix.pygram import python_symbols

    ours = _tables.grammar().symbols
    old = vars(python_symbols)
    assert {name: ours[name] for name in old} == old
    assert min(number for name, number in ours.items() if name not in old) > max(old.values())


def test_tokens_keep_their_numbers() -> None:
    from fissix.pgen2 import grammar, token

    ours = _tables.grammar()
    assert all(ours.tokens[name] == number for number, name in token.tok_name.items() if number < token.N_TOKENS)
    assert all(ours.operators[sign] == number for sign, number in grammar.opmap.items())
    assert len(set(ours.tokens.values())) == len(ours.tokens)


@pytest.mark.usefixtures("fresh_tables")
def test_another_grammar_of_fissix_gets_tables_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changed = Path(GRAMMAR_FILE).read_text("utf-8") + "\nbrand_new: NAME\n"
    other = tmp_path / "Grammar.txt"
    other.write_text(changed, "utf-8")
    monkeypatch.setattr(_tables, "GRAMMAR_FILE", str(other))
    grammar = _tables.grammar()
    assert "brand_new" in grammar.symbols
    assert grammar.fingerprint != Path(_tables.TABLES).read_text("utf-8").split("\n")[1]
    text = "match x:\n  case 1: pass\n"
    assert str(parse_module(text)) == text
    assert list(tmp_path.iterdir()) == [other]


def test_matching_loads_no_pickles_and_no_generator(tmp_path: Path) -> None:
    check = "import sys; print(*{'fissix.pygram', 'fissix.pgen2', 'pickle', 'logging', 'tempfile'} & {*sys.modules})"
    assert python(MATCH_ONE + check, tmp_path).strip() == ""


def test_matching_writes_nothing(tmp_path: Path) -> None:
    python(MATCH_ONE, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_fissix_is_whole_when_someone_asks_for_it_afterwards(tmp_path: Path) -> None:
    check = """
from asyncfix.matching._fissix import Branch
import fissix, fissix.pytree, fissix.pygram
from fissix.pgen2 import driver
assert fissix.pytree.Node is Branch is fissix.pygram.pytree.Node
assert driver.load_grammar is fissix.load_grammar
print(fissix.CACHE_DIR)
"""
    assert str(tmp_path) in python(MATCH_ONE + check, tmp_path)


def test_fissix_may_be_there_before(tmp_path: Path) -> None:
    python("import fissix.pygram\n" + MATCH_ONE, tmp_path)
    python("import fissix.fixer_util\n" + MATCH_ONE, tmp_path)


def test_the_grammars_of_fissix_stay_as_they_are(tmp_path: Path) -> None:
    check = """
import pickle
from fissix import pygram, pytree
from fissix.pgen2 import token
def state():
    return pickle.dumps([
        vars(pygram.python_grammar), vars(pygram.python_grammar_no_print_and_exec_statement),
        vars(pygram.pattern_grammar), vars(pygram.python_symbols), token.tok_name, pytree._type_reprs,
    ])
before = state()
from asyncfix.matching import parse_module, Pattern, explain_tree
from asyncfix.matching import _generate, _tables
_generate.generate(open(_tables.GRAMMAR_FILE).read(), open(_tables.EXTENSION).read())
explain_tree("type X = int\\nmatch x:\\n  case 1: print(f'{x}')\\n")
Pattern.compile("match_stmt< any* >").nodes(parse_module("x"))
assert state() == before
"""
    python(check, tmp_path)
