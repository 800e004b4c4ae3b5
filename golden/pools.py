"""Processes for the checks of golden cases: the file of the case under a name that they can import."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType


@contextmanager
def processes_for(case: ModuleType) -> Iterator[None]:
    """Where the case has a pool of processes, have them find the case as `case`, start one, and end them after."""
    pool = getattr(case, "_process_pool", None)
    if pool is None:
        yield
        return
    with tempfile.TemporaryDirectory() as folder:
        shutil.copyfile(str(case.__file__), Path(folder) / "case.py")
        sys.path.insert(0, folder)
        try:
            with pool() as workers:
                workers.submit(int).result(60)
                sent: list[str] = []
                submit = workers.submit

                def noted(work: Callable[..., object], *given: object) -> object:
                    sent.append(work.__name__)
                    return submit(work, *given)

                workers.submit = noted
                yield
                if not sent:
                    raise AssertionError("nothing was sent to another process")
        finally:
            sys.path.remove(folder)
