"""The example application works, before and after what asyncfix makes of it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SHOP = Path(__file__).parent.parent.parent / "examples" / "shop"
pytestmark = pytest.mark.usefixtures("unmeasured")


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A copy of the application."""
    return Path(shutil.copytree(SHOP, tmp_path / "shop", ignore=shutil.ignore_patterns("__pycache__", "data")))


def run(shop: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run Python in the application's folder, with what the environment says about other runs left out."""
    others = ("COVERAGE_", "PYTEST_", "SHOP_")
    environ = {name: value for name, value in os.environ.items() if not name.startswith(others)}
    if "PYTHONPATH" in environ:  # it may be relative to where the tests run
        environ["PYTHONPATH"] = os.pathsep.join(map(os.path.abspath, environ["PYTHONPATH"].split(os.pathsep)))
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=shop, env=environ, capture_output=True, text=True, timeout=300)


def asyncfix(shop: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run `asyncfix run ARGUMENTS .` there."""
    return run(shop, "-m", "asyncfix", "run", "--no-cache", *arguments, ".")


def assert_its_tests_pass(shop: Path) -> None:
    result = run(shop, "-m", "pytest", "-p", "no:cacheprovider")
    assert result.returncode == 0, result.stdout + result.stderr


def test_its_tests_pass_as_it_is(shop: Path) -> None:
    assert_its_tests_pass(shop)


def sleeps_left(shop: Path) -> list[str]:
    """The files of the application in which ruff still finds a blocking sleep."""
    options = ("--isolated", "--preview", "--select", "ASYNC251", "--output-format", "concise", "--quiet")
    return [line.partition(":")[0] for line in run(shop, "-m", "ruff", "check", *options, ".").stdout.splitlines()]


@pytest.mark.parametrize(
    ("fixes", "left"),
    [((), ["app/services/rates.py"]), (("--unsafe",), [])],
    ids=["safe fixes", "all fixes"],
)
def test_its_tests_pass_with_the_fixes_made(shop: Path, fixes: tuple[str, ...], left: list[str]) -> None:
    assert len(sleeps_left(shop)) > 10
    written = asyncfix(shop, "--write", "--exit-zero", *fixes)
    assert written.returncode == 0, written.stdout + written.stderr
    assert "await asyncio.sleep(wait)" in (shop / "app/services/ratelimit.py").read_text()
    assert "\ndef known_product(" in (shop / "app/api/reviews.py").read_text()
    assert "await run_in_threadpool(self._add_sync, words)" in (shop / "app/services/moderation.py").read_text()
    assert_its_tests_pass(shop)

    again = asyncfix(shop, "--diff", *fixes)
    assert again.stdout == ""
    assert sleeps_left(shop) == left
