"""Every key of a review, on a real terminal."""

from __future__ import annotations

import shutil
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.command import asyncfix
from tests.support.terminals import BEST, Seat, seat

FIRST = """\
import time


async def one(delay):
    time.sleep(delay)


async def two():
    print("two")
    time.sleep(2)


async def three(lock):
    with lock:
        time.sleep(3)
"""
SECOND = """\
import asyncio
import time


class Poller:
    async def poll(self):
        loop = asyncio.get_event_loop()
        time.sleep(4)
        return loop
"""
RECIPE = '''\
"""Sleep in one of two ways."""

from asyncfix.recipe import Recipe, Rewrite, Safety

RECIPE = Recipe(
    name="two-ways",
    calls=["time.sleep"],
    pattern="power< any+ trailer< '(' delay=any ')' > >",
    rewrite=lambda call: [
        Rewrite("await asyncio.sleep({delay})", title="sleep in the loop"),
        Rewrite("await asyncio.to_thread(time.sleep, {delay})", title="sleep in a thread", safety=Safety.REVIEW),
    ],
    imports=["asyncio", "time"],
    before=["blocking-sleep"],
)
'''


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "first.py").write_text(FIRST)
    (folder / "second.py").write_text(SECOND)
    return folder


@pytest.fixture
def here(project: Path) -> Iterator[Seat]:
    with seat(project, ".") as found:
        found.sees("1 of 5")
        yield found


def texts(project: Path) -> tuple[str, str]:
    return (project / "first.py").read_text(), (project / "second.py").read_text()


def editor(folder: Path, script: str) -> dict[str, str]:
    """An editor that does what a shell script says; `$file` is what it is to edit, and `$@` all it was given."""
    path = folder / "editor.sh"
    path.write_text(f'#!/bin/sh\nfor file; do :; done\necho "$@" >> "{folder}/editor.log"\n{script}\n')
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return {"EDITOR": str(path), "VISUAL": ""}


def test_the_first_change_has_all_that_it_takes_to_judge_it(here: Seat) -> None:
    shown = here.sees("[1 native]")
    for part in ("1 of 5", "0 yes  0 no  5 open", "first.py:5 in one", "blocking-sleep  safe", "stops the event loop"):
        assert part in shown
    assert "→ write `await asyncio.sleep(delay)`" in shown
    assert "[1 native]  2 ignore with a comment" in shown
    assert "5 -│     time.sleep(delay)" in shown
    assert "  +│     await asyncio.sleep(delay)" in shown
    assert "  +│ import asyncio" in shown


def test_y_accepts_and_goes_on_and_the_next_diff_knows_of_it(here: Seat, project: Path) -> None:
    here.press("y")
    shown = here.sees("2 of 5", "1 yes  0 no  4 open", "first.py:10 in two")
    assert "+│ import asyncio" not in shown
    assert texts(project) == (FIRST, SECOND)


def test_n_rejects_and_goes_on(here: Seat) -> None:
    here.press("n")
    shown = here.sees("2 of 5", "0 yes  1 no  4 open")
    assert "+│ import asyncio" in shown


def test_u_undoes_any_number_of_answers(here: Seat) -> None:
    here.press("y", "n", "y")
    here.sees("4 of 5", "2 yes  1 no")
    here.press("u")
    here.sees("3 of 5", "1 yes  1 no", "undone")
    here.press("u", "u")
    here.sees("1 of 5", "0 yes  0 no")
    here.press("u")
    here.sees("there is nothing to undo")


def test_a_accepts_and_d_rejects_the_rest_of_the_file(here: Seat) -> None:
    here.press("n")
    here.sees("2 of 5")
    here.press("a")
    here.sees("4 of 5", "2 yes  1 no  2 open", "accepted 2 changes in this file")
    here.press("d")
    here.sees("All changes are answered", "2 yes  3 no")


def test_capital_a_and_d_answer_for_a_recipe(here: Seat) -> None:
    here.press("A")
    here.sees("4 of 5", "4 yes  0 no  1 open", "running-loop", "accepted 4 changes of blocking-sleep")
    here.press("D")
    here.sees("All changes are answered", "4 yes  1 no")


def test_capital_s_accepts_what_is_safe(here: Seat) -> None:
    here.press("S")
    here.sees("3 of 5", "4 yes  0 no  1 open", "review", "▲")


def test_j_and_k_go_to_open_changes_and_capitals_to_any(here: Seat) -> None:
    here.press("k")
    here.sees("there is no open change further up")
    here.press("K")
    here.sees("this is the first change")
    here.press("y")
    here.sees("2 of 5")
    here.press("j")
    here.sees("3 of 5", "4 open")
    here.press("k")
    here.sees("2 of 5")
    here.press("K")
    here.sees("1 of 5", "✓ accepted")
    here.press("J")
    here.sees("2 of 5")
    here.press("J", "J", "J", "J")
    here.sees("5 of 5", "this is the last change")
    here.press("j")
    here.sees("there is no open change further on")


def test_g_lists_the_changes_and_goes_to_one(here: Seat) -> None:
    here.press("n", "g")
    shown = here.sees("go to change:")
    assert "✗ 1  first.py:5  one" in shown
    assert "> · 2  first.py:10  two" in shown
    here.press("4", "Enter")
    here.sees("4 of 5", "second.py:7")
    here.press("g", "9", "Enter")
    here.sees("there is no change 9: they go from 1 to 5")
    here.press("g", "Up", "Up", "Enter")
    here.sees("2 of 5")
    here.press("g", "1", "BSpace", "Escape")
    here.sees("2 of 5", "first.py:10", none="go to change")


def test_slash_searches_in_names_and_code(here: Seat) -> None:
    here.press("/", "p", "o", "l", "l", "Enter")
    here.sees("4 of 5", "found 'poll'")
    here.press("/", "Enter")
    here.sees("5 of 5")
    here.press("/", "[", "Enter")
    here.sees("that is no regular expression")
    here.press("/", "zzz", "Enter")
    here.sees("no change has 'zzz' in it")
    here.press("/", "x", "Escape")
    here.sees("5 of 5", none="search for")


def test_tab_turns_to_the_alternatives_and_the_diff_follows(here: Seat) -> None:
    here.press("Tab")
    shown = here.sees("[2 ignore with a comment]")
    assert "+│     time.sleep(delay)  # asyncfix: skip[blocking-sleep]" in shown
    assert "+│ import asyncio" not in shown
    here.press("Tab")
    here.sees("[1 native]", "await asyncio.sleep(delay)")
    here.press("BTab")
    here.sees("[2 ignore with a comment]")
    here.press("1")
    here.sees("[1 native]")
    here.press("7")
    here.sees("there is no alternative 7")


def test_i_silences_the_finding_with_a_comment(here: Seat, project: Path) -> None:
    here.press("i")
    here.sees("2 of 5", "1 ignored")
    here.press("w")
    here.sees("Writing changes 1 file", "first.py", "+1 -1")
    here.press("y")
    here.sees("2 of 5", "wrote 1 file")
    old, new = "    time.sleep(delay)\n", "    time.sleep(delay)  # asyncfix: skip[blocking-sleep]\n"
    assert texts(project) == (FIRST.replace(old, new), SECOND)
    assert asyncfix("run", "--check", ".", cwd=project).out.count("first.py:") == 2


def test_s_shows_the_whole_function_and_back(project: Path) -> None:
    lines = "".join(f"    print({number})\n" for number in range(9))
    (project / "first.py").write_text(f"import time\n\n\nasync def whole():\n{lines}    time.sleep(1)\n    return 7\n")
    with seat(project, "first.py") as here:
        here.sees("1 of 1", none="print(0)")
        here.press("s")
        here.sees("async def whole():", "print(0)", "return 7")
        here.press("s")
        here.sees("1 of 1", none="print(0)")


def test_a_long_diff_scrolls(project: Path) -> None:
    lines = "".join(f"    print({number})\n" for number in range(60))
    (project / "long.py").write_text(f"import time\n\n\nasync def long():\n{lines}    time.sleep(1)\n")
    with seat(project, "long.py", rows=20) as here:
        here.sees("1 of 1")
        here.press("s")
        here.sees("print(0)", "more lines: Space")
        here.press("Space")
        here.sees("print(10)", none="print(0)\n")
        here.press("End")
        here.sees("await asyncio.sleep(1)", none="more line")
        here.press("Home")
        here.sees("print(0)")
        here.press("PageDown", "Down", "Up", "PageUp")
        here.sees("print(0)")


def test_w_shows_what_would_be_written_and_writes_only_when_told(here: Seat, project: Path) -> None:
    here.press("y", "w")
    here.sees("4 changes still open", "Writing changes 1 file:", "first.py", "1 change", "+2 -1", "Write it?")
    assert texts(project) == (FIRST, SECOND)
    here.press("n")
    here.sees("2 of 5")
    here.press("w", "y")
    here.sees("wrote 1 file")
    assert texts(project)[0].count("await asyncio.sleep(delay)") == 1
    assert texts(project)[0].startswith("import asyncio\nimport time\n")
    here.press("q")
    here.ends(1)


def test_undo_reaches_behind_what_was_written(here: Seat, project: Path) -> None:
    here.press("y", "w", "y")
    here.sees("wrote 1 file")
    here.press("u", "w")
    here.sees("Writing changes 1 file")
    here.press("y")
    here.sees("wrote 1 file")
    assert texts(project) == (FIRST, SECOND)


def test_the_end_sums_up_and_yes_writes(here: Seat, project: Path) -> None:
    here.press("A", "n")
    here.sees(
        "All changes are answered", "4  accepted", "1  rejected", "Writing changes 2 files", "Write these 2 files?"
    )
    assert texts(project) == (FIRST, SECOND)
    here.press("y")
    here.ends(0)
    shown = here.sees("Wrote 4 changes to 2 files.", "asyncfix undo")
    assert "All changes" not in shown
    assert "time.sleep" not in "".join(texts(project))
    undone = asyncfix("undo", cwd=project, env={"ASYNCFIX_STATE_DIR": str(project.parent / ".state")})
    assert undone.code == 0
    assert texts(project) == (FIRST, SECOND)


def test_question_mark_shows_every_key(here: Seat) -> None:
    here.press("?")
    shown = here.sees("Answer this change", "Finish")
    for key in (
        "y",
        "n",
        "Tab",
        "e",
        "i",
        "u",
        "a",
        "d",
        "A",
        "D",
        "S",
        "j",
        "k",
        "J",
        "K",
        "g",
        "/",
        "s",
        "o",
        "w",
        "q",
    ):
        assert any(line.strip().startswith(f"{key} ") for line in shown.splitlines()), key
    here.press("?")
    here.sees("1 of 5")


def test_an_unknown_key_does_nothing_and_says_so(here: Seat, project: Path) -> None:
    here.press("x")
    here.sees("'x' is no key here; ? shows the keys", "1 of 5", "5 open")


def test_q_keeps_the_answers_as_asked_and_says_that_nothing_is_written(here: Seat, project: Path) -> None:
    here.press("y", "q")
    here.sees("Quit?", "w    write it now", "k    keep the answers", "d    drop the answers")
    here.press("Escape")
    here.sees("2 of 5")
    here.press("q", "k")
    shown = here.ends(1)
    assert "1 accepted change for 1 file wait" in shown
    assert "asyncfix review --resume" in shown
    assert texts(project) == (FIRST, SECOND)
    with seat(project, "--resume", ".") as again:
        again.sees("2 of 5", "1 yes  0 no  4 open", "resumed with 1 answer")
        again.press("u")
        again.sees("1 of 5", "0 yes")


def test_q_drops_the_answers_as_asked(here: Seat, project: Path) -> None:
    here.press("y", "q", "d")
    here.ends(1)
    here.sees("Dropped the answers")
    assert texts(project) == (FIRST, SECOND)
    with seat(project, "--resume", ".") as again:
        again.sees("1 of 5", "there was no review to resume")


def test_q_writes_as_asked(here: Seat, project: Path) -> None:
    here.press("y", "q", "w")
    here.sees("wrote 1 file")
    assert "await asyncio.sleep(delay)" in texts(project)[0]


def test_control_c_asks_once_and_then_keeps_the_answers(here: Seat, project: Path) -> None:
    here.press("y", "C-c")
    here.sees("Quit?")
    here.press("C-c")
    here.ends(1)
    assert texts(project) == (FIRST, SECOND)
    with seat(project, ".") as again:
        again.sees("a review of this project that was not ended", "1 answer, 1 of them yes")
        again.press("n")
        again.sees("1 of 5", "0 yes")


def test_a_killed_terminal_loses_no_answer(here: Seat, project: Path) -> None:
    here.press("y", "n", "y")
    here.sees("4 of 5")
    here.terminal.kill()
    assert texts(project) == (FIRST, SECOND)
    with seat(project, ".") as again:
        again.sees("that was not ended", "3 answers, 2 of them yes")
        again.press("r")
        again.sees("4 of 5", "2 yes  1 no  2 open")
        again.press("d", "y")
        again.ends(0)
    assert texts(project)[0].count("await asyncio.sleep") == 2


def test_e_edits_the_new_code_and_later_answers_keep_the_edit(project: Path, tmp_path: Path) -> None:
    env = editor(tmp_path, "sed -i 's/sleep(delay)/sleep(delay * 2)  # by hand/' \"$file\"")
    with seat(project, ".", env=env) as here:
        here.sees("1 of 5")
        here.press("e")
        shown = here.sees("edited: y makes the change as you wrote it", "[1 edited by hand]")
        assert "+│     await asyncio.sleep(delay * 2)  # by hand" in shown
        here.press("y")
        here.sees("2 of 5", "1 yes")
        here.press("y", "y", "d")
        here.sees("All changes are answered")
        here.press("y")
        here.ends(0)
    text = texts(project)[0]
    assert "    await asyncio.sleep(delay * 2)  # by hand\n" in text
    assert text.count("await asyncio.sleep") == 3
    assert text.count("import asyncio\n") == 1


def test_an_edit_that_is_wrong_is_refused_and_not_lost(project: Path, tmp_path: Path) -> None:
    env = editor(
        tmp_path,
        f'cp "$file" "{tmp_path}/seen.$(ls "{tmp_path}" | wc -l)"; sed -i "s/sleep(delay)/sleep(delay/" "$file"',
    )
    with seat(project, ".", env=env) as here:
        here.sees("1 of 5")
        here.press("e")
        here.sees("does not", "1 of 5")
        here.press("e")
        here.waits(lambda shown: len(list(tmp_path.glob("seen.*"))) == 2, "the second edit")
    last = max(tmp_path.glob("seen.*"), key=lambda path: path.stat().st_mtime_ns)
    assert "sleep(delay\n" in last.read_text()


def test_an_edit_with_an_unknown_name_is_refused(project: Path, tmp_path: Path) -> None:
    with seat(project, ".", env=editor(tmp_path, "sed -i 's/asyncio.sleep/anyio.sleep/' \"$file\"")) as here:
        here.sees("1 of 5")
        here.press("e")
        here.sees("nothing in the file defines anyio")


def test_an_editor_that_fails_changes_nothing(project: Path, tmp_path: Path) -> None:
    with seat(project, ".", env=editor(tmp_path, "exit 3")) as here:
        here.sees("1 of 5")
        here.press("e")
        here.sees("ended with 3", "1 of 5", "5 open")


def test_o_opens_the_file_at_the_line_and_takes_up_what_changed(project: Path, tmp_path: Path) -> None:
    with seat(
        project, ".", env=editor(tmp_path, "sed -i '1i # a line more' first.py; sed -i '/^async def two/,$d' first.py")
    ) as here:
        here.sees("1 of 5")
        here.press("o")
        here.sees("1 of 3", "first.py:6 in one", "changed and was analysed again")
    assert f"+5 {project}/first.py" in (tmp_path / "editor.log").read_text()


def test_a_file_that_changes_meanwhile_is_not_overwritten(here: Seat, project: Path) -> None:
    here.press("A", "y")
    here.sees("All changes are answered")
    (project / "first.py").write_text("# mine\n" + FIRST)
    here.press("y")
    here.sees("first.py changed and was analysed again")
    assert texts(project)[0] == "# mine\n" + FIRST
    assert "await asyncio.sleep(4)" in texts(project)[1]
    here.press("w", "y")
    here.ends(0)
    assert texts(project)[0].startswith("# mine\nimport asyncio\n")


def test_alternatives_of_a_recipe_follow_each_other(project: Path, tmp_path: Path) -> None:
    recipes = tmp_path / "recipes"
    recipes.mkdir()
    (recipes / "two_ways.py").write_text(RECIPE)
    with seat(project, "--recipes", str(recipes), "--select", "two-ways", "first.py") as here:
        here.sees("1 of 3", "[1 native]", "→ sleep in the loop")
        here.press("Tab")
        shown = here.sees("→ sleep in a thread", "two-ways  review", "[2 native]")
        assert "+│     await asyncio.to_thread(time.sleep" in shown
        here.press("y", "y", "y")
        here.sees("All changes are answered")
        here.press("y")
        here.ends(0)
    text = texts(project)[0]
    assert "await asyncio.to_thread(time.sleep" in text
    assert "await asyncio.sleep(2)" in text
    assert text.startswith("import asyncio\nimport time\n")


def test_write_as_you_go_writes_after_each_answer_and_undoes(project: Path) -> None:
    with seat(project, "--write-as-you-go", ".") as here:
        here.sees("1 of 5")
        here.press("y")
        here.sees("2 of 5")
        here.waits(lambda _: "await asyncio.sleep(delay)" in texts(project)[0], "the write")
        here.press("u")
        here.sees("1 of 5")
        here.waits(lambda _: texts(project)[0] == FIRST, "the undo")
        here.press("q")
        here.ends(1)


@pytest.mark.parametrize(("columns", "rows"), [(60, 24), (80, 24), (100, 40), (200, 50), (20, 8)])
def test_any_size_of_terminal_will_do(project: Path, columns: int, rows: int) -> None:
    with seat(project, ".", columns=columns, rows=rows) as here:
        shown = here.sees("of 5", "first.py")
        assert all(len(line) <= columns for line in shown.splitlines())
        here.press("y")
        here.sees("2 of 5")


def test_wide_terminals_have_old_and_new_side_by_side(project: Path) -> None:
    with seat(project, ".", columns=200) as here:
        shown = here.sees("1 of 5")
        line = next(line for line in shown.splitlines() if "-│" in line)
        assert "time.sleep(delay)" in line
        assert "+│     await asyncio.sleep(delay)" in line
        here.terminal.resize(90, 30)
        here.waits(
            lambda shown: any(line.rstrip().endswith("time.sleep(delay)") for line in shown.splitlines()), "one column"
        )


def test_without_colours_the_words_that_change_stand_out_all_the_same(project: Path) -> None:
    with seat(project, ".", env={"NO_COLOR": "1"}) as here:
        here.sees("1 of 5", "[1 native]", "-│", "+│")


def test_a_terminal_that_knows_no_more_than_ascii(project: Path) -> None:
    with seat(project, ".", env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}) as here:
        shown = here.sees("1 of 5", "[1 native]")
        assert shown.isascii()


def test_plain_mode_tells_it_in_lines(project: Path) -> None:
    with seat(project, "--plain", ".", rows=60) as here:
        shown = here.sees("Change 1 of ", "first.py, line 5, in one.", "Make this change? y, n, or question mark")
        assert "Recipe blocking-sleep, safe." in shown
        assert "removed 5:     time.sleep(delay)" in shown
        assert "added:     await asyncio.sleep(delay)" in shown
        assert shown.isascii()
        here.press("y")
        here.sees("Change 2 of 5. first.py, line 10, in two.")
        here.press("A", "n")
        here.sees("4 accepted, 1 rejected", "Write 2 files? y, n, or q to quit.")
        here.press("y")
        here.ends(0)
    assert "time.sleep" not in "".join(texts(project))


def test_a_dumb_terminal_gets_plain_lines(project: Path) -> None:
    with seat(project, ".", env={"TERM": "dumb"}) as here:
        here.sees("Change 1 of ")


def test_what_is_pasted_answers_nothing(project: Path) -> None:
    with seat(project, ".") as here:
        here.sees("1 of 5")
        here.press("\x1b[200~yyyy\nA\x1b[201~")
        here.sees("what you pasted is ignored", "1 of 5", "5 open")


def test_names_and_code_that_would_steer_the_terminal_are_shown_as_text(project: Path) -> None:
    evil = "import time\nasync def f():\n    time.sleep(1)  # \x1b]0;title\x07 \x1b[2J\n"
    (project / "ev\x1b[2Jil.py").write_text(evil)
    for name in ("first.py", "second.py"):
        (project / name).unlink()
    with seat(project, ".") as here:
        here.sees("1 of 1", "\\x1b[2J")


def test_standard_input_that_is_no_terminal_is_told_of_run(project: Path) -> None:
    done = asyncfix("review", ".", cwd=project, stdin=b"y\ny\n")
    assert done.code == 2
    assert "standard input is no terminal: use `asyncfix run`" in done.err
    assert texts(project) == (FIRST, SECOND)


def test_nothing_to_review_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    (folder / "a.py").write_text("print(1)\n")
    with seat(folder, ".") as here:
        here.sees("There is nothing to review")
        here.press("q")
        here.ends(0)


def test_a_second_review_of_the_project_is_kept_away(here: Seat, project: Path) -> None:
    with seat(project, ".") as other:
        other.sees("another review of", "ended with 2")


def test_order_by_severity_recipe_and_path(project: Path) -> None:
    with seat(project, "--order", "recipe", ".") as here:
        here.sees("5 open")
        here.press("g", "5", "Enter")
        here.sees("5 of 5", "running-loop")
    with seat(project, "--order", "severity", ".", env={"ASYNCFIX_STATE_DIR": str(project.parent / "other")}) as here:
        here.sees("5 open")
        here.press("g", "5", "Enter")
        here.sees("5 of 5", "running-loop")


@pytest.mark.skipif(BEST != "tmux", reason="tmux is not installed; the other tests used a pseudo-terminal")
def test_the_screen_is_the_same_on_a_bare_pseudo_terminal(project: Path) -> None:
    shown = []
    for kind in ("tmux", "pseudo-terminal"):
        with seat(project, ".", kind=kind) as here:
            here.sees("1 of 5", "5 open", none="scanning")
            here.press("x")
            shown.append(here.sees("no key here").strip())
            here.press("q")
            here.ends(1)
    assert [line.rstrip() for line in shown[0].splitlines()] == [line.rstrip() for line in shown[1].splitlines()]


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    return subprocess.run(
        ["git", "-C", str(folder), *identity, *arguments], check=True, capture_output=True, text=True
    ).stdout


needs_git = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
GIT_ENV = {
    f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in (("NAME", "A"), ("EMAIL", "a@b.c"))
}


@pytest.fixture
def repository(project: Path) -> Path:
    git(project, "init", "-q", "-b", "main")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "begin")
    return project


@needs_git
def test_since_and_staged_show_changed_lines_only(repository: Path) -> None:
    text = FIRST.replace('print("two")\n', 'print("two")\n    time.sleep(20)\n')
    (repository / "first.py").write_text(text)
    (repository / "new.py").write_text("import time\n\n\nasync def new():\n    time.sleep(9)\n")
    with seat(repository, "--since", "HEAD", ".") as here:
        here.sees("of 2", "first.py:10", "2 open")
        here.press("q")
        here.ends(1)
    git(repository, "add", "first.py")
    (repository / "first.py").write_text("\n" + text)
    with seat(repository, "--staged", ".") as here:
        here.sees("1 of 1", "first.py:11")
    done = asyncfix("review", "--since", "nothing", ".", cwd=repository)
    assert done.code == 2


@needs_git
def test_uncommitted_changes_are_mentioned_and_marked(repository: Path) -> None:
    (repository / "second.py").write_text("# mine\n" + SECOND)
    with seat(repository, ".") as here:
        here.sees("1 file with changes that are not committed", none="± this file")
        here.press("j", "j", "j")
        here.sees("second.py:8", "± this file has changes that are not committed")


@needs_git
def test_commit_makes_one_commit_a_recipe_that_says_what_and_why(repository: Path) -> None:
    (repository / "mine.txt").write_text("mine")
    git(repository, "add", "mine.txt")
    with seat(repository, "--commit", ".", env=GIT_ENV) as here:
        here.sees("1 of 5")
        here.press("A", "y")
        here.sees("Each recipe becomes a commit")
        here.press("y")
        here.ends(0)
        here.sees("Committed")
    log = git(repository, "log", "--format=%s%n%b", "--stat")
    assert log.count("Sleep without stopping the event loop") == 1
    assert "stops the event loop, and with it every other task" in log
    assert "- first.py in one: time.sleep" in log
    assert git(repository, "log", "--format=%s").splitlines()[2:] == ["begin"]
    assert git(repository, "status", "--porcelain") == "A  mine.txt\n"
    git(repository, "checkout", "-q", "HEAD~1")
    for name in ("first.py", "second.py"):
        compile((repository / name).read_text(), name, "exec")


def test_rejected_findings_go_into_a_baseline_that_run_honours(project: Path) -> None:
    with seat(project, "--baseline", "known.json", ".") as here:
        here.sees("1 of 5")
        here.press("n", "n", "A", "y")
        here.sees("All changes are answered")
        here.press("y")
        here.ends(0)
        here.sees("2 rejected findings went into")
    assert asyncfix("run", "--check", ".", cwd=project).code == 1
    assert asyncfix("run", "--check", "--baseline", "known.json", ".", cwd=project).code == 0
    (project / "first.py").write_text(texts(project)[0] + "\n\nasync def fresh():\n    time.sleep(8)\n")
    done = asyncfix("run", "--check", "--baseline", "known.json", ".", cwd=project)
    assert done.code == 1
    assert done.out.count("first.py:") == 1
