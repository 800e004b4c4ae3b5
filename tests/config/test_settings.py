"""Settings: where they are looked for, what they may say, and how mistakes are told."""

from __future__ import annotations

import dataclasses
import json
import os
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import asyncfix
from asyncfix.config.settings import DEFAULT_EXCLUDE, Settings, documented, load
from asyncfix.errors import ConfigError, UsageError


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is also the working directory. No repository lies above it."""
    folder = Path(os.path.realpath(tmp_path / "project"))
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def write(folder: Path, text: str, name: str = "pyproject.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_bytes(text.encode())
    return file


def mistake(text: str, folder: Path) -> str:
    """What a pyproject.toml with this text is refused for."""
    write(folder, text)
    with pytest.raises(ConfigError) as caught:
        load([folder])
    assert caught.value.exit_code == 2
    return str(caught.value)


def python(program: str) -> str:
    """What a program prints in a process of its own. No coverage is measured in it: that would load modules."""
    others = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    environment = {**others, "PYTHONPATH": str(Path(asyncfix.__file__).parents[1])}
    command = [sys.executable, "-c", program]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.rstrip("\n")


class TestWhereSettingsComeFrom:
    def test_without_a_file_every_setting_has_its_default(self, project: Path) -> None:
        assert load([]) == Settings(root=project)
        assert load([]).exclude == DEFAULT_EXCLUDE

    def test_the_file_in_the_folder_itself_counts(self, project: Path) -> None:
        file = write(project, "[tool.asyncfix]\njobs = 3\n")
        settings = load([project])
        assert (settings.jobs, settings.root, settings.origin) == (3, project, file)

    def test_the_nearest_file_upwards_counts(self, project: Path) -> None:
        write(project, "[tool.asyncfix]\njobs = 3\n")
        write(project / "inner", "[tool.asyncfix]\njobs = 4\n")
        (project / "inner" / "deep").mkdir()
        assert load([project / "inner" / "deep"]).jobs == 4

    def test_a_nearer_file_without_the_table_is_passed_by(self, project: Path) -> None:
        write(project, "[tool.asyncfix]\njobs = 3\n")
        write(project / "inner", '[project]\nname = "asyncfix-user"\n[tool.other]\n')
        assert load([project / "inner"]).origin == project / "pyproject.toml"

    def test_an_empty_table_ends_the_search(self, project: Path) -> None:
        write(project, "[tool.asyncfix]\njobs = 3\n")
        write(project / "inner", "[tool.asyncfix]\n")
        assert load([project / "inner"]) == Settings(
            root=project / "inner", origin=project / "inner" / "pyproject.toml"
        )

    def test_for_a_file_the_search_starts_in_its_folder(self, project: Path) -> None:
        write(project / "inner", "[tool.asyncfix]\njobs = 4\n")
        assert load([write(project / "inner", "", "module.py")]).jobs == 4

    def test_for_a_file_that_is_not_there_the_search_starts_in_its_folder(self, project: Path) -> None:
        write(project / "inner", "[tool.asyncfix]\njobs = 4\n")
        assert load([project / "inner" / "new" / "module.py"]).jobs == 4

    def test_for_several_paths_the_search_starts_at_what_holds_them_all(self, project: Path) -> None:
        write(project, "[tool.asyncfix]\njobs = 3\n")
        for name in ("one", "two"):
            write(project / name, "[tool.asyncfix]\njobs = 4\n")
        assert load([project / "one", project / "two"]).jobs == 3
        assert load([project / "one", project / "one" / "module.py"]).jobs == 4

    def test_paths_may_be_relative(self, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        write(project, "[tool.asyncfix]\njobs = 3\n")
        (project / "inner").mkdir()
        monkeypatch.chdir(project / "inner")
        assert load([Path("module.py")]).root == project
        assert load([Path("..")]).root == project

    def test_a_symbolic_link_is_searched_from_the_folder_that_it_means(self, project: Path) -> None:
        write(project / "there", "[tool.asyncfix]\njobs = 3\n")
        (project / "there" / "source").mkdir()
        (project / "link").symlink_to(project / "there" / "source")
        assert load([project / "link"]).jobs == 3

    def test_without_a_file_the_root_is_the_repository(self, project: Path) -> None:
        (project / ".git").mkdir()
        (project / "inner").mkdir()
        assert load([project / "inner"]) == Settings(root=project)

    def test_a_worktree_is_a_repository_too(self, project: Path) -> None:
        write(project, "gitdir: elsewhere\n", ".git")
        (project / "inner").mkdir()
        assert load([project / "inner"]).root == project

    def test_a_file_with_settings_beats_a_nearer_repository(self, project: Path) -> None:
        write(project, "[tool.asyncfix]\n")
        (project / "inner" / ".git").mkdir(parents=True)
        assert load([project / "inner"]).root == project

    def test_the_toml_parser_is_not_loaded_for_files_without_settings(self, project: Path) -> None:
        write(project, '[project]\nname = "other"\n')
        program = "import sys, pathlib; from asyncfix.config.settings import load; load([pathlib.Path()]); "
        program += "print([name for name in ('tomllib', 'difflib', 'json') if name in sys.modules])"
        assert python(program) == "[]"

    def test_broken_toml_that_does_not_speak_of_us_is_not_our_concern(self, project: Path) -> None:
        write(project, "[project\n")
        assert load([]) == Settings(root=project)


class TestWhatSettingsSay:
    def test_every_key_is_read(self, project: Path) -> None:
        write(
            project,
            """
            [tool.asyncfix]
            select = ["blocking-sleep"]
            ignore = ["running-loop"]
            exclude = ["old"]
            extend-exclude = ["gen/*.py", "*_pb2.py"]
            force-exclude = true
            respect-gitignore = false
            recipes = ["tools/recipes", "/srv/recipes"]
            unsafe = true
            jobs = 2
            cache = false
            """,
        )
        assert load([]) == Settings(
            select=("blocking-sleep",),
            ignore=("running-loop",),
            exclude=("old",),
            extend_exclude=("gen/*.py", "*_pb2.py"),
            force_exclude=True,
            respect_gitignore=False,
            recipes=(project / "tools" / "recipes", Path("/srv/recipes")),
            unsafe=True,
            jobs=2,
            cache=False,
            root=project,
            origin=project / "pyproject.toml",
        )

    def test_folders_belong_to_the_file_that_names_them(self, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        write(project, '[tool.asyncfix]\nrecipes = ["recipes", "~/mine"]\n')
        (project / "inner").mkdir()
        monkeypatch.chdir(project / "inner")
        monkeypatch.setenv("HOME", "/home/somebody")
        assert load([]).recipes == (project / "recipes", Path("/home/somebody/mine"))

    @pytest.mark.parametrize(
        "text",
        [
            "[tool]\nasyncfix = {jobs = 3}\n",
            "[tool]\nasyncfix.jobs = 3\n",
            "tool.asyncfix.jobs = 3\n",
            "['tool'.\"asyncfix\"]\n'jobs' = 3\n",
            "[tool.asyncfix]\r\njobs = 3\r\n",
        ],
    )
    def test_any_way_to_write_a_table_will_do(self, project: Path, text: str) -> None:
        write(project, text)
        assert load([]).jobs == 3

    def test_settings_are_frozen_and_can_be_sent_to_another_process(self, project: Path) -> None:
        write(project, '[tool.asyncfix]\nrecipes = ["recipes"]\n')
        settings = load([])
        assert pickle.loads(pickle.dumps(settings)) == settings
        with pytest.raises(dataclasses.FrozenInstanceError):
            settings.jobs = 4  # type: ignore[misc]


class TestMistakes:
    def test_an_unknown_key_names_file_line_and_the_closest_key(self, project: Path) -> None:
        text = '[project]\nname = "x"\n\n[tool.asyncfix]\njobs = 1\ningore = []\n'
        assert mistake(text, project) == "pyproject.toml:6: unknown key `ingore`; did you mean `ignore`?"

    def test_a_key_with_underscores_is_told_how_it_is_written(self, project: Path) -> None:
        message = mistake("[tool.asyncfix]\nextend_exclude = []\n", project)
        assert message == "pyproject.toml:2: unknown key `extend_exclude`; did you mean `extend-exclude`?"

    def test_a_key_with_capitals_is_told_how_it_is_written(self, project: Path) -> None:
        assert "did you mean `jobs`?" in mistake("[tool.asyncfix]\nJobs = 1\n", project)

    def test_a_key_like_no_other_gets_the_list_of_all(self, project: Path) -> None:
        message = mistake("[tool.asyncfix]\nwww = 1\n", project)
        assert message.startswith("pyproject.toml:2: unknown key `www`; the keys are `select`, `ignore`, ")

    @pytest.mark.parametrize(
        ("line", "complaint"),
        [
            ('jobs = "four"', '`jobs` must be a whole number, 0 or more, not "four"'),
            ("jobs = -1", "`jobs` must be a whole number, 0 or more, not -1"),
            ("jobs = true", "`jobs` must be a whole number, 0 or more, not true"),
            ("jobs = 1.5", "`jobs` must be a whole number, 0 or more, not 1.5"),
            ("unsafe = 1", "`unsafe` must be true or false, not 1"),
            ("cache = 1979-05-27", '`cache` must be true or false, not "1979-05-27"'),
            ('select = "blocking-sleep"', '`select` must be a list of recipe names, not "blocking-sleep"'),
            ('select = ["a", 1]', '`select` must be a list of recipe names, not ["a", 1]'),
            ('exclude = [""]', '`exclude` must be a list of patterns, not [""]'),
            ("recipes = {path = 1}", '`recipes` must be a list of folders, not {"path": 1}'),
        ],
    )
    def test_a_wrong_value_is_shown_beside_what_is_expected(self, project: Path, line: str, complaint: str) -> None:
        assert mistake(f"[tool.asyncfix]\n{line}\n", project) == f"pyproject.toml:2: {complaint}"

    def test_a_long_value_is_cut_short(self, project: Path) -> None:
        message = mistake(f"[tool.asyncfix]\njobs = {list(range(1000))}\n", project)
        assert message.endswith("…")
        assert len(message) < 140

    def test_all_mistakes_are_told_at_once_in_the_order_of_the_file(self, project: Path) -> None:
        text = "[tool.asyncfix]\nunsafe = 0\nselct = []\njobs = -1\n"
        assert [line.split(":")[1] for line in mistake(text, project).splitlines()] == ["2", "3", "4"]

    @pytest.mark.parametrize(
        ("text", "line"),
        [
            ("[tool.other]\njobs = -1\n[tool.asyncfix]\n# jobs = -1\njobs = -1\n", 5),
            ('[tool.asyncfix]\nselect = [\n"""\njobs = -1\n""",\n]\njobs = -1\n', 7),
            ('[tool.asyncfix]\nselect = [\n  "a",\n]\r\n"jobs" = -1\r\n', 5),
            ("[tool]\n\nasyncfix.jobs = -1\n", 3),
            ("\ntool.asyncfix.jobs = -1\n", 2),
            ("[ tool . 'asyncfix' ]\n\n  jobs   = -1\n", 3),
            ("[tool.asyncfix]\n\n[tool.asyncfix.jobs]\nx = 1\n", 3),
        ],
    )
    def test_the_line_is_where_the_key_is_set(self, project: Path, text: str, line: int) -> None:
        assert mistake(text, project).startswith(f"pyproject.toml:{line}: `jobs` must be")

    def test_a_line_that_cannot_be_told_is_left_out(self, project: Path) -> None:
        assert mistake("[tool]\nasyncfix = {jobs = -1}\n", project).startswith("pyproject.toml: `jobs` must be")

    @pytest.mark.parametrize("text", ["[tool]\nasyncfix = 3\n", "[[tool.asyncfix]]\njobs = 3\n"])
    def test_the_table_has_to_be_a_table(self, project: Path, text: str) -> None:
        assert mistake(text, project).startswith("pyproject.toml: tool.asyncfix must be a table, not ")

    def test_broken_toml_names_file_and_line(self, project: Path) -> None:
        message = mistake("[tool.asyncfix]\njobs = 1\nselect = oops\n", project)
        assert message == "pyproject.toml:3: is not valid TOML: Invalid value"

    def test_toml_that_ends_too_early_names_its_last_line(self, project: Path) -> None:
        message = mistake("[tool.asyncfix]\nselect = [", project)
        assert message.startswith("pyproject.toml:2: is not valid TOML: ")

    def test_toml_that_is_not_utf8_names_the_line(self, project: Path) -> None:
        (project / "pyproject.toml").write_bytes(b"[tool.asyncfix]\n# caf\xe9\n")
        with pytest.raises(ConfigError, match=r"^pyproject\.toml:2: is not UTF-8"):
            load([])

    @pytest.mark.parametrize("value", ["[" * 100_000, "1" * 5_000])
    def test_toml_that_is_too_much_for_the_parser_is_a_mistake_of_the_file(self, project: Path, value: str) -> None:
        message = mistake(f"[tool.asyncfix]\njobs = {value}\n", project)
        assert message.startswith("pyproject.toml")

    def test_a_file_outside_the_working_directory_is_named_in_full(self, project: Path) -> None:
        other = project.parent / "other"
        assert mistake("[tool.asyncfix]\nx = 1\n", other).startswith(f"{other}/pyproject.toml:2: ")

    @pytest.mark.parametrize("make", [os.mkdir, os.mkfifo])
    def test_what_is_no_regular_file_is_not_opened(self, project: Path, make: object) -> None:
        assert callable(make)
        make(project / "pyproject.toml")
        with pytest.raises(ConfigError, match=r"^pyproject\.toml: is not a regular file"):
            load([])


@pytest.fixture
def unprivileged() -> Iterator[Path]:
    """A folder that anybody may enter, and no rights beyond those of an ordinary user."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        is_root = os.geteuid() == 0
        yield Path(os.path.realpath(folder))
        if is_root:
            os.seteuid(0)


def test_a_file_that_must_not_be_read_is_named(unprivileged: Path) -> None:
    write(unprivileged, "[tool.asyncfix]\n").chmod(0)
    if os.geteuid() == 0:
        os.seteuid(65534)
    with pytest.raises(ConfigError, match="can't be read: Permission denied"):
        load([unprivileged])


class TestTheCommandLine:
    def test_it_wins(self) -> None:
        settings = Settings(select=("a",), jobs=4, cache=True).override(select=["b", "c"], jobs=1, cache=False)
        assert (settings.select, settings.jobs, settings.cache) == (("b", "c"), 1, False)

    def test_what_is_not_given_stays(self) -> None:
        settings = Settings(select=("a",), unsafe=True, jobs=4)
        assert settings.override(select=None, unsafe=None, jobs=None) == settings

    def test_an_empty_list_is_given(self) -> None:
        assert Settings(exclude=("a",)).override(exclude=[]).exclude == ()

    def test_its_folders_belong_to_the_working_directory(self, project: Path) -> None:
        assert Settings().override(recipes=[Path("mine")]).recipes == (project / "mine",)

    def test_a_wrong_value_is_refused_by_the_name_of_the_option(self) -> None:
        with pytest.raises(UsageError, match=r"^--jobs takes a whole number, 0 or more, not -1$"):
            Settings().override(jobs=-1)


class TestTheFingerprint:
    def test_it_is_the_same_in_another_process(self) -> None:
        program = (
            "from asyncfix.config.settings import Settings; print(Settings(select=('a', 'b\\u00e4')).fingerprint())"
        )
        assert python(program) == Settings(select=("a", "bä")).fingerprint()

    @pytest.mark.parametrize(
        "other",
        [
            Settings(select=("a",)),
            Settings(ignore=("a",)),
            Settings(recipes=(Path("a"),)),
            Settings(root=Path("/a")),
        ],
    )
    def test_what_can_change_a_result_changes_it(self, other: Settings) -> None:
        assert other.fingerprint() != Settings().fingerprint()

    @pytest.mark.parametrize(
        "other", [Settings(jobs=4), Settings(cache=False), Settings(exclude=()), Settings(origin=Path("/a"))]
    )
    def test_what_cannot_change_a_result_leaves_it(self, other: Settings) -> None:
        assert other.fingerprint() == Settings().fingerprint()

    def test_settings_that_differ_only_in_grouping_differ(self) -> None:
        assert Settings(select=("a", "b")).fingerprint() != Settings(select=("a, b",)).fingerprint()


class TestTheDocumentation:
    def test_every_setting_has_a_line(self) -> None:
        keys = [line.key for line in documented()]
        names = [item.name for item in dataclasses.fields(Settings)]
        assert [key.replace("-", "_") for key in keys] == [name for name in names if name not in ("root", "origin")]
        assert all(line.doc.endswith(".") and line.takes for line in documented())

    def test_defaults_are_written_as_in_the_file(self, project: Path) -> None:
        lines = [f"{line.key} = {line.default}" for line in documented()]
        write(project, "\n".join(["[tool.asyncfix]", *lines]))
        assert dataclasses.replace(load([]), origin=None) == Settings(root=project)
        assert json.loads({line.key: line.default for line in documented()}["exclude"]) == list(DEFAULT_EXCLUDE)
