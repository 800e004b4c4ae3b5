"""Run one side of a golden case: `python -m asyncfix.golden_run FOLDER NAME [--guard]`.

Imports the case's file under the name `case`, calls `check(case)` of its `check.py` and prints what
that returns or raises. With `--guard`, blockbuster raises BlockingError wherever the event loop is
blocked. This is one of the few places where asyncfix runs code that it rewrites: the golden cases
are the project's own.
"""

from __future__ import annotations

import importlib.util
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from types import ModuleType


def _loaded(file: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, file)
    if spec is None or spec.loader is None:
        raise ImportError(f"{file} can't be imported")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@contextmanager
def _guarded() -> Iterator[None]:
    from blockbuster import blockbuster_ctx

    with blockbuster_ctx() as guard:
        for function in guard.functions.values():  # a pool of processes is woken through a pipe, and grows as needed
            function.can_block_in("concurrent/futures/process.py", {"wakeup", "_adjust_process_count"})
        yield


def main(arguments: Sequence[str]) -> int:
    """Exit code 0 with the answer on standard output, 1 with the traceback of what `check` raised."""
    folder, name = Path(arguments[0]), arguments[1]
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(folder.parent.parent))  # what several checks use stands beside the recipes' folders
    guard = _guarded() if "--guard" in arguments else nullcontext()
    try:
        check = _loaded(folder / "check.py", "check")
        with guard:
            print(repr(check.check(_loaded(folder / name, "case"))))
    except Exception:
        traceback.print_exc(file=sys.stdout)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
