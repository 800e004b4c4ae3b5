"""The answers of the checks of golden cases: asked of `run_cases`, a process that serves many cases."""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from threading import Timer

_TIMEOUT = 60  # seconds for the checks of one case


class _Server:
    """The process, which is started for the first case, and again after one that took it down or too long."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def ask(self, request: Sequence[object]) -> str:
        """The line that it answers; "" where it failed."""
        process = self._process or self._started()
        assert process.stdin is not None
        assert process.stdout is not None
        timer = Timer(_TIMEOUT, _kill, [process])
        timer.start()
        try:
            print(json.dumps(request), file=process.stdin, flush=True)
            answer = process.stdout.readline()
        except OSError:
            answer = ""
        finally:
            timer.cancel()
        if not answer:
            self.stop()
        return answer

    def _started(self) -> subprocess.Popen[str]:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "asyncfix.golden.run_cases"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,  # what checks leave behind is of its group
        )
        return self._process

    def stop(self) -> None:
        """End the process."""
        if self._process is not None:
            _kill(self._process)
            self._process.communicate()
            self._process = None


def _kill(process: subprocess.Popen[str]) -> None:
    if sys.platform == "win32":
        process.kill()
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


@cache
def _server() -> _Server:
    server = _Server()
    atexit.register(server.stop)
    return server


def answers(folder: Path, names: Sequence[str]) -> list[str]:
    """The answers of the folder's `check.py` to each of the files there, or the ways in which it failed."""
    answer = _server().ask((str(folder.absolute()), names, os.getcwd(), dict(os.environ)))
    if not answer:
        return [f"the process that ran the check broke off, or did not end within {_TIMEOUT} seconds"] * len(names)
    return [said if not code else f"exit {code}\n{said}" for code, said in json.loads(answer)]
