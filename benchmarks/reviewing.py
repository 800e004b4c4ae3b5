"""How long a review keeps people waiting: `python benchmarks/reviewing.py [FOLDER]`.

Without a folder, a repository of 10,000 files is made, with blocking calls in a tenth of them. The review runs
on a pseudo-terminal. What is measured: the time until the first change is on the screen, and the time from each
key to the end of the drawing that it leads to; while the scan goes on, and when it is over.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import shutil
import statistics
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path

FILES = 10_000
LINES = 400  # of a file with findings
ANSWERS = 150
DRAWN = b"\x1b[?2026l"  # the end of a drawing


def repository(folder: Path) -> None:
    """A project of many files, a tenth of which block."""
    filler = "".join(f"def helper_{n}(value):\n    return value + {n}\n\n\n" for n in range(LINES // 4))
    for number in range(FILES):
        package = folder / f"package_{number // 100:03}"
        package.mkdir(exist_ok=True)
        body = '"""A module."""\n\nimport asyncio\nimport time\n\n\n'
        if number % 10 == 0:
            body += filler
            for call in range(3):
                body += f"async def poll_{call}(delay):\n    print(delay)\n    time.sleep(delay)\n\n\n"
        else:
            body += "async def idle(value):\n    await asyncio.sleep(value)\n"
        (package / f"module_{number}.py").write_text(body)


class Watcher:
    """A review on a pseudo-terminal."""

    def __init__(self, folder: Path, state: Path) -> None:
        self._pid, self._fd = pty.fork()
        self.started = time.perf_counter()
        if not self._pid:
            here = Path(__file__).resolve().parent.parent
            os.environ.update(
                ASYNCFIX_STATE_DIR=str(state),
                ASYNCFIX_CACHE_DIR=str(state),
                TERM="xterm-256color",
                PYTHONPATH=str(here),
            )
            os.chdir(folder)
            os.execv(sys.executable, [sys.executable, "-m", "asyncfix", "review", "."])
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))

    def until(self, mark: bytes, patience: float = 60.0) -> bytes:
        """Read until something is drawn that holds the mark."""
        seen = b""
        end = time.perf_counter() + patience
        while mark not in seen or not seen.endswith(DRAWN):
            if not select.select([self._fd], [], [], max(end - time.perf_counter(), 0))[0]:
                raise TimeoutError(seen[-500:].decode(errors="replace"))
            seen += os.read(self._fd, 1 << 16)
        return seen

    def drain(self, seconds: float) -> bytes:
        """Read what comes in a while."""
        seen = b""
        end = time.perf_counter() + seconds
        while select.select([self._fd], [], [], max(end - time.perf_counter(), 0))[0]:
            seen += os.read(self._fd, 1 << 16)
        return seen

    def answer(self, key: bytes) -> float:
        """Press a key; seconds until the next screen is there."""
        self.drain(0)
        start = time.perf_counter()
        os.write(self._fd, key)
        self.until(b"")
        return time.perf_counter() - start

    def close(self) -> None:
        """End it."""
        os.close(self._fd)
        os.waitpid(self._pid, 0)


def told(name: str, times: list[float]) -> None:
    """Print what was measured."""
    times = sorted(1000 * one for one in times)
    high = times[int(len(times) * 0.99) - 1]
    print(f"{name:<44} median {statistics.median(times):5.1f} ms   99 % {high:5.1f} ms   worst {times[-1]:5.1f} ms")


def measure(folder: Path) -> None:
    """Review the folder, and print the times."""
    with tempfile.TemporaryDirectory() as state:
        watcher = Watcher(folder, Path(state))
        watcher.until(b"1 of ")
        print(f"{'start to first change on the screen':<44} {time.perf_counter() - watcher.started:.2f} s")
        told("answers at full speed, the scan going on", [watcher.answer(key) for key in (b"y", b"n") * (ANSWERS // 4)])
        while watcher.drain(3):
            pass
        told("answers at full speed, the scan over", [watcher.answer(key) for key in (b"y", b"n") * (ANSWERS // 4)])
        slow = []
        for key in (b"y", b"n", b"\t", b"u") * (ANSWERS // 8):
            watcher.drain(0.15)
            slow.append(watcher.answer(key))
        told("answers of a quick reader", slow)
        told("undo", [watcher.answer(b"u") for _ in range(20)])
        told("all safe ones", [watcher.answer(b"S")])
        watcher.drain(5)
        told("undo of that", [watcher.answer(b"u")])
        watcher.close()


def main() -> None:
    """Measure on the given folder, or on one that is made for it."""
    if len(sys.argv) > 1:
        measure(Path(sys.argv[1]))
        return
    folder = Path(tempfile.mkdtemp())
    try:
        repository(folder)
        measure(folder)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
