"""Finding files: what is taken, what is passed by, and that git's rules are git's."""

from __future__ import annotations

import os
import random
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from asyncfix.config.settings import Settings
from asyncfix.files.discover import Discovery, Problem, discover
from asyncfix.files.gitignore import Patterns, byte_text

NOBODY = 65534


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder without settings of git, for git and for us."""
    folder = tmp_path / "home"
    folder.mkdir()
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / "config"))
    return folder


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is also the working directory. No repository lies above it."""
    folder = Path(os.path.realpath(tmp_path)) / "tree"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def repository(tree: Path) -> Path:
    git("init", "-q")
    return tree


def git(*arguments: str, given: str = "") -> list[str]:
    """The records that a git command prints."""
    done = subprocess.run(
        ["git", "-c", "user.name=N", "-c", "user.email=e@example.org", *arguments],
        input=os.fsencode(given),
        capture_output=True,
    )
    assert done.returncode in (0, 1), done.stderr
    return os.fsdecode(done.stdout).split("\0")[:-1]


def make(*paths: str | bytes) -> None:
    """Empty files, with their folders."""
    for path in map(os.fsdecode, paths):
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        with open(path, "x"):
            pass


def write(path: str, text: str) -> None:
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    with open(path, "wb") as file:
        file.write(os.fsencode(text))


def search(*paths: str, **settings: object) -> Discovery:
    return discover([Path(path) for path in paths or (".",)], Settings(root=Path.cwd()).override(**settings))


def found(*paths: str, **settings: object) -> list[str]:
    result = search(*paths, **settings)
    assert result.problems == ()
    return list(result.files)


def wanted_by_git() -> list[str]:
    """The Python files that git would offer to add."""
    names = git("ls-files", "--others", "--exclude-standard", "-z")
    return sorted(name for name in names if name.endswith((".py", ".pyw")))


class TestWhatIsTaken:
    def test_python_files_at_any_depth_sorted(self, tree: Path) -> None:
        make("b.py", "a/z.py", "a/deep/er/x.pyw", "a-b.py", "a/readme.txt", "a/stub.pyi", "py", "x.PY")
        assert found() == ["a-b.py", "a/deep/er/x.pyw", "a/z.py", "b.py"]

    def test_a_folder_whose_name_looks_like_a_file_is_a_folder(self, tree: Path) -> None:
        make("pkg.py/inner.py")
        assert found() == ["pkg.py/inner.py"]

    def test_paths_keep_the_form_in_which_they_were_given(self, tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        make("pkg/a.py", "other/b.py")
        assert found("pkg") == found("./pkg/") == ["pkg/a.py"]
        assert found(f"{tree}/pkg") == [f"{tree}/pkg/a.py"]
        monkeypatch.chdir("other")
        assert found("../pkg") == ["../pkg/a.py"]

    def test_names_may_hold_anything(self, tree: Path) -> None:
        names = [
            b"-rf.py",
            b"new\nline.py",
            b"caf\xe9.py",
            "café.py".encode(),
            b" .py",
            b"a'\"b.py",
            b".py",
            b"\xff/x.py",
        ]
        make(*names)
        assert [os.fsencode(name) for name in search().files] == sorted(names, key=os.fsdecode)
        assert found("-rf.py") == ["-rf.py"]

    def test_a_file_that_is_named_is_taken_whatever_its_ending(self, tree: Path) -> None:
        make("script", "a.py")
        assert found("script") == ["script"]

    def test_each_file_is_taken_once(self, tree: Path) -> None:
        make("pkg/a.py", "pkg/sub/b.py")
        assert found("pkg", "pkg/sub", "pkg/a.py", f"{tree}/pkg", "pkg/../pkg/a.py") == ["pkg/a.py", "pkg/sub/b.py"]

    def test_nothing_given_is_nothing_found(self, tree: Path) -> None:
        assert discover([], Settings(root=tree)) == Discovery(())


class TestLinks:
    def test_a_link_to_a_file_that_is_found_anyway_adds_nothing(self, tree: Path) -> None:
        make("z.py")
        Path("a.py").symlink_to("z.py")
        assert found() == ["z.py"]

    def test_a_link_to_a_file_of_the_project_is_taken(self, tree: Path) -> None:
        make("shared/z.py", "shared/script", "pkg/b.py")
        Path("pkg/a.py").symlink_to("../shared/z.py")
        Path("pkg/c.py").symlink_to("../shared/script")
        assert found("pkg") == ["pkg/a.py", "pkg/b.py", "pkg/c.py"]

    def test_a_link_to_a_file_elsewhere_is_passed_by(self, tree: Path) -> None:
        make("../elsewhere/z.py")
        Path("a.py").symlink_to("../elsewhere/z.py")
        assert search() == Discovery((), excluded=1)
        assert found("a.py") == ["a.py"]
        assert found(".", "../elsewhere") == ["../elsewhere/z.py"]

    def test_links_to_folders_are_not_followed(self, tree: Path) -> None:
        make("pkg/a.py", "../elsewhere/z.py")
        Path("pkg/loop").symlink_to(".")
        Path("pkg/loop.py").symlink_to("..")
        Path("away").symlink_to("../elsewhere")
        assert found() == ["pkg/a.py"]

    def test_a_folder_that_is_given_may_be_a_link(self, tree: Path) -> None:
        make("pkg/sub/a.py")
        Path("link").symlink_to("pkg/sub")
        assert found("link") == ["link/a.py"]
        assert found("link", "pkg") == ["link/a.py"]

    def test_a_link_to_nothing_is_reported(self, tree: Path) -> None:
        make("b.py")
        Path("a.py").symlink_to("nowhere.py")
        assert search() == Discovery(("b.py",), (Problem("a.py", "is a symbolic link to nothing"),))
        assert search("a.py").problems == (Problem("a.py", "is a symbolic link to nothing", fatal=True),)

    def test_the_mark_of_an_editor_on_an_unsaved_file_is_no_problem(self, tree: Path) -> None:
        make("a.py")
        Path(".#a.py").symlink_to("user@host.123")
        assert found() == ["a.py"]

    def test_a_link_to_itself_is_reported(self, tree: Path) -> None:
        Path("a.py").symlink_to("a.py")
        (problem,) = search().problems
        assert problem.path == "a.py"
        assert problem.reason.startswith("can't be read: ")


class TestWhatStandsInTheWay:
    @pytest.mark.parametrize("path", ["missing", "missing/a.py", "a.py/x"])
    def test_a_path_that_is_not_there_is_a_fatal_problem(self, tree: Path, path: str) -> None:
        make("a.py")
        result = search(path, "a.py")
        assert result.files == ("a.py",)
        assert [(problem.path, problem.fatal) for problem in result.problems] == [(path, True)]

    def test_a_problem_is_reported_once(self, tree: Path) -> None:
        assert len(search("missing", "missing").problems) == 1

    def test_a_path_that_cannot_be_one_is_a_fatal_problem(self, tree: Path) -> None:
        assert search("a\0b").problems == (Problem("a\0b", "can't be the path of a file", fatal=True),)

    def test_pipes_sockets_and_devices_are_never_opened(self, tree: Path) -> None:
        os.mkfifo("pipe.py")
        with socket.socket(socket.AF_UNIX) as server:
            server.bind("socket.py")
        Path("link.py").symlink_to("pipe.py")
        os.mkfifo(".gitignore")
        assert found() == []
        assert search("pipe.py", "socket.py", "/dev/null").problems == (
            Problem("/dev/null", "is a device, not a file", fatal=True),
            Problem("pipe.py", "is a named pipe, not a file", fatal=True),
            Problem("socket.py", "is a socket, not a file", fatal=True),
        )

    def test_a_folder_that_must_not_be_listed_is_reported(self, unprivileged: Path) -> None:
        make("a.py", "closed/b.py", "open/c.py")
        os.chmod("closed", 0)
        become_nobody()
        assert search() == Discovery(("a.py", "open/c.py"), (Problem("closed", "can't be listed: Permission denied"),))
        assert search("closed").problems == (Problem("closed", "can't be listed: Permission denied", fatal=True),)

    def test_an_ignore_file_that_must_not_be_read_is_reported(self, unprivileged: Path) -> None:
        make("a.py", "sub/b.py")
        write("sub/.gitignore", "b.py")
        write(".gitignore", "a.py")
        os.chmod(".gitignore", 0)
        become_nobody()
        reason = "can't be read, so it ignores nothing: Permission denied"
        assert search() == Discovery(("a.py",), (Problem(".gitignore", reason),), excluded=1)

    def test_the_state_of_a_file_that_cannot_be_told_is_reported(self, unprivileged: Path) -> None:
        make("a.py", "closed/b.py")
        os.chmod("closed", 0o444)
        become_nobody()
        result = discover([Path()], Settings(root=unprivileged), stamps=True)
        assert result.files == ("a.py",)
        assert len(result.stamps) == 1
        assert result.problems == (Problem("closed/b.py", "can't be read: Permission denied"),)

    def test_settings_of_git_that_must_not_be_read_say_nothing(self, unprivileged: Path, home: Path) -> None:
        git("init", "-q")
        make("a.py")
        write(".git/config", "[core]\nexcludesFile = x\n")
        write("x", "a.py")
        os.chmod(".git/config", 0)
        become_nobody()
        assert search().files == ("a.py",)

    def test_paths_too_long_for_the_system_are_reported(self, tree: Path) -> None:
        here = os.getcwd()
        for _ in range(20):
            os.mkdir("d" * 250)
            os.chdir("d" * 250)
        make("a.py")
        os.chdir(here)
        make("b.py")
        result = search()
        assert result.files == ("b.py",)
        assert [problem.reason for problem in result.problems] == ["can't be listed: File name too long"]


@pytest.fixture
def unprivileged(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that anybody may enter, as the working directory. `become_nobody` holds until the test ends."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        monkeypatch.chdir(folder)
        user = os.geteuid()
        yield Path(folder)
        os.seteuid(user)
        if os.path.exists("closed"):
            os.chmod("closed", 0o755)


def become_nobody() -> None:
    if os.geteuid() == 0:
        os.seteuid(NOBODY)


class TestExcludes:
    def test_folders_that_hold_no_code_of_the_project_are_passed_by_and_counted(self, tree: Path) -> None:
        make("a.py", "venv/b.py", "x/node_modules/c.py", "x/dist/d.py", "x/__pycache__/e.py")
        assert search() == Discovery(("a.py",), excluded=4)

    def test_virtual_environments_are_known_by_their_mark(self, tree: Path) -> None:
        make("a.py", "env310/pyvenv.cfg", "env310/lib/b.py")
        assert search(exclude=[]) == Discovery(("a.py",), excluded=1)

    def test_a_virtual_environment_that_is_given_is_searched(self, tree: Path) -> None:
        make("env310/pyvenv.cfg", "env310/lib/b.py")
        assert found("env310") == found("env310/lib") == ["env310/lib/b.py"]

    def test_the_folder_of_git_is_never_entered(self, repository: Path) -> None:
        make(".git/hooks/a.py", "b.py")
        assert found(exclude=[]) == ["b.py"]

    def test_exclude_takes_the_place_of_the_usual_ones(self, tree: Path) -> None:
        make("venv/a.py", "old/b.py")
        assert found(exclude=["old"]) == ["venv/a.py"]

    def test_extend_exclude_adds_to_them(self, tree: Path) -> None:
        make("venv/a.py", "old/b.py", "c.py")
        assert found(extend_exclude=["old"]) == ["c.py"]

    @pytest.mark.parametrize(
        ("glob", "left"),
        [
            ("gen", ["a.py", "a_pb2.py", "x/a.py", "x/y/a_pb2.py"]),
            ("a.py", ["a_pb2.py", "gen/b.py", "x/gen/b.py", "x/y/a_pb2.py"]),
            ("*_pb2.py", ["a.py", "gen/b.py", "x/a.py", "x/gen/b.py"]),
            ("x/gen", ["a.py", "a_pb2.py", "gen/b.py", "x/a.py", "x/y/a_pb2.py"]),
            ("./x/gen/", ["a.py", "a_pb2.py", "gen/b.py", "x/a.py", "x/y/a_pb2.py"]),
            ("/gen", ["a.py", "a_pb2.py", "x/a.py", "x/gen/b.py", "x/y/a_pb2.py"]),
            ("a.py/", ["a.py", "a_pb2.py", "gen/b.py", "x/a.py", "x/gen/b.py", "x/y/a_pb2.py"]),
            ("x/*.py", ["a.py", "a_pb2.py", "gen/b.py", "x/gen/b.py", "x/y/a_pb2.py"]),
            ("x/**/*.py", ["a.py", "a_pb2.py", "gen/b.py"]),
            ("**/gen/b.py", ["a.py", "a_pb2.py", "x/a.py", "x/y/a_pb2.py"]),
            ("[ax]*", ["gen/b.py"]),
        ],
    )
    def test_globs_are_names_or_paths_from_the_root(self, tree: Path, glob: str, left: list[str]) -> None:
        make("a.py", "a_pb2.py", "gen/b.py", "x/a.py", "x/gen/b.py", "x/y/a_pb2.py")
        assert found(exclude=[glob]) == left

    def test_globs_have_no_comments_and_exceptions(self, tree: Path) -> None:
        make("#a.py", "!b.py", "b.py")
        assert found(exclude=["b.py", "#a.py", "!b.py"]) == []

    def test_globs_belong_to_the_root_wherever_the_search_starts(
        self, tree: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        make("x/gen/a.py", "x/b.py")
        monkeypatch.chdir("x")
        settings = Settings(root=tree, exclude=("x/gen",))
        assert discover([Path()], settings) == Discovery(("b.py",), excluded=1)

    def test_outside_the_root_names_still_count(self, tree: Path) -> None:
        make("root/a.py", "outside/gen/b.py", "outside/c.py")
        settings = Settings(root=tree / "root", exclude=("gen", "outside"))
        assert discover([Path("outside")], settings).files == ("outside/c.py",)

    def test_what_lies_above_the_root_does_not_count(self, repository: Path) -> None:
        make("venv/project/a.py", "venv/pyvenv.cfg")
        settings = Settings(root=repository / "venv" / "project", force_exclude=True)
        assert discover([Path("venv/project/a.py"), Path("venv")], settings).files == ("venv/project/a.py",)

    def test_a_path_that_is_given_is_taken_though_excluded(self, tree: Path) -> None:
        make("venv/a.py", "venv/venv/b.py", "c_pb2.py")
        assert found("venv", "c_pb2.py", extend_exclude=["*_pb2.py"]) == ["c_pb2.py", "venv/a.py"]

    def test_force_exclude_passes_by_even_those(self, tree: Path) -> None:
        make("venv/a.py", "venv/x/b.py", "c_pb2.py", "d.py", "env/pyvenv.cfg", "env/e.py", "script.sh")
        given = ["venv", "venv/a.py", "venv/x", "venv/x/b.py", "c_pb2.py", "d.py", "env/e.py", "script.sh"]
        result = search(*given, extend_exclude=["*_pb2.py", "*.sh"], force_exclude=True)
        assert result == Discovery(("d.py",), excluded=7)


class TestWhatGitIgnores:
    def test_the_ignore_file_of_the_repository_counts(self, repository: Path) -> None:
        make("a.py", "build/b.py", "src/build/c.py", "src/gen/d.py", "src/e.py")
        write(".gitignore", "build/\nsrc/gen\n")
        assert found() == wanted_by_git() == ["a.py", "src/e.py"]

    def test_a_nearer_ignore_file_is_stronger(self, repository: Path) -> None:
        make("gen_a.py", "sub/gen_a.py", "sub/gen_b.py", "sub/deep/gen_a.py", "sub/deep/gen_b.py")
        write(".gitignore", "gen_*.py\n")
        write("sub/.gitignore", "!gen_a.py\n")
        write("sub/deep/.gitignore", "/gen_a.py\n!gen_b.py\n")
        assert found() == wanted_by_git() == ["sub/deep/gen_b.py", "sub/gen_a.py"]

    def test_nothing_comes_back_from_an_ignored_folder(self, repository: Path) -> None:
        make("out/keep.py", "out2/keep.py", "out2/drop.py")
        write(".gitignore", "out/\n!out/keep.py\nout2/*\n!out2/keep.py\n")
        write("out/.gitignore", "!keep.py\n")
        assert found() == wanted_by_git() == ["out2/keep.py"]

    def test_ignore_files_above_the_given_folder_count(self, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        make("src/pkg/a.py", "src/pkg/gen/b.py", "src/pkg/c_pb2.py")
        write(".gitignore", "/src/pkg/gen/\n")
        write("src/.gitignore", "*_pb2.py\n")
        assert found("src/pkg") == ["src/pkg/a.py"]
        monkeypatch.chdir("src/pkg")
        assert found() == ["a.py"]
        assert found("../pkg") == ["../pkg/a.py"]

    def test_the_repository_ends_the_search_for_ignore_files(self, tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        make("inner/a.py")
        write(".gitignore", "*.py\n")
        git("init", "-q", "inner")
        assert found("inner") == ["inner/a.py"]

    def test_a_repository_inside_has_its_own_rules(self, repository: Path) -> None:
        make("inner/a.py", "inner/b.py", "gone/c.py", "a.py")
        write(".gitignore", "a.py\ngone\n")
        for name in ("inner", "gone"):
            git("init", "-q", name)
        write("inner/.git/info/exclude", "b.py\n")
        assert found() == ["inner/a.py"]

    def test_a_folder_that_is_only_called_git_is_no_repository(self, repository: Path) -> None:
        make("inner/a.py", "inner/.git/x.py")
        write(".gitignore", "a.py\n")
        assert found(exclude=[]) == []

    def test_the_excludes_of_the_repository_count(self, repository: Path) -> None:
        make("a.py", "sub/b.py", "sub/c.py")
        write(".git/info/exclude", "/a.py\nsub/*\n")
        write(".gitignore", "!c.py\n")
        assert found() == wanted_by_git() == ["sub/c.py"]
        assert found("sub") == ["sub/c.py"]

    def test_a_worktree_has_the_excludes_of_its_repository(
        self, repository: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        git("commit", "-q", "--allow-empty", "-m", "x")
        git("worktree", "add", "-q", "../linked")
        write(".git/info/exclude", "a.py\n")
        monkeypatch.chdir("../linked")
        make("a.py", "b.py")
        assert found() == wanted_by_git() == ["b.py"]

    def test_a_submodule_has_excludes_of_its_own(self, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        git("init", "-q", "../library")
        git("-C", "../library", "commit", "-q", "--allow-empty", "-m", "x")
        git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "../library", "library")
        make("library/a.py", "library/b.py")
        write(".git/modules/library/info/exclude", "a.py\n")
        assert found() == ["library/b.py"]
        monkeypatch.chdir("library")
        assert found() == wanted_by_git() == ["b.py"]

    @pytest.mark.parametrize("place", ["config/git/ignore", "mine"])
    def test_the_users_own_ignore_file_counts(self, repository: Path, home: Path, place: str) -> None:
        make("a.py", "b.py", "c.py")
        write(f"{home}/{place}", "a.py\nb.py\n")
        write(".git/info/exclude", "!b.py\n")
        if place == "mine":
            write(f"{home}/.gitconfig", '[user]\n\tname = x\n[Core] # y\n\texcludesFile = "~/mine" ; z\n')
        assert found() == wanted_by_git() == ["b.py", "c.py"]

    def test_the_settings_of_the_repository_choose_the_users_ignore_file(self, repository: Path, home: Path) -> None:
        make("a.py", "b.py")
        write(f"{home}/.gitconfig", "[core]\nexcludesFile = ~/mine\n")
        write(f"{home}/mine", "a.py\n")
        write(f"{home}/other", "b.py\n")
        git("config", "core.excludesFile", f"{home}/other")
        assert found() == wanted_by_git() == ["a.py"]

    def test_the_environment_can_choose_the_settings_of_git(
        self, repository: Path, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        make("a.py", "b.py")
        write(f"{home}/.gitconfig", f"[core]\nexcludesFile = {home}/mine\n")
        write(f"{home}/other.config", f"[core] excludesFile = {home}/other # z\n")
        write(f"{home}/mine", "a.py\n")
        write(f"{home}/other", "b.py\n")
        monkeypatch.setenv("GIT_CONFIG_GLOBAL", f"{home}/other.config")
        assert found() == wanted_by_git() == ["a.py"]

    def test_a_setting_of_git_that_is_empty_means_no_file(self, repository: Path, home: Path) -> None:
        make("a.py")
        write(f"{home}/config/git/ignore", "a.py\n")
        write(f"{home}/.gitconfig", "[core]\nexcludesFile =\n")
        assert found() == wanted_by_git() == ["a.py"]

    @pytest.mark.parametrize("text", ["", "gitdir: nowhere\n", "gitdir: a\0b\n", "\xff"])
    def test_a_file_called_git_that_leads_nowhere_is_a_repository_without_settings(self, tree: Path, text: str) -> None:
        make("inner/a.py", "inner/b.py")
        write("inner/.git", text)
        write("inner/.gitignore", "a.py")
        write(".gitignore", "b.py")
        assert found() == found("inner") == ["inner/b.py"]

    def test_an_ignore_file_that_is_a_link_does_not_count(self, repository: Path) -> None:
        make("a.py")
        write("rules", "a.py\n")
        Path(".gitignore").symlink_to("rules")
        assert found() == ["a.py"]

    def test_a_rule_for_folders_spares_a_link(self, repository: Path) -> None:
        make("real.txt")
        write(".gitignore", "a.py/\n")
        Path("a.py").symlink_to("real.txt")
        assert found() == wanted_by_git() == ["a.py"]

    def test_tracked_files_that_match_are_ignored_too(self, repository: Path) -> None:
        make("a.py", "b.py")
        write(".gitignore", "a.py\n")
        git("add", "--force", "a.py")
        assert search() == Discovery(("b.py",), excluded=1)

    def test_without_a_repository_ignore_files_from_the_root_downwards_count(self, tree: Path) -> None:
        make("a.py", "sub/a.py", "sub/b.py", "sub/c.py")
        write(".gitignore", "a.py\n")
        write("sub/.gitignore", "b.py\n")
        write("../.gitignore", "c.py\n")
        assert found() == found("sub") == ["sub/c.py"]

    def test_without_a_repository_and_outside_the_root_those_in_the_given_folder_count(self, tree: Path) -> None:
        make("root/a.py", "outside/b.py", "outside/c.py")
        write(".gitignore", "b.py\n")
        write("outside/.gitignore", "c.py\n")
        assert discover([Path("outside")], Settings(root=tree / "root")).files == ("outside/b.py",)

    def test_a_path_that_is_given_is_taken_though_ignored(self, repository: Path) -> None:
        make("build/a.py", "b.py")
        write(".gitignore", "build/\nb.py\n")
        assert found("build", "b.py") == ["b.py", "build/a.py"]
        assert found("build", "b.py", force_exclude=True) == []

    def test_ignoring_can_be_turned_off(self, repository: Path) -> None:
        make("a.py", "sub/b.py")
        write(".gitignore", "a.py\n")
        write("sub/.gitignore", "b.py\n")
        assert found(respect_gitignore=False) == found("a.py", "sub", respect_gitignore=False) == ["a.py", "sub/b.py"]

    def test_a_pattern_full_of_asterisks_does_not_take_forever(self, tree: Path) -> None:
        make("a" * 200 + ".py")
        write(".gitignore", "a*" * 30 + "b.py\n" + "x/" + "*a" * 30 + "b\n")
        assert len(found()) == 1


NAMES = [
    *"ab",
    "ab",
    "ba",
    "é",
    "-",
    "]",
    " a",
    "a ",
    "#a",
    "!a",
    "a b",
    "a\nb",
    "a.py",
    "b.py",
    "ab.py",
    "é.py",
    "a\n.py",
]
ATOMS = [
    *(
        "a",
        "b",
        "ab",
        "é",
        "-",
        "]",
        "[",
        "*",
        "**",
        "?",
        "??",
        "/",
        "/**/",
        "**/",
        "/**",
        "\\",
        "[ab]",
        "[!a]",
        "[^b]",
    ),
    *("[a-c]", "[[:alpha:]]", "[[:digit:]b]", "[]a]", "[a", "[b-a]", "[a-]", "[\\]a]", "\\a", "\\*", "!", "#", " "),
    *("\\ ", ".py", "*.py", "a b", "?\n", "[[:x:]]", "[[:]", "[--a]", "[a/b]", "^", "[!]-]", "\0", "\xa0", "\t"),
]


def random_patterns(rng: random.Random, lines: int) -> str:
    """The text of an ignore file, odd and broken lines among it."""
    chosen = [
        rng.choice(["", "", "", "!", "/"])
        + "".join(rng.choice(ATOMS) for _ in range(rng.randint(1, 4)))
        + rng.choice(["", "", "/", " ", "\\ ", "\r"])
        for _ in range(lines)
    ]
    return "\n".join(chosen) + rng.choice(["", "\n"])


def plain_patterns(rng: random.Random, lines: int) -> str:
    """The text of an ignore file in which most lines matter."""
    atoms = [*NAMES[:4], *NAMES[-5:], "*", "**", "?", "a*", "*.py", "[ab]*"]
    chosen = [
        rng.choice(["", "!", "/"]) + "/".join(rng.choice(atoms) for _ in range(rng.choice([1, 1, 2, 3])))
        for _ in range(lines)
    ]
    return "\n".join(line + rng.choice(["", "", "/"]) for line in chosen)


def random_paths(rng: random.Random, count: int) -> list[str]:
    return ["/".join(rng.choice(NAMES) for _ in range(rng.randint(1, 4))) for _ in range(count)]


def make_tree(paths: Sequence[str]) -> tuple[set[str], set[str]]:
    """Make what can be made of these paths; the folders and the files among them."""
    parts = {path[:end] for path in paths for end in range(1, len(path) + 1) if path[end : end + 1] in ("", "/")}
    folders = {part for part in parts if any(other.startswith(part + "/") for other in parts)}
    for folder in folders:
        os.makedirs(folder, exist_ok=True)
    make(*(parts - folders))
    return folders, parts - folders


class TestAgainstGit:
    @pytest.mark.parametrize("seed", range(20))
    def test_random_trees_with_random_rules_give_the_files_that_git_gives(self, repository: Path, seed: int) -> None:
        rng = random.Random(seed)
        folders, files = make_tree([path + rng.choice(["", ".py"]) for path in random_paths(rng, 60)])
        for folder in [".", *rng.sample(sorted(folders), 4)]:
            write(f"{folder}/.gitignore", rng.choice([plain_patterns, random_patterns])(rng, rng.randint(1, 4)))
        write(".git/info/exclude", plain_patterns(rng, rng.randint(0, 2)))
        expected = wanted_by_git()
        assert found(exclude=[]) == expected
        python = sorted(path for path in files if path.endswith(".py"))
        assert found(*python, exclude=[], force_exclude=True) == expected
        for folder in sorted({os.path.dirname(path) for path in expected} - {""}):
            below = [path for path in expected if path.startswith(folder + "/")]
            assert found(folder, exclude=[]) == below

    @pytest.mark.parametrize("seed", range(6))
    def test_random_patterns_match_what_git_matches(self, repository: Path, seed: int) -> None:
        rng = random.Random(seed)
        folders, files = make_tree(random_paths(rng, 150))
        paths = sorted(folders | files)
        for _ in range(20):
            text = rng.choice(["", "", "\ufeff"]) + random_patterns(rng, rng.randint(1, 3))
            write(".gitignore", text)
            records = git("check-ignore", "--no-index", "-v", "-n", "-z", "--stdin", given="\0".join([*paths, ""]))
            matched = dict(zip(records[3::4], records[2::4], strict=True))
            ignored = [path for path in paths if matched[path] and not matched[path].startswith("!")]
            assert [path for path in paths if is_ignored(path, folders, Patterns.parse(text.encode()))] == ignored, text


def is_ignored(path: str, folders: set[str], patterns: Patterns) -> bool:
    """As git decides: by the first of the folders on the way that is ignored, else by the path itself."""
    end = path.find("/")
    while end >= 0:
        if verdict(path[:end], folders, patterns):
            return True
        end = path.find("/", end + 1)
    return bool(verdict(path, folders, patterns))


def verdict(path: str, folders: set[str], patterns: Patterns) -> bool | None:
    head, slash, name = byte_text(path).rpartition("/")
    if path in folders:
        return patterns.folders.verdict(name, head + slash)
    decided = patterns.files.verdict(name, head + slash)
    if name.endswith((".py", ".pyw")):
        assert patterns.python_files.verdict(name, head + slash) == decided
    return decided


class TestStamps:
    def test_they_say_size_times_and_inode_of_each_file(self, tree: Path) -> None:
        make("a.py", "sub/c.py", "target")
        write("b.py", "12345")
        Path("sub/link.py").symlink_to("../target")
        result = discover([tree], Settings(root=tree), stamps=True)
        assert [os.path.basename(path) for path in result.files] == ["a.py", "b.py", "c.py", "link.py"]
        states = [os.stat(path) for path in result.files]
        assert list(result.stamps) == [(s.st_size, s.st_mtime_ns, s.st_ctime_ns, s.st_ino) for s in states]
        assert result.stamps[1][0] == 5

    def test_without_asking_there_are_none(self, tree: Path) -> None:
        make("a.py")
        assert discover([tree], Settings(root=tree)).stamps == ()
