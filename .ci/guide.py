"""The examples of the recipe author's guide, run: `replayed` gives the guide with the output that they really have.

In the guide, a block whose first line names a file (```python recipes/acme.py) is that file; a `console` block holds
commands after `$ ` and what they print. All of it happens in one folder, from top to bottom.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

_BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_COMMANDS = {
    "asyncfix": [sys.executable, "-P", "-m", "asyncfix"],
    "pytest": [sys.executable, "-P", "-m", "pytest", "-p", "asyncfix.pytest_plugin", "-p", "no:cacheprovider"],
}
_TIMES = ((r"scanned in [\d.]+ s", "scanned in 0.1 s"), (r" in \d+\.\d+s\b", " in 0.10s"))


def replayed(text: str, folder: Path, package: Path) -> str:
    """The guide with its examples run in an empty folder."""

    def one(match: re.Match[str]) -> str:
        language, name, body = match.groups()
        if name:
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(body, encoding="utf-8")
        if language != "console":
            return match[0]
        return f"```console\n{_session(body, folder, package)}```"

    return _BLOCK.sub(one, text)


def _session(body: str, folder: Path, package: Path) -> str:
    lines = [line for line in body.splitlines() if line.startswith("$ ")]
    return "".join(f"{line}\n{_output(line[2:], folder, package)}" for line in lines)


def _output(command: str, folder: Path, package: Path) -> str:
    """What a command prints, both streams, with its times made equal."""
    program, *arguments = shlex.split(command)
    state = {"ASYNCFIX_CACHE_DIR": str(folder / ".cache"), "ASYNCFIX_STATE_DIR": str(folder / ".state")}
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("ASYNCFIX_", "PYTEST_"))}
    path = os.pathsep.join(filter(None, (str(package), environment.get("PYTHONPATH", ""))))
    done = subprocess.run(
        [*_COMMANDS[program], *arguments],
        cwd=folder,
        env={**environment, **state, "PYTHONPATH": path, "COLUMNS": "100", "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    output = done.stdout.replace(f"{folder}{os.sep}", "")
    for pattern, shown in _TIMES:
        output = re.sub(pattern, shown, output)
    return "".join(f"{line.rstrip()}\n" for line in output.splitlines())
