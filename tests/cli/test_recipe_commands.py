"""`asyncfix recipe ...`: a recipe from two snippets, what a pattern matches, and golden cases with their outcomes."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from asyncfix.authoring.testing import outcomes, state_of
from asyncfix.cli.output import INTERRUPTED
from tests.support.command import COMMAND, asyncfix, environment, on_terminal, plain

NEW = ("recipe", "new", "legacy-fetch", "--from", "legacy.fetch(x)", "--to", "await legacy.afetch(x)")
CASE = "recipes/golden/legacy-fetch/the_call_is_awaited_in_a_coroutine"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with a recipe that `recipe new` wrote."""
    done = asyncfix(*NEW, cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    return tmp_path


def test_a_new_recipe_works_and_says_how_to_run_it(tmp_path: Path) -> None:
    done = asyncfix(*NEW, cwd=tmp_path)
    run, test, keep = (line.partition(": ")[2].strip() for line in done.out.splitlines()[-3:])
    (tmp_path / "app.py").write_text("from legacy import fetch\nasync def f(): return fetch(1 + 1)\n")
    assert asyncfix(*run.split()[1:-1], "--write", "app.py", cwd=tmp_path).code == 0
    assert (tmp_path / "app.py").read_text() == "from legacy import afetch\nasync def f(): return await afetch(1 + 1)\n"
    assert asyncfix(*test.split()[1:], cwd=tmp_path).out.endswith("1 case: 1 changed\n")
    setting = keep.partition(" under ")[0]
    (tmp_path / "pyproject.toml").write_text(f"[tool.asyncfix]\n{setting}\n")
    assert "legacy-fetch" in asyncfix("recipes", cwd=tmp_path).out


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("sdk.get(...)", "await sdk.aget(...)"),
        ("sdk.io.read(path, mode='r')", "await sdk.aio.read(path, mode='r')"),
        ("sdk.call()", "await sdk.acall()"),
        ('sdk.say("it\'s", {x: 1})', 'await sdk.asay({"k": "it\'s"}, x)'),
        ("sdk.get(*args, **options)", "await sdk.aget(*args, **options)"),
        ("sdk.fetch(url)", "await sdk.aio.fetch(url)"),
        ("sdk.fetch(url)", "await aiosdk.fetch(url)"),
    ],
)
def test_every_new_recipe_loads_and_its_case_holds(tmp_path: Path, old: str, new: str) -> None:
    done = asyncfix("recipe", "new", "own", "--from", old, "--to", new, "--dir", "mine", cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    assert [one.word for one in outcomes(tmp_path / "mine")] == ["changed"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("Legacy", "a.f(x)", "await a.g(x)"), "'Legacy' is no name of a recipe: use lower-case words with dashes"),
        (("x\x1b[31m", "a.f(x)", "await a.g(x)"), "'x\\x1b[31m' is no name of a recipe"),
        (("../x", "a.f(x)", "await a.g(x)"), "'../x' is no name of a recipe"),
        (
            ("own", "fetch(x)", "await a.g(x)"),
            "--from calls `fetch` without its module: write it as `import` would find",
        ),
        (("own", "a.f(x", "await a.g(x)"), "--from does not parse: '(' was never closed"),
        (("own", "time.sleep(x)", "await a.g(x)"), "time.sleep is rewritten by 'own' and by 'blocking-sleep'"),
        (("blocking-sleep", "a.f(x)", "await a.g(x)"), "the recipe 'blocking-sleep' is already defined in"),
    ],
)
def test_what_can_not_become_a_recipe_leaves_nothing_behind(
    tmp_path: Path, arguments: tuple[str, str, str], said: str
) -> None:
    name, old, new = arguments
    done = asyncfix("recipe", "new", name, "--from", old, "--to", new, cwd=tmp_path)
    assert done.code == 2
    assert said in done.err
    assert not list(tmp_path.rglob("*.py"))


def test_a_new_recipe_that_does_nothing_for_its_first_case_is_a_failure(tmp_path: Path) -> None:
    done = asyncfix("recipe", "new", "own", "--from", "sdk.f(x)", "--to", "sdk.f(x)", cwd=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "asyncfix: the recipe is written, but it changes nothing in its first case "
        "recipes/golden/own/the_call_is_awaited_in_a_coroutine: 5:12 own skip: the rewrite changes nothing\n"
    )


def test_nothing_is_overwritten(project: Path) -> None:
    (project / "recipes/legacy_fetch.py").write_text("mine")
    done = asyncfix(*NEW, cwd=project)
    assert (done.code, done.err) == (
        2,
        "asyncfix: recipes/legacy_fetch.py is there already; choose another name, or edit it\n",
    )
    assert (project / "recipes/legacy_fetch.py").read_text() == "mine"


def test_a_recipe_goes_to_the_folder_of_the_settings(tmp_path: Path) -> None:
    (tmp_path / "codemods").mkdir()
    (tmp_path / "codemods" / "_note.py").write_text("")
    (tmp_path / "pyproject.toml").write_text("[tool.asyncfix]\nrecipes = ['codemods']\n")
    done = asyncfix(*NEW, cwd=tmp_path)
    assert (done.code, done.out.splitlines()[0]) == (2, "") if done.err else (0, "wrote codemods/legacy_fetch.py")
    assert "--recipes" not in done.out


def test_a_run_passes_the_golden_cases_of_its_recipes_by(project: Path) -> None:
    (project / "pyproject.toml").write_text("[tool.asyncfix]\nrecipes = ['recipes']\n")
    before = (project / CASE / "before.py").read_bytes()
    assert asyncfix("run", "--write", ".", cwd=project).code == 0
    assert (project / CASE / "before.py").read_bytes() == before
    assert asyncfix("run", f"{CASE}/before.py", cwd=project).code == 1


def test_the_pattern_of_a_snippet_is_printed_from_an_argument_or_standard_input(tmp_path: Path) -> None:
    done = asyncfix("recipe", "pattern", "legacy.fetch(x)", cwd=tmp_path)
    assert "| arglist< any* >) x=any ')' > >\n  captures: x\n" in done.out
    assert asyncfix("recipe", "pattern", "-", cwd=tmp_path, stdin=b"legacy.fetch(x)\n").out == done.out
    assert asyncfix("recipe", "pattern", "-", cwd=tmp_path, stdin=b"\xff\xfe(").code == 2


def test_matches_are_shown_with_their_captures(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x = f(1)\ny = (await g.f(  [2,\n  3] )).h\n")
    (tmp_path / "b.py").write_text("def broken(:\n")
    (tmp_path / "c.py").write_bytes(b"\xff")
    done = asyncfix("recipe", "match", "power< any+ trailer< '(' it=any ')' > >", ".", cwd=tmp_path)
    assert done.out == (
        "a.py:1:5\n  x = f(1)\n    it = 1\n"
        "a.py:2:12\n  y = (await g.f(  [2,\n    3] )).h\n    it = [2, 3]\n"
        "2 matches in 1 file\n"
    )
    assert "b.py: " in done.err
    assert "c.py: is not utf-8" in done.err
    assert done.code == 0


def test_captures_have_colours_on_a_terminal(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x = f(1, '\x1b[31m')\n")
    pattern = "trailer< '(' arglist< a=any ',' b=any > ')' >"
    done = on_terminal("recipe", "match", pattern, "a.py", cwd=tmp_path)
    assert "\x1b[36m\x1b[4m1\x1b[0m" in done.out
    assert "\x1b[35m\x1b[4m'\\x1b[31m'\x1b[0m" in done.out
    assert plain(done.out).startswith("a.py:1:6\n  x = f(1, '\\x1b[31m')\n    a = 1\n")
    assert "\x1b" not in asyncfix("recipe", "match", pattern, "a.py", cwd=tmp_path).out


def test_no_match_and_a_wrong_pattern_have_their_own_exit_codes(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x = 1\n")
    done = asyncfix("recipe", "match", "power< 'nowhere' any* >", ".", cwd=tmp_path)
    assert (done.code, done.out) == (1, "0 matches in 0 files\n")
    done = asyncfix("recipe", "match", "powr< any >", ".", cwd=tmp_path)
    assert done.code == 2
    assert done.err == (
        "asyncfix: the pattern does not compile: no symbol is called powr; did you mean power?\n  powr< any >\n  ^\n"
    )
    assert asyncfix("recipe", "match", "any", "missing.py", cwd=tmp_path).code == 1


def write(project: Path, case: str, **files: str) -> None:
    folder = project / "recipes/golden/legacy-fetch" / case
    folder.mkdir()
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text)


BEFORE = "import legacy\nasync def f(): legacy.fetch(1)\n"
AFTER = "import legacy\nasync def f(): await legacy.afetch(1)\n"
REPORT = "2:16 legacy-fetch safe: write `await legacy.afetch(1)`\n"


def test_each_outcome_has_its_name(project: Path) -> None:
    sync = "import legacy\ndef f(): legacy.fetch(1)\n"
    write(project, "a_changed", before_py=BEFORE, after_py=AFTER, report_txt=REPORT)
    write(project, "b_unchanged", before_py=sync, report_txt="")
    write(project, "c_missing", before_py=sync, after_py=AFTER, report_txt="")
    write(project, "d_noisy", before_py=BEFORE, report_txt=REPORT)
    write(project, "e_wrong", before_py=BEFORE, after_py=AFTER.replace("1", "2"), report_txt=REPORT)
    write(project, "f_report", before_py=BEFORE, after_py=AFTER, report_txt="")
    write(project, "g_broken", before_py="def f(:\n", report_txt="")
    (project / "recipes/golden/legacy-fetch/g_broken/before.py").write_bytes(b"\xff")
    (project / "recipes/again.py").write_text(
        "from asyncfix.recipe import Recipe\nRECIPE = Recipe(name='again', calls=['sdk.f'], imports=['sdk'], "
        "pattern=\"power< any+ trailer< '(' x=any ')' > >\", rewrite='sdk.f([{x}])')\n"
    )
    (project / "recipes/golden/again/h").mkdir(parents=True)
    (project / "recipes/golden/again/h/before.py").write_text("import sdk\nasync def f(): sdk.f(1)\n")
    (project / "recipes/golden/again/h/after.py").write_text("import sdk\nasync def f(): sdk.f([1])\n")
    (project / "recipes/golden/again/h/report.txt").write_text("2:16 again safe: write `sdk.f([1])`\n")
    words = {one.name.rpartition("/")[2]: one.word for one in outcomes(project / "recipes")}
    assert {name: word for name, word in words.items() if name.partition("_")[2] not in (word,)} == {
        "h": "unstable",
        "the_call_is_awaited_in_a_coroutine": "changed",
    }
    done = asyncfix("recipe", "test", cwd=project)
    assert done.code == 1
    assert "wrong     legacy-fetch/e_wrong\n" in done.out
    assert "  -async def f(): await legacy.afetch(2)\n  +async def f(): await legacy.afetch(1)\n" in done.out
    *_, counts, hint = done.out.splitlines()
    assert counts.startswith("9 cases: ")
    assert hint == "--update writes what the recipes now make of the cases"


def test_update_writes_the_expected_files_and_never_the_code_before(project: Path) -> None:
    write(project, "new", before_py=BEFORE)
    done = asyncfix("recipe", "test", "recipes", "--update", cwd=project)
    assert (done.code, done.out.splitlines()[0]) == (0, "changed   legacy-fetch/new")
    case = project / "recipes/golden/legacy-fetch/new"
    assert {path.name: path.read_text() for path in case.iterdir()} == {
        "before.py": BEFORE,
        "after.py": AFTER,
        "report.txt": REPORT,
    }


def test_update_says_where_nothing_is_found(project: Path) -> None:
    write(project, "silent", before_py="import legacy\ndef f(): legacy.fetch(1)\n")
    done = asyncfix("recipe", "test", "--update", cwd=project)
    assert done.code == 0
    assert done.out.startswith("unchanged legacy-fetch/silent\n  nothing is found here: all that this case shows is ")
    assert "nothing is found" not in asyncfix("recipe", "test", cwd=project).out


FAILING = """from asyncfix.recipe import Change, Recipe, Rewrite, Span


def rewrite(call):
    BODY


RECIPE = Recipe(name="failing", calls=["sdk.f"], pattern="power< any+ trailer< '(' x=any ')' > >", rewrite=rewrite)
"""


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("return {}[call.name]", "the recipe failed here: KeyError: 'sdk.f' (recipes/failing.py:5)"),
        (
            "return Rewrite(changes=[Change(call.span, '1'), Change(call.function_span, '2')])",
            "the fix was withdrawn: two edits overlap at offset",
        ),
    ],
)
def test_update_does_not_bless_a_recipe_that_fails(project: Path, body: str, said: str) -> None:
    (project / "recipes/failing.py").write_text(FAILING.replace("BODY", body))
    case = project / "recipes/golden/failing/a"
    case.mkdir(parents=True)
    (case / "before.py").write_text("import sdk\nasync def f(): sdk.f(1)\n")
    for option in ((), ("--update",), ()):
        done = asyncfix("recipe", "test", *option, cwd=project)
        assert done.code == 1
        assert f"broken    failing/a\n  broken: line 2: {said}" in done.out
    assert [path.name for path in case.iterdir()] == ["before.py"]


@pytest.mark.parametrize(
    ("remove", "said"),
    [
        ("recipes/golden", "recipes has no golden cases; they are folders recipes/golden/RECIPE/CASE with a before.py"),
        (f"{CASE}/before.py", "the_call_is_awaited_in_a_coroutine: a golden case needs a before.py"),
        (
            "recipes/legacy_fetch.py",
            "recipes: holds no recipes; write one with `asyncfix recipe new`, or take the folder out of `recipes`",
        ),
    ],
)
def test_a_folder_that_can_not_be_tested_says_what_is_missing(project: Path, remove: str, said: str) -> None:
    target = project / remove
    target.rename(project / "gone")
    done = asyncfix("recipe", "test", cwd=project)
    assert done.code == 2
    assert said in done.err


def test_a_case_for_a_recipe_that_does_not_exist_is_told(project: Path) -> None:
    (project / "recipes/golden/legacy-fetch").rename(project / "recipes/golden/legacy-fech")
    done = asyncfix("recipe", "test", cwd=project)
    assert done.code == 1
    assert "there is no recipe 'legacy-fech'; did you mean 'legacy-fetch'?" in done.out


def test_the_names_and_texts_of_cases_are_safe_to_print(project: Path) -> None:
    write(project, "a_\x1b[31m", before_py=BEFORE.replace("1", "'\x1b[32m\u202e'"))
    done = on_terminal("recipe", "test", cwd=project)
    assert "a_\\x1b[31m" in done.out
    assert "\x1b[32m\u202e" not in done.out
    assert "\u202e" not in done.out


def test_watch_runs_again_after_an_edit_and_ends_with_ctrl_c(project: Path) -> None:
    log = project / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*COMMAND, "recipe", "test", "--watch"],
            cwd=project,
            env=environment(project),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        _wait_for(log, "1 case: 1 changed")
        recipe = project / "recipes/legacy_fetch.py"
        recipe.write_text(recipe.read_text().replace("legacy.afetch", "legacy.bfetch"))
        _wait_for(log, "1 case: 1 wrong")
        recipe.write_text("RECIPE = (\n")
        _wait_for(log, "legacy_fetch.py:1: '(' was never closed")
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == INTERRUPTED
    assert log.read_text().endswith("asyncfix: interrupted\n")


def _wait_for(log: Path, text: str) -> None:
    for _ in range(600):
        if text in log.read_text():
            return
        time.sleep(0.1)
    raise AssertionError(log.read_text())


def test_the_state_of_a_folder_changes_with_its_recipes_and_cases(project: Path) -> None:
    folder = project / "recipes"
    before = state_of(folder)
    assert len(before) == 4
    os.utime(project / CASE / "before.py", (1, 1))
    assert state_of(folder) != before


STASH = {
    "stash_calls.py": '''"""Use the stash without stopping the event loop.

Left alone: `get` with `watch`, whose callback the stash calls from a thread of its own.
"""

from asyncfix.recipe import Call, Recipe, Rewrite, Skip


def stash(call: Call) -> Rewrite | Skip:
    if call.arguments.starred:
        return Skip("`*` or `**` may pass watch; write the arguments out")
    if "watch" in call.arguments.keywords:
        return Skip("a watch calls back from a thread; use stash.astream()")
    function = "aget" if call.name == "stash.get" else "aput"
    return Rewrite(f"await stash.{function}({{arguments}})", hazards=call.await_hazards)


RECIPE = Recipe(
    name="stash-calls",
    calls=["stash.get", "stash.put"],
    pattern="power< any+ trailer< '(' arguments=any* ')' > >",
    rewrite=stash,
    imports=["stash"],
)
''',
    "golden/stash-calls/gets_and_puts_are_awaited/before.py": """import stash as st


async def double(key):
    st.put(key, st.get(key).value * 2)
""",
    "golden/stash-calls/a_watch_is_left_alone/before.py": """from stash import get


async def follow(key, seen):
    get(key, watch=seen)
""",
}


def test_a_recipe_for_three_shapes_of_calls_and_its_cases_take_less_than_forty_lines(tmp_path: Path) -> None:
    assert sum(text.count("\n") for text in STASH.values()) < 40
    for name, text in STASH.items():
        file = tmp_path / "recipes" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    assert asyncfix("recipe", "test", "--update", cwd=tmp_path).code == 0
    done = asyncfix("recipe", "test", cwd=tmp_path)
    assert done.out.endswith("2 cases: 1 unchanged, 1 changed\n")
    after = tmp_path / "recipes/golden/stash-calls/gets_and_puts_are_awaited/after.py"
    assert after.read_text().endswith("    await st.aput(key, (await st.aget(key)).value * 2)\n")
    report = tmp_path / "recipes/golden/stash-calls/a_watch_is_left_alone/report.txt"
    assert report.read_text() == "5:5 stash-calls skip: a watch calls back from a thread; use stash.astream()\n"


LATE = (
    "bowler",
    "fissix",
    "asyncfix.authoring",
    "asyncfix.cli.recipe_commands",
    "asyncfix.loading.recipe_checks",
    "importlib.metadata",
    "pytest",
)
RUN = f"""
import sys
from asyncfix.cli.commands import main
sys.argv[1:] = ["run", "a.py"]
try:
    main()
except SystemExit:
    pass
print("loaded", *[name for name in sys.modules if name.startswith({LATE!r})])
"""


def test_what_serves_authors_alone_is_not_loaded_by_a_run(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x = 1\n")
    done = subprocess.run(
        [COMMAND[0], "-c", RUN], cwd=tmp_path, env=environment(tmp_path), capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "loaded"
