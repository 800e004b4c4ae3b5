"""Bowler scripts and fixers are recipes as they are: found, run step by step, and made fix by fix."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from asyncfix.errors import RecipeError
from asyncfix.files.source import Source
from asyncfix.fixes import FileReport, Safety
from asyncfix.loading.registry import fingerprint, load
from asyncfix.recipe import Recipe
from asyncfix.rewrite.analyse import analyse
from asyncfix.rewrite.render import rendered
from tests.support.command import asyncfix

RENAME = 'from bowler import Query\nQuery(".").select_function("old").rename("new").{end}()\n'
FIXER = """
from {package}.fixer_base import BaseFix
from {package}.fixer_util import Name, touch_import
from {package} import pytree


class FixUpTime(BaseFix):
    '''Measure with a clock that only goes forward.'''

    PATTERN = "power< 'now' trailer< '(' ')' > >"

    def transform(self, node, results):
        assert isinstance(node, pytree.Node)
        touch_import(None, "time", node)
        node.children[0].replace(Name("time.monotonic", prefix=node.children[0].prefix))
"""


def loaded(folder: Path, text: str, name: str = "own.py") -> list[Recipe]:
    """The recipes of a file in a folder of its own."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text)
    return [recipe for recipe in load([folder]) if recipe.origin == str(folder / name)]


def run(recipes: list[Recipe], text: str, path: str = "app.py") -> tuple[str, FileReport]:
    """The file with every fix made, and the report. Each fix alone gives code that compiles."""
    source = Source(text.encode(), path)
    report = analyse(source, recipes)
    fixes = [finding.fix for finding in report.findings if finding.fix]
    for fix in fixes:
        ast.parse(rendered(source, report, [fix]).text)
    return rendered(source, report, fixes).raw.decode(), report


def skips(report: FileReport) -> list[str]:
    return [finding.skip for finding in report.findings if finding.skip]


@pytest.mark.parametrize("end", ["idiff", "diff", "write", "silent", "execute", "dump"])
def test_a_query_is_noted_down_however_it_would_be_executed(tmp_path: Path, end: str) -> None:
    target = tmp_path / "target.py"
    target.write_text("old()\n")
    (recipe,) = loaded(tmp_path / "mine", RENAME.format(end=end).replace('"."', repr(str(target))))
    assert target.read_text() == "old()\n"
    assert (recipe.name, recipe.safety) == ("own", Safety.REVIEW)
    assert run([recipe], "def old(): pass\nold()\n")[0] == "def new(): pass\nnew()\n"


@pytest.mark.parametrize(
    "script",
    [
        'from bowler import Query\nquery = Query().select_function("old").rename("new")\n',
        'from bowler import Query\ndef main():\n    Query().select_function("old").rename("new").write()\n',
        'import sys\nfrom bowler import Query\nif __name__ == "__main__":\n'
        '    Query(sys.argv[1]).select_function("old").rename("new").idiff()\n',
        'import sys\nfrom bowler import Query\n'
        'def main():\n    Query(sys.argv[1:]).select_function("old").rename("new").write()\n    return 0\n'
        'if __name__ == "__main__":\n    sys.exit(main())\n',
        'import sys\nfrom bowler import Query\nprint("working")\n'
        'q = Query().select_function("old").rename("new").idiff()\nsys.exit(q.retcode)\n',
    ],
    ids=["a name", "main", "a script", "a script with main", "a script that exits"],
)  # fmt: skip
def test_a_query_is_found_wherever_a_script_has_it(
    tmp_path: Path, script: str, capsys: pytest.CaptureFixture[str]
) -> None:
    recipes = loaded(tmp_path / "mine", script)
    assert run(recipes, "def old(): pass\n")[0] == "def new(): pass\n"
    assert capsys.readouterr().out == ""


def test_each_query_of_a_script_is_a_recipe(tmp_path: Path) -> None:
    text = RENAME.format(end="write") + 'Query().select_class("Old").rename("New").write()\n'
    assert [recipe.name for recipe in loaded(tmp_path, text, "Rename-It 2.py")] == ["rename-it-2", "rename-it-2-2"]


def test_a_script_gets_the_arguments_that_stand_beside_it(tmp_path: Path) -> None:
    script = "import sys\nfrom bowler import Query\na, b = sys.argv[1:]\nQuery().select_function(a).rename(b).idiff()\n"
    with pytest.raises(RecipeError, match=r"own\.py:3: ValueError: .*a file beside it that ends in \.args"):
        loaded(tmp_path, script)
    (tmp_path / "own.args").write_text("old 'new'\n")
    before = fingerprint(load([tmp_path]))
    (tmp_path / "own.args").write_text("old new\n")
    assert fingerprint(load([tmp_path])) != before
    assert run(loaded(tmp_path, script), "def old(): pass\n")[0] == "def new(): pass\n"
    (tmp_path / "own.args").write_text("old 'new\n")
    with pytest.raises(RecipeError, match=r"own\.args: can't be read as the arguments of own\.py: No closing "):
        loaded(tmp_path, script)


@pytest.mark.parametrize("package", ["fissix", "lib2to3"])
def test_a_fixer_is_a_recipe_whatever_its_package_is_called(tmp_path: Path, package: str) -> None:
    (recipe,) = loaded(tmp_path, FIXER.format(package=package), "fix_up_time.py")
    assert (recipe.name, recipe.summary) == ("fix-up-time", "The fixer FixUpTime.")
    text, report = run([recipe], "def f():\n    return now() - now()\n")
    assert text == "import time\ndef f():\n    return time.monotonic() - time.monotonic()\n"
    assert len(report.findings) == 2


def test_fixers_of_a_package_keep_their_relative_imports(tmp_path: Path) -> None:
    import fissix.fixes

    folder = Path(fissix.fixes.__file__).parent
    found = {recipe.name for recipe in load([folder])}
    assert {"fix-has-key", "fix-except", "fix-imports2", "fix-ws-comma"} <= found


def test_a_base_class_for_fixers_is_none(tmp_path: Path) -> None:
    text = "from fissix.fixer_base import BaseFix\nclass Base(BaseFix):\n    pass\n" + FIXER.format(package="fissix")
    assert [recipe.name for recipe in loaded(tmp_path, text)] == ["fix-up-time"]


def test_a_recipe_that_uses_fissix_itself_stays_what_it_is(tmp_path: Path) -> None:
    text = (
        "from fissix.fixer_util import Name\nfrom asyncfix.recipe import Recipe\n"
        "def change(node, captures):\n    captures['f'].replace(Name('naps.anap'))\n"
        "RECIPE = Recipe(name='own-nap', calls=['naps.nap'], pattern=\"power< f=any+ trailer< '(' any* ')' > >\", "
        "transform=change)\n"
    )
    (recipe,) = loaded(tmp_path, text)
    assert (recipe.name, recipe.codemod) == ("own-nap", None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("from bowler import Query\n", "own.py: defines no recipe; write RECIPE"),
        ("import bowler\nbowler.Query().select('a<').modify(print).diff()\n", "own.py: the pattern does not compile: "),
        ("from bowler import Query\nQuery().rename('new').idiff()\n", "own.py:2: ValueError: no selectors used"),
        ("import bowler\nraise SystemExit(3)\n", "own.py:2: SystemExit: 3"),
        ("import bowler\n1 +\n", "own.py:2: invalid syntax\n    1 +\n       ^"),
        ("from lib2to3 import nothing\n", "own.py:1: ImportError: cannot import name 'nothing'"),
        ("from lib2to3.nothing import x\n", "own.py:1: ModuleNotFoundError: No module named 'fissix.nothing'"),
    ],
)  # fmt: skip
def test_a_codemod_that_does_not_load_says_where_and_why(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(RecipeError) as caught:
        loaded(tmp_path, text)
    assert str(caught.value).replace(f"{tmp_path}/", "").startswith(said)


def test_the_old_name_of_fissix_is_gone_after_loading(tmp_path: Path) -> None:
    import sys

    loaded(tmp_path, FIXER.format(package="lib2to3"))
    assert not any(name == "lib2to3" and "fissix" in str(module) for name, module in sys.modules.items())


def test_modern_syntax_is_read_and_stays(tmp_path: Path) -> None:
    recipes = loaded(tmp_path, RENAME.format(end="write"))
    text = (
        "def keep(a, /, *, b): pass\ntry:\n    pass\nexcept* OSError as group:\n    raise\n"
        "match keep(1, b=2):\n    case {{'x': [1, *_]}} | None if (y := 1): pass\n"
        "with (open('a') as a, open('b') as b):\n    {name}(f'{{a!r:>{{y}}}}')\ndef {name}(x): ...\n"
    )
    assert run(recipes, text.format(name="old"))[0] == text.format(name="new")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_and_a_missing_last_one_stay(tmp_path: Path, end: str) -> None:
    recipes = loaded(tmp_path, FIXER.format(package="fissix"))
    text = end.join(["'''Doc.'''", "a = now()", "b = now()"])
    new = end.join(["'''Doc.'''", "import time", "a = time.monotonic()", "b = time.monotonic()"])
    assert run(recipes, text)[0] == new


def test_a_change_and_its_import_are_one_fix_and_each_change_has_its_own(tmp_path: Path) -> None:
    recipes = loaded(tmp_path, FIXER.format(package="fissix"))
    source = Source(b"a = now()\nb = now()\n", "app.py")
    report = analyse(source, recipes)
    alone = [rendered(source, report, [finding.fixes[0]]).text for finding in report.findings]
    assert alone == [
        "import time\na = time.monotonic()\nb = now()\n",
        "import time\na = now()\nb = time.monotonic()\n",
    ]


def test_a_definition_and_its_uses_are_one_fix(tmp_path: Path) -> None:
    recipes = loaded(tmp_path, RENAME.format(end="write"))
    _, report = run(recipes, "def old(): pass\nx = old()\ny = old()\n")
    (finding,) = report.findings
    assert (finding.line, finding.fixes[0].title) == (1, "change 3 places together")


def test_changes_that_need_each_other_do_not_drag_the_others_along(tmp_path: Path) -> None:
    script = 'from bowler import Query\nQuery().select_var("old").rename("new").write()\n'
    recipes = loaded(tmp_path, script)
    _, report = run(recipes, "old = 1\nprint(old)\ndef f(old): return 1\n")
    assert [finding.fixes[0].title for finding in report.findings] == [
        "change 2 places together",
        "write `def f(new): return 1`",
    ]


def test_a_name_that_nothing_binds_is_no_name_to_write(tmp_path: Path) -> None:
    recipes = loaded(tmp_path, RENAME.format(end="write"))
    text, report = run(recipes, "from elsewhere import thing as old\nold()\n")
    assert text.endswith("old()\n")
    assert skips(report) == ["the new text uses `new`, which nothing there binds"]


def test_an_import_from_elsewhere_is_renamed_with_its_uses(tmp_path: Path) -> None:
    recipes = loaded(tmp_path, RENAME.format(end="write"))
    text, report = run(recipes, "from elsewhere import old\nold()\n")
    assert text == "from elsewhere import new\nnew()\n"
    assert len(report.findings) == 1


def test_where_one_place_of_a_selector_is_refused_all_are(tmp_path: Path) -> None:
    script = (
        "from bowler import Query\ndef f(a, b): pass\n"
        'Query().select_function(f).add_argument("c", "0", True, after="a").write()\n'
    )
    code = "def f(a, b=1): pass\nf(1)\nf(a=2)\n"
    text, report = run(loaded(tmp_path, script), code)
    assert text == code
    assert skips(report)[0].startswith(
        "what the codemod changes with it in line 3 can't be made: the new text does not"
    )


def test_other_selectors_of_the_query_are_not_refused_with_it(tmp_path: Path) -> None:
    script = 'from bowler import Query\nQuery().select_var("a").rename("not").select_var("b").rename("c").write()\n'
    text, report = run(loaded(tmp_path, script), "a = 1\nb = 2\n")
    assert text == "a = 1\nc = 2\n"
    assert len(skips(report)) == 1


def test_new_text_that_does_not_compile_is_refused(tmp_path: Path) -> None:
    script = 'from bowler import Query\nQuery().select_function("old").rename("not-a-name").write()\n'
    text, report = run(loaded(tmp_path, script), "def old(): pass\n")
    assert text == "def old(): pass\n"
    assert skips(report)[0].startswith("the new text does not compile: ")


def test_code_that_raises_changes_nothing_in_the_file_and_is_told(tmp_path: Path) -> None:
    script = (
        "from bowler import Query\ndef bad(node, capture, filename):\n    node.value = 'x'\n    raise {error}\n"
        "Query().select(\"'a'\").modify(bad).write()\n"
    )
    for number, error in enumerate(("KeyError('b')", "SystemExit(4)")):
        text, report = run(loaded(tmp_path / str(number), script.format(error=error)), "b = 1\na = 2\na = 3\n")
        assert text == "b = 1\na = 2\na = 3\n"
        assert report.findings[0].line == 2
        assert skips(report)[0].startswith("the codemod failed here, and changes nothing in this file: ")


def test_a_callback_of_process_turns_changes_down(tmp_path: Path) -> None:
    script = (
        "from bowler import Query\ndef decent(filename, hunk):\n    return '+second = b' not in hunk\n"
        "Query().select_var('a').rename('b').process(decent).write()\n"
    )
    text, report = run(loaded(tmp_path, script), "b = 1\nfirst = a\nsecond = a\na = 1\n")
    assert "the codemod's own `process` callback turns this change down" in skips(report)
    assert text == "b = 1\nfirst = a\nsecond = a\na = 1\n"


def test_filters_get_the_name_of_the_file(tmp_path: Path) -> None:
    script = 'from bowler import Query\nQuery().select_var("a").is_filename(include="models").rename("b").write()\n'
    recipes = loaded(tmp_path, script)
    assert run(recipes, "a = 1\n", "app/models.py")[0] == "b = 1\n"
    assert run(recipes, "a = 1\n", "app/views.py")[0] == "a = 1\n"


def test_what_a_fixer_warns_of_is_told_with_its_change_or_by_itself(tmp_path: Path) -> None:
    fixer = (
        "from fissix.fixer_base import BaseFix\nclass FixIt(BaseFix):\n    PATTERN = \"'a'|'b'\"\n"
        "    def transform(self, node, results):\n        self.warning(node, 'look at ' + node.value)\n"
        "        if node.value == 'a':\n            node.value = 'c'\n            node.changed()\n"
        "        else:\n            self.cannot_convert(node, 'too hard')\n"
    )
    _, report = run(loaded(tmp_path, fixer), "c = 1\nprint(a, b)\n")
    first, second = report.findings
    assert first.fixes[0].hazards == ("look at a",)
    assert (second.line, second.skip) == (2, "look at b; could not convert: b; too hard")


def test_files_that_can_hold_nothing_are_passed_by(tmp_path: Path) -> None:
    (recipe,) = loaded(tmp_path, FIXER.format(package="fissix"))
    assert recipe.codemod is not None
    assert recipe.codemod.words == {"now"}
    (renamed,) = loaded(tmp_path / "two", RENAME.format(end="write"))
    assert renamed.codemod is not None
    assert renamed.codemod.words == {"old"}


def test_a_comment_silences_a_codemod(tmp_path: Path) -> None:
    recipes = loaded(tmp_path, FIXER.format(package="fissix"))
    text, report = run(recipes, "x = now()  # asyncfix: skip[fix-up-time]\n")
    assert text == "x = now()  # asyncfix: skip[fix-up-time]\n"
    assert report.findings[0].suppressed


def test_a_codemod_writes_atomically_and_can_be_undone(tmp_path: Path) -> None:
    mine, project = tmp_path / "mine", tmp_path / "project"
    loaded(mine, RENAME.format(end="write"), "rename_old.py")
    project.mkdir()
    old = "# caf\xe9 -*- coding: latin-1 -*-\r\ndef old(): pass\r\nold()\r\n".encode("latin-1")
    (project / "app.py").write_bytes(old)
    (project / "two.py").write_text("print 'Python 2', old()\n")
    command = ("run", "--recipes", mine, "--select", "rename-old", ".")
    assert asyncfix(*command, "--write", cwd=project).code == 1
    assert (project / "app.py").read_bytes() == old
    done = asyncfix(*command, "--write", "--unsafe", cwd=project)
    assert "two.py: does not parse" in done.out
    assert (project / "app.py").read_bytes() == old.replace(b"old(", b"new(")
    assert asyncfix("undo", ".", cwd=project).code == 0
    assert (project / "app.py").read_bytes() == old


def test_golden_cases_hold_codemods_too(tmp_path: Path) -> None:
    loaded(tmp_path, RENAME.format(end="write"), "rename_old.py")
    case = tmp_path / "golden" / "rename-old" / "uses_follow"
    case.mkdir(parents=True)
    (case / "before.py").write_text("def old(): pass\nold()\n")
    assert asyncfix("recipe", "test", ".", "--update", cwd=tmp_path).code == 0
    assert (case / "unsafe.py").read_text() == "def new(): pass\nnew()\n"
    assert "1:1 rename-old review: change 2 places together" in (case / "report.txt").read_text()
    assert asyncfix("recipe", "test", ".", cwd=tmp_path).out.endswith("1 case: 1 changed\n")


def test_a_codemod_is_listed_and_explained(tmp_path: Path) -> None:
    loaded(tmp_path, '"""Rename it.\n\nBecause."""\n' + RENAME.format(end="write"), "rename_old.py")
    assert re.search(r"^rename-old +Rename it\.", asyncfix("recipes", "--recipes", ".", cwd=tmp_path).out, re.MULTILINE)
    explained = asyncfix("explain", "rename-old", "--recipes", ".", cwd=tmp_path).out
    assert explained.startswith("rename-old: Rename it.\n\nBecause.\n\ndefined in: ")


def test_many_changes_in_one_file_are_made_at_once(tmp_path: Path) -> None:
    recipes = loaded(tmp_path, FIXER.format(package="fissix"))
    text, report = run(recipes, "a = now()\n" * 250)
    assert text == "import time\n" + "a = time.monotonic()\n" * 250
    assert len(report.findings) == 1


def test_deep_nesting_is_told_and_not_fatal(tmp_path: Path) -> None:
    recipes = loaded(tmp_path, FIXER.format(package="fissix"))
    _, report = run(recipes, "x = " + "[" * 190 + "now()" + "]" * 190 + "\n")
    assert report.unreadable or report.findings
