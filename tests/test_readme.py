"""The README says what is true."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from command import asyncfix

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_first_code_block_holds_the_two_commands() -> None:
    block = re.search(r"```\w*\n(.*?)```", README, re.DOTALL)
    assert block is not None
    assert block[1].splitlines() == [
        "python3 .ci/env.py asyncfix run --exit-zero examples/shop",
        "python3 .ci/env.py pytest",
    ]


def test_the_generated_tables_are_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, ".ci/readme.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_recipe_of_the_readme_works(tmp_path: Path) -> None:
    block = re.search(r"```python\n(\"\"\"Sleep.*?)```", README, re.DOTALL)
    assert block is not None
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "nap.py").write_text(block[1].replace("blocking-sleep", "own-sleep"))
    (tmp_path / "app.py").write_text("import time\n\n\nasync def f():\n    time.sleep(1)\n")
    done = asyncfix("run", "--recipes", "mine", "--select", "own-sleep", "--write", "app.py", cwd=tmp_path)
    assert done.code == 0, done.out + done.err
    assert "await asyncio.sleep(1)" in (tmp_path / "app.py").read_text()


def test_every_option_of_the_readme_exists(tmp_path: Path) -> None:
    help_text = asyncfix("run", "--help", cwd=tmp_path, env={"COLUMNS": "200"}).out
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", README)) - {"--version"}
    assert {option for option in named if option not in help_text} == set()
