"""The command `asyncfix run`, as people, editors and CI jobs use it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from tests.support.command import COMMAND, Done, asyncfix, environment, on_terminal, plain

SLEEP = "import time\n\n\nasync def poll():\n    time.sleep(1)\n"
FIXED = "import asyncio\n\n\nasync def poll():\n    await asyncio.sleep(1)\n"
REVIEW = "import time\n\n\nasync def poll(lock):\n    with lock:\n        time.sleep(1)\n"
REVIEWED = "import asyncio\n\n\nasync def poll(lock):\n    with lock:\n        await asyncio.sleep(1)\n"
SKIPPED = "import time\n\n\nasync def poll():\n    return lambda: time.sleep(1)\n"
SUPPRESSED = "import time\n\n\nasync def poll():\n    time.sleep(1)  # noqa: ASYNC251\n"
LOOP = "import asyncio\n\n\nasync def poll():\n    asyncio.get_event_loop()\n"
CLEAN = "x = 1\n"
BROKEN = "def f(:\n"
SCHEMA = Path(__file__).parent.parent / "report" / "data" / "sarif-schema-2.1.0.json"
RECIPE = '''"""A recipe that does something else."""

import pathlib, time

from asyncfix.recipe import Recipe, Rewrite


def answer(call):
    {}
    return Rewrite("naps.anap()")


RECIPE = Recipe("own", ["naps.nap"], "power< any+ trailer< '(' any* ')' > >", answer, imports=["naps"])
'''


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return tmp_path


def put(folder: Path, **files: str) -> None:
    """Write `name="text"` to `name.py`."""
    for name, text in files.items():
        (folder / f"{name}.py").write_text(text)


class TestExitCodes:
    @pytest.mark.parametrize(
        ("files", "options", "code"),
        [
            ({"a": CLEAN}, (), 0),
            ({"a": SUPPRESSED}, (), 0),
            ({"a": SLEEP}, (), 1),
            ({"a": SLEEP}, ("--check",), 1),
            ({"a": SLEEP}, ("--diff",), 1),
            ({"a": SLEEP}, ("--exit-zero",), 0),
            ({"a": SLEEP}, ("--write",), 0),
            ({"a": SLEEP}, ("--select", "running-loop"), 0),
            ({"a": SLEEP}, ("--ignore", "blocking-sleep"), 0),
            ({"a": REVIEW}, (), 1),
            ({"a": REVIEW}, ("--write",), 1),
            ({"a": REVIEW}, ("--write", "--unsafe"), 0),
            ({"a": SKIPPED}, ("--write",), 1),
            ({"a": SKIPPED}, ("--write", "--exit-zero"), 0),
            ({"a": BROKEN}, (), 1),
            ({"a": BROKEN}, ("--write",), 1),
            ({"a": BROKEN}, ("--exit-zero",), 0),
            ({}, (), 0),
        ],
    )
    def test_zero_says_that_nothing_is_left_and_one_that_something_is(
        self, project: Path, files: dict[str, str], options: tuple[str, ...], code: int
    ) -> None:
        put(project, **files)
        done = asyncfix("run", *options, ".", cwd=project)
        assert (done.code, done.err) == (code, "")

    @pytest.mark.parametrize(
        ("options", "said"),
        [
            (("missing",), ""),
            (("missing", "--exit-zero"), ""),
            (("--select", "blocking-slep"), "there is no recipe 'blocking-slep'; did you mean 'blocking-sleep'?"),
            (("--ignore", "running-loop,zzz"), "there is no recipe 'zzz'; there are "),
            (("--recipes", "missing"), "missing: is not a folder, so no recipes can be loaded from it"),
            (("--jobs", "-1"), "--jobs takes a whole number, 0 or more, not -1"),
            (("--write", "--check"), "--write changes files and --check changes nothing: give one of them"),
            (("--write", "--diff"), "--diff prints what would change and --write changes it: give one of them"),
            (("--diff", "--format", "json"), "--diff is a format of its own: leave out --format json"),
            (("--stdin-filename", "a.py"), "--stdin-filename names what comes from standard input: give - as the only"),
            (("-", "a.py"), "- stands for standard input: give no other path beside it"),
            (("--jobs", "many"), "'many' is not a valid int"),
            (("--format", "xml"), "'xml' is not one of 'text', 'json', 'sarif', 'github'"),
            (("--selekt", "x"), "No such option: --selekt"),
        ],
    )
    def test_two_says_that_the_tool_could_not_do_its_job(
        self, project: Path, options: tuple[str, ...], said: str
    ) -> None:
        put(project, a=SLEEP)
        done = asyncfix("run", *options, cwd=project)
        assert done.code == 2
        assert said in re.sub(r"\s+", " ", done.err)
        assert "Traceback" not in done.err
        assert (project / "a.py").read_text() == SLEEP

    def test_a_path_that_does_not_exist_does_not_keep_the_others_from_being_done(self, project: Path) -> None:
        put(project, a=SLEEP)
        done = asyncfix("run", "--write", "missing.py", "a.py", cwd=project)
        assert done.code == 2
        assert "error: missing.py: does not exist" in done.out
        assert (project / "a.py").read_text() == FIXED

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("[tool.asyncfix]\nselekt = []\n", "pyproject.toml:2: unknown key `selekt`; did you mean `select`?"),
            ("[tool.asyncfix]\njobs = 'two'\n", "pyproject.toml:2: `jobs` must be a whole number, 0 or more, not"),
            ("[tool.asyncfix\n", "pyproject.toml:1: is not valid TOML: "),
            ("[tool.asyncfix]\nselect = ['x']\n", "there is no recipe 'x'; there are "),
        ],
    )
    def test_wrong_settings_are_told_with_their_line(self, project: Path, text: str, said: str) -> None:
        (project / "pyproject.toml").write_text(text)
        put(project, a=SLEEP)
        done = asyncfix("run", "--write", cwd=project)
        assert (done.code, done.out) == (2, "")
        assert said in done.err
        assert (project / "a.py").read_text() == SLEEP


class TestWriting:
    def test_write_makes_the_safe_fixes_and_unsafe_those_for_review_too(self, project: Path) -> None:
        put(project, a=SLEEP, b=REVIEW, c=SKIPPED, d=CLEAN)
        done = asyncfix("run", "--write", ".", cwd=project)
        assert "Findings: 1 fixed, 1 to review, 1 skipped." in done.out
        assert [(project / f"{name}.py").read_text() for name in "abcd"] == [FIXED, REVIEW, SKIPPED, CLEAN]
        asyncfix("run", "--write", "--unsafe", ".", cwd=project)
        assert [(project / f"{name}.py").read_text() for name in "abcd"] == [FIXED, REVIEWED, SKIPPED, CLEAN]

    @pytest.mark.parametrize("options", [(), ("--check",), ("--diff",), ("--format", "json"), ("--unsafe",)])
    def test_nothing_is_written_without_write(self, project: Path, options: tuple[str, ...]) -> None:
        put(project, a=SLEEP)
        before = (project / "a.py").stat()
        asyncfix("run", *options, ".", cwd=project)
        assert (project / "a.py").stat().st_mtime_ns == before.st_mtime_ns
        assert (project / "a.py").read_text() == SLEEP
        assert {path.name for path in project.iterdir()} == {"a.py", ".cache"}

    def test_a_second_run_has_nothing_to_do(self, project: Path) -> None:
        put(project, a=SLEEP, b=LOOP)
        assert asyncfix("run", "--write", ".", cwd=project).code == 0
        before = (project / "a.py").stat().st_mtime_ns
        done = asyncfix("run", "--write", ".", cwd=project)
        assert (done.code, (project / "a.py").stat().st_mtime_ns) == (0, before)
        assert "0 changed.\nNo findings.\n" in done.out

    def test_undo_takes_the_last_run_back_once(self, project: Path) -> None:
        put(project, a=SLEEP, b=SLEEP, c=SLEEP)
        asyncfix("run", "--write", ".", cwd=project)
        put(project, b="edited = True\n")
        done = asyncfix("undo", cwd=project)
        assert done.code == 2
        assert done.out == "restored a.py\nrestored c.py\n2 restored, 1 refused.\n"
        assert done.err == "asyncfix: b.py: was edited since the run; it stays as it is\n"
        assert [(project / f"{name}.py").read_text() for name in "abc"] == [SLEEP, "edited = True\n", SLEEP]
        again = asyncfix("undo", cwd=project)
        assert again.code == 0
        assert again.out == f"There is no run to undo in {project}.\n"

    def test_a_run_without_a_journal_can_not_be_undone(self, project: Path) -> None:
        put(project, a=SLEEP)
        asyncfix("run", "--write", "--no-undo", ".", cwd=project)
        assert (project / "a.py").read_text() == FIXED
        assert asyncfix("undo", cwd=project).out.startswith("There is no run to undo")

    def test_undo_finds_the_run_from_any_folder_of_the_project(self, project: Path) -> None:
        (project / "pyproject.toml").write_text("[tool.asyncfix]\n")
        (project / "src").mkdir()
        put(project / "src", a=SLEEP)
        asyncfix("run", "--write", "src/a.py", cwd=project)
        done = asyncfix("undo", cwd=project / "src", env=dict(environment(project)))
        assert (done.code, done.out) == (0, "restored a.py\n1 restored, 0 refused.\n")
        assert (project / "src" / "a.py").read_text() == SLEEP

    def test_a_file_that_changes_between_scan_and_write_is_left_alone(self, project: Path) -> None:
        (project / "mine").mkdir()
        (project / "mine" / "own.py").write_text(
            RECIPE.format("pathlib.Path('a.py').write_text('import naps  # saved meanwhile\\n')")
        )
        put(project, a="import naps\nasync def f(): naps.nap()\n", b=SLEEP)
        done = asyncfix("run", "--write", "--recipes", "mine", "a.py", "b.py", cwd=project)
        assert done.code == 2
        assert "error: a.py: was not written: has changed since it was analysed" in done.out
        assert (project / "a.py").read_text() == "import naps  # saved meanwhile\n"
        assert (project / "b.py").read_text() == FIXED

    def test_a_file_that_can_not_be_written_is_told_and_the_rest_is_done(self, project: Path) -> None:
        put(project, a=SLEEP, b=SLEEP)
        os.link(project / "a.py", project / "other-name")
        done = asyncfix("run", "--write", "--verbose", ".", cwd=project)
        assert (project / "b.py").read_text() == FIXED
        assert "a.py" in done.out
        assert "link" in done.out  # what became of the other name is said


class TestDiff:
    FILES = {  # noqa: RUF012
        "plain.py": SLEEP.encode(),
        "windows.py": SLEEP.replace("\n", "\r\n").encode(),
        "unfinished.py": SLEEP.rstrip("\n").encode(),
        "marked.py": b"\xef\xbb\xbf" + SLEEP.encode(),
        "latin.py": b"# coding: latin-1\n" + SLEEP.replace("1)", "1)  # \xe9").encode("latin-1"),
        "feeds.py": b"\x0c\n" + SLEEP.encode() + b"\x0c\n# \xe2\x80\xa8 the end",
        "two words.py": SLEEP.encode(),
        "\u00fcml\u00e4ut.py": SLEEP.encode(),
        "-dash.py": SLEEP.encode(),
        "q\"uo'te.py": SLEEP.encode(),
        "tab\t.py": SLEEP.encode(),
        "line\nend.py": SLEEP.encode(),
        "$(touch gotcha).py": SLEEP.encode(),
        "[bold]red[].py": SLEEP.encode(),
        "esc\x1b[31m.py": SLEEP.encode(),
        ":(glob)*.py": SLEEP.encode(),
        "bytes\udcff.py": SLEEP.encode(),
    }

    @pytest.mark.parametrize("where", [".", "src/deep"])
    def test_git_applies_what_diff_prints(self, project: Path, where: str) -> None:
        """In the folder in which the diff was made, whatever the files are called and hold."""
        folder = project / where
        folder.mkdir(parents=True, exist_ok=True)
        for name, raw in self.FILES.items():
            (folder / name).write_bytes(raw)
        subprocess.run(["git", "init", "-q", project], check=True)
        done = asyncfix("run", "--diff", "--no-cache", ".", cwd=folder)
        assert (done.code, done.err) == (1, "")
        applied = subprocess.run(["git", "apply", "--whitespace=nowarn"], cwd=folder, input=done.raw, check=False)
        assert applied.returncode == 0
        applied_texts = {name: (folder / name).read_bytes() for name in self.FILES}
        for name, raw in self.FILES.items():
            (folder / name).write_bytes(raw)
        written = asyncfix("run", "--write", "--no-cache", ".", cwd=folder)
        assert (written.code, written.err) == (0, "")
        assert {name: (folder / name).read_bytes() for name in self.FILES} == applied_texts
        assert all(b"asyncio" in raw for raw in applied_texts.values())
        assert "\x1b" not in written.out
        assert not (folder / "gotcha").exists()

    def test_the_diff_is_all_that_standard_output_gets(self, project: Path) -> None:
        put(project, a=SLEEP, b=BROKEN)
        done = asyncfix("run", "--diff", ".", "missing", cwd=project)
        assert done.code == 2
        assert done.out == (
            "--- a/a.py\n+++ b/a.py\n@@ -1,5 +1,5 @@\n-import time\n+import asyncio\n \n \n async def poll():\n"
            "-    time.sleep(1)\n+    await asyncio.sleep(1)\n"
        )
        assert (
            done.err == "asyncfix: b.py: does not parse: invalid syntax (line 1)\nasyncfix: missing: does not exist\n"
        )

    def test_the_diff_of_nothing_is_empty(self, project: Path) -> None:
        put(project, a=CLEAN)
        done = asyncfix("run", "--diff", cwd=project)
        assert (done.code, done.raw, done.err) == (0, b"", "")


class TestStandardInput:
    def run(self, project: Path, raw: bytes, *options: str) -> Done:
        return asyncfix("run", *options, "-", cwd=project, stdin=raw)

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            (SLEEP.encode(), FIXED.encode()),
            (SLEEP.replace("\n", "\r\n").encode(), FIXED.replace("\n", "\r\n").encode()),
            (SLEEP.rstrip().encode(), FIXED.rstrip().encode()),
            (b"\xef\xbb\xbf" + SLEEP.encode(), b"\xef\xbb\xbf" + FIXED.encode()),
            (b"# coding: latin-1\n# \xe9\n" + SLEEP.encode(), b"# coding: latin-1\n# \xe9\n" + FIXED.encode()),
            (CLEAN.encode(), CLEAN.encode()),
            (b"", b""),
            (b"\r\n\x0c", b"\r\n\x0c"),
        ],
    )
    def test_the_new_source_comes_out_byte_for_byte(self, project: Path, before: bytes, after: bytes) -> None:
        done = self.run(project, before, "--write")
        assert (done.code, done.raw) == (0, after)

    def test_the_report_goes_to_standard_error_and_says_what_was_made(self, project: Path) -> None:
        done = self.run(project, SLEEP.encode() + SKIPPED.encode(), "--write", "--stdin-filename", "pkg/a.py")
        assert done.code == 1
        assert done.raw.startswith(b"import asyncio\n")
        assert "pkg/a.py:5:5: blocking-sleep [fixed]" in done.err
        assert "pkg/a.py:10:20: blocking-sleep [skipped]" in done.err
        assert "1 changed" in done.err

    @pytest.mark.parametrize("raw", [BROKEN.encode(), b"# \xff\n", b"x\0"])
    def test_what_can_not_be_read_comes_out_as_it_is(self, project: Path, raw: bytes) -> None:
        done = self.run(project, raw, "--write")
        assert (done.code, done.raw) == (1, raw)
        assert "<stdin>: " in done.err

    def test_without_write_the_report_is_that_of_a_file(self, project: Path) -> None:
        put(project, a=SLEEP)
        for options in ((), ("--check",), ("--diff",), ("--quiet",)):
            by_stdin = self.run(project, SLEEP.encode(), "--stdin-filename", "a.py", *options)
            by_path = asyncfix("run", *options, "a.py", cwd=project)
            assert (by_stdin.code, by_stdin.err) == (by_path.code, by_path.err) == (1, "")
            assert untimed(by_stdin.out) == untimed(by_path.out)

    def test_settings_are_those_of_the_file_that_it_stands_for(self, project: Path) -> None:
        (project / "pkg").mkdir()
        (project / "pkg" / "pyproject.toml").write_text("[tool.asyncfix]\nignore = ['blocking-sleep']\n")
        assert self.run(project, SLEEP.encode(), "--check").code == 1
        assert self.run(project, SLEEP.encode(), "--check", "--stdin-filename", "pkg/new.py").code == 0

    @pytest.mark.parametrize(("forced", "after"), [("false", FIXED), ("true", SLEEP)])
    def test_excludes_count_where_they_are_forced(self, project: Path, forced: str, after: str) -> None:
        (project / "pyproject.toml").write_text(f"[tool.asyncfix]\nexclude = ['gen']\nforce-exclude = {forced}\n")
        done = self.run(project, SLEEP.encode(), "--write", "--stdin-filename", "gen/new.py")
        assert (done.code, done.out) == (0, after)

    def test_a_file_that_it_stands_for_is_neither_read_nor_written(self, project: Path) -> None:
        put(project, a=BROKEN)
        assert self.run(project, SLEEP.encode(), "--write", "--stdin-filename", "a.py").out == FIXED
        assert (project / "a.py").read_text() == BROKEN


def untimed(report: str) -> str:
    """The report without what depends on the clock."""
    return re.sub(r"in \d+\.\d s", "in 0.0 s", report)


class TestFormats:
    def test_json_can_be_parsed_and_counts_everything(self, project: Path) -> None:
        put(project, a=SLEEP, b=REVIEW, c=SKIPPED, d=SUPPRESSED, e=BROKEN, f=CLEAN)
        done = asyncfix("run", "--format", "json", ".", cwd=project)
        document = json.loads(done.out)
        summary = document["summary"]
        assert {key: summary[key] for key in ("scanned", "changed", "unreadable")} == {
            "scanned": 6,
            "changed": 1,
            "unreadable": 1,
        }
        assert [summary[state] for state in ("fixed", "fixable", "review", "skipped", "suppressed")] == [0, 1, 1, 1, 1]
        assert [file["path"] for file in document["files"] if file["findings"]] == ["a.py", "b.py", "c.py", "d.py"]

    def test_sarif_fits_its_schema_and_knows_the_users_recipes(self, project: Path) -> None:
        (project / "mine").mkdir()
        (project / "mine" / "own.py").write_text(RECIPE.format("pass"))
        put(project, a=SLEEP, b=SKIPPED, c=BROKEN, d="import naps\nasync def f(): naps.nap()\n")
        done = asyncfix("run", "--format", "sarif", "--recipes", "mine", "a.py", "b.py", "c.py", "d.py", cwd=project)
        document = json.loads(done.out)
        jsonschema.validate(document, json.loads(SCHEMA.read_text()))
        (run,) = document["runs"]
        rules = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
        found = {result["ruleId"] for result in run["results"]}
        assert {"blocking-sleep", "own"} <= found <= rules

    def test_github_gets_one_command_a_finding(self, project: Path) -> None:
        put(project, a=SLEEP, b=REVIEW, c=SKIPPED, d=SUPPRESSED, e=BROKEN)
        lines = asyncfix("run", "--format", "github", ".", cwd=project).out.splitlines()
        commands = [re.match(r"::(error|warning) file=(\w\.py)(?:,line=(\d+))?.*::", line) for line in lines]
        found = [command.groups() for command in commands if command]
        assert found == [
            ("error", "a.py", "5"),
            ("warning", "b.py", "6"),
            ("warning", "c.py", "5"),
            ("warning", "e.py", None),
        ]

    @pytest.mark.parametrize("format", ["json", "sarif", "github"])
    def test_formats_for_machines_have_no_colours_and_nothing_on_standard_error(
        self, project: Path, format: str
    ) -> None:
        put(project, a=SLEEP)
        done = on_terminal("run", "--format", format, ".", cwd=project)
        assert "\x1b" not in done.out
        assert asyncfix("run", "--format", format, ".", cwd=project).err == ""

    def test_check_prints_one_line_a_finding(self, project: Path) -> None:
        put(project, a=SLEEP, b=SKIPPED)
        first, second, *summary = asyncfix("run", "--check", ".", cwd=project).out.splitlines()
        assert first.startswith("a.py:5:5: blocking-sleep [safe] time.sleep ")
        assert second.startswith("b.py:5:20: blocking-sleep [skipped] time.sleep ")
        assert second.endswith("(an await can't stand in a lambda)")
        assert summary[1] == "Findings: 1 fixable, 1 skipped. --write makes the fixes."

    def test_quiet_prints_the_summary_and_verbose_what_is_suppressed(self, project: Path) -> None:
        put(project, a=SLEEP, b=SUPPRESSED, c="import time\nasync def f(): time.sleep(1)  # asyncfix: skip[x]\n")
        quiet = asyncfix("run", "--quiet", ".", cwd=project).out
        assert untimed(quiet) == (
            "3 files scanned in 0.0 s, 2 would change.\nFindings: 2 fixable, 1 suppressed. --write makes the fixes.\n"
        )
        assert "b.py" not in asyncfix("run", ".", cwd=project).out
        verbose = asyncfix("run", "--verbose", "--check", ".", cwd=project).out
        assert "b.py:5:5: blocking-sleep [suppressed] " in verbose
        assert "(noqa: ASYNC251 (line 5))" in verbose
        assert "c.py: line 2: the comment names a recipe that does not exist: x" in verbose


class TestPaths:
    def test_no_path_means_the_current_folder(self, project: Path) -> None:
        put(project, a=SLEEP)
        assert untimed(asyncfix("run", cwd=project).out) == untimed(asyncfix("run", ".", cwd=project).out)
        assert "a.py:5:5" in asyncfix("run", cwd=project).out

    def test_an_empty_folder_holds_nothing(self, project: Path) -> None:
        done = asyncfix("run", ".", cwd=project)
        assert (done.code, untimed(done.out)) == (0, "0 files scanned in 0.0 s, 0 would change.\nNo findings.\n")

    def test_paths_are_shown_as_they_were_given(self, project: Path) -> None:
        put(project, a=SLEEP)
        for given in ("a.py", str(project / "a.py"), f"../{project.name}/a.py"):
            assert asyncfix("run", "--check", given, cwd=project).out.startswith(f"{given}:5:5: ")

    def test_a_file_given_twice_is_changed_once(self, project: Path) -> None:
        put(project, a=SLEEP)
        (project / "link.py").symlink_to("a.py")
        done = asyncfix("run", "--write", "a.py", "a.py", ".", "link.py", cwd=project)
        assert "1 fixed" in done.out
        assert (project / "a.py").read_text() == FIXED
        assert (project / "link.py").is_symlink()

    def test_a_name_that_begins_with_a_dash_is_given_behind_two(self, project: Path) -> None:
        (project / "-w.py").write_text(SLEEP)
        assert asyncfix("run", "--write", "--", "-w.py", cwd=project).code == 0
        assert (project / "-w.py").read_text() == FIXED

    def test_excludes_add_to_those_of_the_settings(self, project: Path) -> None:
        (project / "pyproject.toml").write_text("[tool.asyncfix]\nextend-exclude = ['b.py']\n")
        put(project, a=SLEEP, b=SLEEP, c=SLEEP)
        done = asyncfix("run", "--check", "--exclude", "c.py", cwd=project)
        assert [line[:4] for line in done.out.splitlines() if ".py:" in line] == ["a.py"]

    def test_the_command_line_wins_over_the_settings(self, project: Path) -> None:
        (project / "pyproject.toml").write_text("[tool.asyncfix]\nselect = ['running-loop']\nunsafe = true\n")
        put(project, a=SLEEP, b=LOOP, c=REVIEW)
        assert "Findings: 1 fixable." in asyncfix("run", cwd=project).out
        chosen = asyncfix("run", "--select", "blocking-sleep", "--no-unsafe", cwd=project)
        assert "Findings: 1 fixable, 1 to review." in chosen.out
        both = asyncfix("run", "--select", "blocking-sleep, running-loop", cwd=project)
        assert "Findings: 3 fixable." in both.out


@pytest.fixture(scope="module")
def much(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose reports are more than a pipe holds."""
    folder = tmp_path_factory.mktemp("much")
    for number in range(20):
        put(folder, **{f"f{number}": SLEEP * 50})
    return folder


class TestStreams:
    @pytest.mark.parametrize("option", ["--diff", "--check", "--format=json", "--verbose"])
    def test_a_reader_that_goes_away_is_no_reason_to_complain(self, much: Path, option: str) -> None:
        done = asyncfix("run", option, ".", cwd=much, shell="| head -1")
        assert (done.code, done.err) == (2, "")
        assert done.out.count("\n") == 1

    def test_the_report_of_a_run_that_wrote_may_be_cut_short(self, project: Path) -> None:
        for number in range(20):
            put(project, **{f"f{number}": SLEEP * 15})
        assert asyncfix("run", "--write", ".", cwd=project, shell="| head -1").code == 2
        assert all("await asyncio.sleep" in path.read_text() for path in project.glob("*.py"))

    @pytest.mark.parametrize(("closed", "code"), [(">&-", 1), ("2>&-", 1), (">&- 2>&-", 1), ("<&- >&- 2>&-", 1)])
    def test_streams_may_be_closed(self, project: Path, closed: str, code: int) -> None:
        put(project, a=SLEEP)
        done = asyncfix("run", ".", cwd=project, shell=closed)
        assert (done.code, done.err) == (code, "")
        assert asyncfix("run", "--write", ".", cwd=project, shell=closed).code == 0
        assert (project / "a.py").read_text() == FIXED

    @pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
    @pytest.mark.parametrize("command", [("run", "."), ("run", "--diff", "."), ("recipes",), ("catalogue",)])
    def test_an_output_that_is_full_is_an_error(self, project: Path, command: tuple[str, ...]) -> None:
        put(project, a=SLEEP)
        done = asyncfix(*command, cwd=project, shell="> /dev/full")
        assert (done.code, done.err) == (2, "asyncfix: standard input or output failed: No space left on device\n")

    def test_an_encoding_that_lacks_a_character_gets_it_as_an_escape(self, project: Path) -> None:
        (project / "\u00fc.py").write_text(SLEEP.replace("1)", "1)  # \u20ac"))
        done = asyncfix("run", ".", cwd=project, env={"PYTHONIOENCODING": "ascii"})
        assert (done.code, done.err) == (1, "")
        assert "\\xfc.py:5:5" in done.out
        assert "# \\u20ac" in done.out


class TestTerminal:
    def test_a_terminal_gets_colours_and_a_pipe_none(self, project: Path) -> None:
        put(project, a=SLEEP)
        shown = on_terminal("run", ".", cwd=project)
        assert shown.code == 1
        assert "\x1b[32m" in shown.out
        assert "time.sleep(1)" in plain(shown.out)
        assert "\x1b" not in asyncfix("run", ".", cwd=project).out
        assert "\x1b" not in asyncfix("run", ".", cwd=project, env={"TERM": "xterm"}).out

    def test_colours_are_a_matter_of_the_environment(self, project: Path) -> None:
        put(project, a=SLEEP)
        without = on_terminal("run", ".", cwd=project, env={"NO_COLOR": "1"})
        assert not re.search(r"\x1b\[[0-9;]*3[0-7]", without.out)
        assert "time.sleep(1)" in plain(without.out)
        forced = asyncfix("run", ".", cwd=project, env={"FORCE_COLOR": "1"})
        assert "\x1b[32m" in forced.out
        assert "\x1b" not in on_terminal("run", ".", cwd=project, env={"TERM": "dumb"}).out

    @pytest.mark.parametrize("columns", [40, 60, 132])
    def test_the_report_fits_the_terminal(self, project: Path, columns: int) -> None:
        put(project, a=SLEEP, b=SKIPPED, c=BROKEN, d=REVIEW)
        shown = plain(on_terminal("run", ".", cwd=project, columns=columns).out)
        assert max(map(len, shown.splitlines())) <= columns
        if columns == 60:
            told = plain(on_terminal("run", ".", cwd=project, columns=132, env={"COLUMNS": "60"}).out)
            assert untimed(told) == untimed(shown)

    def slow(self, project: Path) -> tuple[str, ...]:
        """A run that takes longer than people wait without a sign."""
        (project / "mine").mkdir()
        (project / "mine" / "own.py").write_text(RECIPE.format("time.sleep(0.6)"))
        (project / "code").mkdir()
        for number in range(150):
            put(project / "code", **{f"f{number:03}": CLEAN})
        put(project / "code", f000="import naps\nasync def f(): naps.nap()\n")
        return "run", "--no-cache", "--recipes", "mine", "--jobs", "1", "code"

    def test_long_work_shows_a_bar_on_the_terminal_and_takes_it_away(self, project: Path) -> None:
        done = on_terminal(*self.slow(project), cwd=project, piped=True)
        assert "128/150" in plain(done.err)
        assert done.err.rstrip("\n").endswith("\x1b[2K") or "\x1b[2K" in done.err.rpartition("128/150")[2]
        assert b"128/150" not in done.raw
        assert b"\x1b" not in done.raw

    def test_there_is_no_bar_where_there_is_no_terminal(self, project: Path) -> None:
        done = asyncfix(*self.slow(project), cwd=project)
        assert done.err == ""
        assert "128/150" not in done.out


class TestCommands:
    @pytest.mark.parametrize("command", [(), ("run",), ("undo",), ("recipes",), ("explain",), ("catalogue",)])
    def test_every_command_has_a_help(self, project: Path, command: tuple[str, ...]) -> None:
        done = asyncfix(*command, "--help", cwd=project)
        assert (done.code, done.err) == (0, "")
        assert done.out.startswith("Usage: ")

    def test_the_version_is_that_of_the_package(self, project: Path) -> None:
        from asyncfix import __version__

        assert asyncfix("--version", cwd=project).out == f"asyncfix {__version__}\n"

    def test_the_module_and_the_function_are_the_same_command(self, project: Path) -> None:
        put(project, a=SLEEP)
        code = "import sys; sys.argv[0] = 'asyncfix'; from asyncfix.cli.commands import main; main()"
        command = [sys.executable, "-P", "-c", code, "run", "--check", "."]
        done = subprocess.run(command, cwd=project, env=environment(project), capture_output=True, check=False)
        module = asyncfix("run", "--check", ".", cwd=project)
        assert (done.returncode, untimed(done.stdout.decode())) == (module.code, untimed(module.out))
        assert COMMAND[-2:] == ("-m", "asyncfix")

    def test_recipes_lists_and_explain_explains(self, project: Path) -> None:
        listed = asyncfix("recipes", cwd=project).out
        names = [line.split()[0] for line in listed.splitlines()]
        assert "blocking-sleep" in names
        for name in names:
            done = asyncfix("explain", name, cwd=project)
            assert done.code == 0
            assert done.out.startswith(f"{name}: ")
            assert "\n    -" in done.out  # an example of what it does
        unknown = asyncfix("explain", "blocking-slep", cwd=project)
        assert unknown.code == 2
        assert unknown.err == "asyncfix: there is no recipe 'blocking-slep'; did you mean 'blocking-sleep'?\n"
