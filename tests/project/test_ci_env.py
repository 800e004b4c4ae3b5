"""`.ci/env.py` in a small checkout of its own, whose build backend needs no network."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

ENV = Path(__file__).parent.parent.parent / ".ci" / "env.py"
pytestmark = pytest.mark.usefixtures("unmeasured")

PYPROJECT = """\
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
"""

BACKEND = """
import os, time, zipfile

def build_editable(folder, config_settings=None, metadata_directory=None):
    with open("builds", "a") as builds:
        builds.write("build\\n")
    while os.path.exists("hang"):
        time.sleep(0.05)
    if os.path.exists("fail"):
        raise SystemExit("the compiler is on holiday")
    info = "small-1.dist-info/"
    with zipfile.ZipFile(os.path.join(folder, "small-1-py3-none-any.whl"), "w") as wheel:
        wheel.writestr("small.py", "")
        wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\\nName: small\\nVersion: 1\\nProvides-Extra: dev\\n")
        wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr(info + "RECORD", "")
    return "small-1-py3-none-any.whl"
"""

SHOW = ("python", "-c", "import small, sys; print(sys.prefix)")
OLD_PYTHON = """\
import runpy, sys
sys.argv.pop(0)
sys.version_info = (3, 9, 6, "final", 0)
runpy.run_path(sys.argv[0], run_name="__main__")
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A project with `.ci/env.py` and nothing else."""
    (tmp_path / ".ci").mkdir()
    shutil.copy(ENV, tmp_path / ".ci" / "env.py")
    (tmp_path / "pyproject.toml").write_text(PYPROJECT)
    (tmp_path / "backend.py").write_text(BACKEND)
    return tmp_path


def start(checkout: Path, *command: str, old: bool = False, path: str = os.defpath) -> "subprocess.Popen[str]":
    """Start `.ci/env.py COMMAND`; with `old`, in a Python that says it is 3.9."""
    script = str(checkout / ".ci" / "env.py")
    interpreter = [sys.executable, "-c", OLD_PYTHON] if old else [sys.executable]
    # Measuring coverage in there would need the coverage package in the new environment.
    environ = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    return subprocess.Popen(
        [*interpreter, script, *command],
        env=environ | {"PATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(process: "subprocess.Popen[str]") -> tuple[int, str, str]:
    """Exit code, output, errors."""
    output, errors = process.communicate(timeout=120)
    return process.returncode, output, errors


def builds(checkout: Path) -> int:
    """How often the project was built."""
    file = checkout / "builds"
    return len(file.read_text().splitlines()) if file.exists() else 0


def test_an_environment_is_made_once_and_a_failure_is_not_taken_for_one(checkout: Path) -> None:
    (checkout / "fail").touch()
    code, _, errors = finish(start(checkout, *SHOW))
    assert code == 1
    assert "the compiler is on holiday" in errors
    assert "All of the output: .envs/" in errors

    (checkout / "fail").unlink()
    code, output, errors = finish(start(checkout, *SHOW))
    assert code == 0, errors
    assert Path(output.strip()).parent == checkout / ".envs"
    assert errors.startswith("making an environment for Python ")
    assert len(errors.splitlines()) == 1

    assert finish(start(checkout, *SHOW)) == (0, output, "")
    assert builds(checkout) == 2

    code, _, errors = finish(start(checkout, "nonsense", "--help"))
    assert code == 127
    assert "no command nonsense" in errors


def test_a_kill_while_the_environment_is_made_makes_the_next_run_wait_and_start_over(checkout: Path) -> None:
    (checkout / "hang").touch()
    first = start(checkout, *SHOW)
    while not builds(checkout):
        assert first.poll() is None, finish(first)
        time.sleep(0.05)
    first.kill()
    first.wait()
    second = start(checkout, *SHOW)
    assert second.stderr is not None
    assert second.stderr.readline().startswith("waiting for another process that makes .envs/")
    (checkout / "hang").unlink()
    code, output, errors = finish(second)
    assert code == 0, errors
    assert Path(output.strip()).parent == checkout / ".envs"
    assert builds(checkout) == 2


def test_two_at_once_make_one_environment(checkout: Path) -> None:
    results = [finish(process) for process in [start(checkout, *SHOW), start(checkout, *SHOW)]]
    assert [code for code, _, _ in results] == [0, 0], results
    assert results[0][1] == results[1][1]
    assert builds(checkout) == 1


def test_an_old_python_says_what_to_install(checkout: Path, tmp_path: Path) -> None:
    empty = tmp_path / "bin"
    empty.mkdir()
    code, _, errors = finish(start(checkout, *SHOW, old=True, path=str(empty)))
    assert code == 1
    assert f"This is Python 3.9 ({sys.executable}); asyncfix needs 3.11 or newer." in errors
    assert "apt install python3.13 python3.13-venv" in errors


def test_an_old_python_hands_over_to_a_newer_one_on_the_path(checkout: Path, tmp_path: Path) -> None:
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "python3.13").write_text("#!/bin/sh\nexit 127\n")
    (folder / "python3.12").write_text('#!/bin/sh\n[ "$1" = -c ] && exit 0\necho "$@"\n')
    for script in folder.iterdir():
        script.chmod(0o755)
    assert finish(start(checkout, "pytest", "-x", old=True, path=str(folder))) == (
        0,
        f"{checkout / '.ci' / 'env.py'} pytest -x\n",
        "",
    )


@pytest.mark.parametrize(
    "arguments", [(), ("--help",), ("--requirements",), ("--requirements", "nothing.txt", "pytest")]
)
def test_a_wrong_call_is_told_so(checkout: Path, arguments: tuple[str, ...]) -> None:
    code, _, errors = finish(start(checkout, *arguments))
    assert code == 2
    assert errors.startswith(("usage: ", "There is no file "))
