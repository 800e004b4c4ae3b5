"""What the kill tests kill; they run it as a script.

    write ROOT TAG [PROJECT]   give every file of ROOT the contents `contents(name, TAG)`; tells the result as JSON
    undo ROOT                  undo the last run; tells the result as JSON
    steps ROOT DEED HOW GRAIN  do the deed ("write" or "undo") again and again, each time in a process that gets a
                               "kill" or an "interrupt" one step later, checking the files after each; GRAIN is
                               "line" or "opcode"; tells how many steps there were

`write` and `undo` say "ready" on a line of its own and start when they get a line.
"""

from __future__ import annotations

import json
import os
import re
import signal
import sys
from collections.abc import Callable
from dataclasses import asdict
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from asyncfix.errors import WriteError
from asyncfix.files.source import digest
from asyncfix.write.write_files import FileChange, UndoResult, WriteResult, undo, write_run

LITTER = re.compile(r"\.[a-z_0-9]+\.py\.asyncfix-[0-9a-f]{16}\.tmp")


def contents(name: str, tag: str) -> bytes:
    """What a file holds before ("old") and after ("new") a run: sizes differ, so that a mixture is neither."""
    return f"{tag} {name}\n".encode() * (len(tag) * 100 + len(name))


def tree(root: Path) -> dict[str, bytes]:
    """Every file of a folder, litter of killed runs included."""
    return {path.name: path.read_bytes() for path in root.iterdir()}


def changes(root: Path, tag: str) -> list[FileChange]:
    found = [(path, path.read_bytes()) for path in sorted(root.glob("*.py"))]
    return [
        FileChange(str(path), digest(raw), contents(path.name, tag))
        for path, raw in found
        if raw != contents(path.name, tag)
    ]


def tell(deed: Callable[[], WriteResult | UndoResult]) -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # shells have processes in the background ignore it
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        print(json.dumps(asdict(deed())))
    except WriteError as error:
        print(json.dumps({"error": str(error)}))


def steps(root: Path, deed: str, how: str, grain: str) -> int:
    names = [f"{number}.py" for number in range(3)]
    for step in count(1):
        for name in names:
            (root / name).write_bytes(contents(name, "old"))
        if deed == "undo":
            write_run(changes(root, "new"), root=root)
        child = os.fork()
        if child == 0:
            _act_until(step, root, deed, how, grain)
        _, status = os.waitpid(child, 0)
        _check_whole(root, names, step)
        if deed == "write" and step % 2:
            (root / names[0]).write_bytes(contents(names[0], "old"))  # so that there is something to do
            write_run(changes(root, "new"), root=root)
            assert tree(root) == {name: contents(name, "new") for name in names}, f"step {step}: the next run"
            while undo(root).run_id:
                _check_whole(root, names, step)
        else:
            undo(root)
        assert tree(root) == {name: contents(name, "old") for name in names}, f"step {step}: after undo"
        assert undo(root).run_id is None, f"step {step}: a run too many"
        if status == 0:
            return step
    raise AssertionError


def _check_whole(root: Path, names: list[str], step: int) -> None:
    for name, raw in tree(root).items():
        if name in names:
            assert raw in (contents(name, "old"), contents(name, "new")), f"step {step}: {name} is a mixture"
        else:
            assert LITTER.fullmatch(name), f"step {step}: {name}"


def _act_until(step: int, root: Path, deed: str, how: str, grain: str) -> None:
    """In a process of its own: do the deed up to a step, and end. The exit status is 0 when the deed was done."""
    wanted = changes(root, "new")
    sys.settrace(_tracer(step, how, grain))
    try:
        if deed == "undo":
            undo(root)
        else:
            write_run(wanted, root=root)
    except KeyboardInterrupt:
        os._exit(1)
    os._exit(0)


def _tracer(step: int, how: str, grain: str) -> Callable[[FrameType, str, Any], Any]:
    left = step

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal left
        if "asyncfix" not in frame.f_globals.get("__name__", ""):
            return None
        frame.f_trace_opcodes = grain == "opcode"
        if event == grain:
            left -= 1
            if left == 0 and how == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            elif left == 0:
                raise KeyboardInterrupt
        return trace

    return trace


def main(command: str, root: Path, *rest: str) -> None:
    if command == "write":
        wanted = changes(root, rest[0])
        tell(lambda: write_run(wanted, root=rest[1] if rest[1:] else root))
    elif command == "undo":
        tell(lambda: undo(root))
    else:
        print(steps(root, *rest))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:])
