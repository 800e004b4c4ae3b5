"""Draw the pictures of a review in README.md: `python .ci/review_pictures.py [FOLDER]`.

A real review of a real package, on a terminal of tmux: keys are pressed, and what the screen shows is drawn. The
package is fetched from PyPI, unless FOLDER holds it already. Nothing of it is installed or run.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "browser-use==0.13.14"
COLUMNS, ROWS = 100, 26
SOCKET = "asyncfix-pictures"
SCENES = (
    ("review-change.svg", ("n", "y"), "3 of"),
    ("review-function.svg", ("Tab", "s"), "more line"),
    ("review-summary.svg", ("s", "1", "y", "S"), "Writing changes"),
)


def tmux(*arguments: str) -> str:
    return subprocess.run(["tmux", "-L", SOCKET, *arguments], capture_output=True, text=True, check=False).stdout


def shows(mark: str) -> str:
    """The screen, once it holds the mark and no longer changes."""
    before = ""
    for _ in range(400):
        now = tmux("capture-pane", "-e", "-p")
        plain = tmux("capture-pane", "-p")
        if mark in plain and "scanning" not in plain and now == before:
            return now
        before = now
        time.sleep(0.1)
    raise SystemExit(f"{mark!r} is not on the screen:\n{before}")


def package(scratch: Path) -> Path:
    """The package's files, in a folder that may be written to."""
    sys.path.insert(0, str(ROOT / "benchmarks"))
    from corpus import fetch  # type: ignore[import-not-found]

    given = Path(sys.argv[1]) if len(sys.argv) > 1 else scratch / "corpus"
    given.mkdir(exist_ok=True)
    fetch(PACKAGE, given)
    project = scratch / "project"
    shutil.copytree(given / PACKAGE.partition("==")[0], project)
    return project


def main() -> None:
    sys.path.insert(0, str(ROOT))
    from asyncfix.terminal.report_view import picture

    with tempfile.TemporaryDirectory() as folder:
        project = package(Path(folder))
        state = f"ASYNCFIX_STATE_DIR={folder}/state ASYNCFIX_CACHE_DIR={folder}/cache"
        command = f"cd {project} && {state} PYTHONPATH={ROOT} {shlex.quote(sys.executable)} -m asyncfix review ."
        size = ("-x", str(COLUMNS), "-y", str(ROWS))
        tmux(
            "-f",
            os.devnull,
            "new-session",
            "-d",
            *size,
            f"env -u NO_COLOR TERM=screen-256color sh -c {shlex.quote(command)}",
        )
        try:
            shows("1 of ")
            for name, keys, mark in SCENES:
                for key in keys:
                    tmux("send-keys", key)
                    time.sleep(0.3)
                picture(shows(mark), COLUMNS, ROOT / "examples" / name, "asyncfix review .")
        finally:
            tmux("kill-server")


if __name__ == "__main__":
    main()
