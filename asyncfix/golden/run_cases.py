"""Run both sides of golden cases: `python -m asyncfix.golden.run_cases`, with a Request as a line of JSON for each case.

For each side, imports that file under the name `case`, calls `check(case)` of the folder's `check.py` and tells what
that returns or raises: a line with a JSON list of exit codes and texts. Where it can, it forks a process for each side
when the libraries that they import are there, so that those are imported once for all cases. In the second,
blockbuster raises BlockingError wherever the event loop is blocked. This is one of the few places where asyncfix runs
code that it rewrites: the golden cases are the project's own.
"""

from __future__ import annotations

import ast
import importlib
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

_ALONE = "--alone"
_GUARDED = "--guard"


class CaseRequest(NamedTuple):
    """A case, and from where and with which environment it is run."""

    folder: str
    names: list[str]  # of the files
    here: str
    environ: dict[str, str]


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


def _run(folder: Path, name: str, is_guarded: bool) -> int:
    """One side: 0 with the answer on standard output, 1 with the traceback of what `check` raised."""
    guard = _guarded() if is_guarded else nullcontext()
    try:
        check = _loaded(folder / "check.py", "check")
        with guard:
            print(repr(check.check(_loaded(folder / name, "case"))))
    except Exception:
        traceback.print_exc(file=sys.stdout)
        return 1
    return 0


def _forked(folder: Path, name: str, is_guarded: bool) -> tuple[int, str]:
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as complained:
        child = os.fork()
        if child == 0:
            code = 1
            try:
                sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115
                os.dup2(sys.stdin.fileno(), 0)
                os.dup2(said.fileno(), 1)
                os.dup2(complained.fileno(), 2)
                code = _run(folder, name, is_guarded)
                sys.stdout.flush()
            finally:
                os._exit(code)
        _, status = os.waitpid(child, 0)
        said.seek(0)
        complained.seek(0)
        return _outcome(os.waitstatus_to_exitcode(status), said.read(), complained.read())


def _spawned(folder: Path, name: str, is_guarded: bool) -> tuple[int, str]:
    words = [_ALONE, str(folder), name, *([_GUARDED] if is_guarded else [])]
    command = [sys.executable, "-m", "asyncfix.golden.run_cases", *words]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return _outcome(done.returncode, done.stdout, done.stderr)


def _outcome(code: int, said: bytes, complained: bytes) -> tuple[int, str]:
    return code, (said + (complained if code else b"")).decode("utf-8", "replace")


def _import_libraries(files: Sequence[Path]) -> None:
    """Import what the files import at their top; what fails here will say so where it is wanted."""
    for file in files:
        with suppress(OSError, SyntaxError, ValueError):
            for node in ast.parse(file.read_bytes()).body:
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    names = [node.module]
                for name in names:
                    with suppress(Exception):
                        importlib.import_module(name)


def _answer(request: CaseRequest) -> list[tuple[int, str]]:
    folder = Path(request.folder)
    os.chdir(request.here)
    os.environ.clear()
    os.environ.update(request.environ)
    _reach(folder)
    run = _spawned
    if sys.platform == "linux":
        _import_libraries([folder / "check.py", *(folder / name for name in request.names)])
        run = _forked
    return [run(folder, name, number > 0) for number, name in enumerate(request.names)]


def _reach(folder: Path) -> None:
    """Have what several checks use, which stands beside the recipes' folders, found by imports."""
    beside = str(folder.parent.parent)
    if sys.path[0] != beside:
        sys.path.insert(0, beside)


def main(arguments: Sequence[str]) -> int:
    """Answer the requests on standard input; with `--alone FOLDER FILE`, run that side of that case."""
    sys.dont_write_bytecode = True
    if _ALONE in arguments:
        folder, name = (word for word in arguments if not word.startswith("--"))
        _reach(Path(folder))
        return _run(Path(folder), name, _GUARDED in arguments)
    for line in sys.stdin:
        print(json.dumps(_answer(CaseRequest(*json.loads(line)))), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
