"""The example application works, before and after what asyncfix makes of it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SHOP = Path(__file__).parent.parent / "examples" / "shop"


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A copy of the application."""
    return Path(shutil.copytree(SHOP, tmp_path / "shop", ignore=shutil.ignore_patterns("__pycache__", "data")))


def run(shop: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run Python in the application's folder, with what the environment says about other runs left out."""
    others = ("COVERAGE_", "PYTEST_", "SHOP_")
    environ = {name: value for name, value in os.environ.items() if not name.startswith(others)}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=shop, env=environ, capture_output=True, text=True, timeout=300)


def asyncfix(shop: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run `asyncfix run ARGUMENTS .` there."""
    return run(shop, "-c", "from asyncfix.cli import main; main()", "run", "--no-cache", *arguments, ".")


def assert_its_tests_pass(shop: Path) -> None:
    result = run(shop, "-m", "pytest", "-p", "no:cacheprovider")
    assert result.returncode == 0, result.stdout + result.stderr


def test_its_tests_pass_as_it_is(shop: Path) -> None:
    assert_its_tests_pass(shop)


@pytest.mark.parametrize("fixes", [(), ("--unsafe",)], ids=["safe fixes", "all fixes"])
def test_its_tests_pass_with_the_fixes_made(shop: Path, fixes: tuple[str, ...]) -> None:
    written = asyncfix(shop, "--write", "--exit-zero", *fixes)
    assert written.returncode == 0, written.stdout + written.stderr
    assert "await asyncio.sleep(wait)" in (shop / "app/services/ratelimit.py").read_text()
    assert_its_tests_pass(shop)

    again = asyncfix(shop, "--diff", *fixes)
    assert again.stdout == ""
    left = run(shop, "-m", "ruff", "check", "--isolated", "--preview", "--select", "ASYNC251", ".")
    assert left.returncode == 0, left.stdout
