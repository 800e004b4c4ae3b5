"""What do calls that block cost on this machine? python benchmarks/costs.py [--runs N]

Measures calls of the standard library that need no network, and what a hop to a thread costs, beside the cost class
that the catalogue gives them. A line with `!` differs: look whether the class is wrong or the machine is odd.
"""

from __future__ import annotations

import argparse
import asyncio
import bz2
import hashlib
import io
import json
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from asyncfix.catalogue import CATALOGUE, Cost
from asyncfix.catalogue.costs import cost_of

_LIMITS = ((20e-6, Cost.TRIVIAL), (1e-3, Cost.SHORT))
_BIG = b"0123456789" * 400_000


def calls(folder: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    """Names of rows, each with a typical call."""
    file, small = folder / "file.txt", str(folder / "file.txt")
    file.write_text("text\n" * 500)
    archive = folder / "archive.zip"
    with zipfile.ZipFile(archive, "w") as made:
        for number in range(50):
            made.writestr(f"{number}.bin", _BIG[:100_000])
    tree = folder / "tree"
    for number in range(200):
        (tree / str(number % 10)).mkdir(parents=True, exist_ok=True)
        (tree / str(number % 10) / str(number)).write_bytes(b"x")
    yield "os.getcwd", os.getcwd
    yield "os.path.expanduser", lambda: os.path.expanduser("~/x")
    yield "os.path.exists", lambda: os.path.exists(small)
    yield "os.path.abspath", lambda: os.path.abspath("x")
    yield "os.path.getsize", lambda: os.path.getsize(small)
    yield "os.stat", lambda: os.stat(small)
    yield "pathlib.Path.exists", file.exists
    yield "pathlib.Path.is_file", file.is_file
    yield "pathlib.Path.stat", file.stat
    yield "pathlib.Path.cwd", Path.cwd
    yield "os.path.realpath", lambda: os.path.realpath(small)
    yield "pathlib.Path.resolve", file.resolve
    yield "os.listdir", lambda: os.listdir(tree / "1")
    yield "pathlib.Path.iterdir", lambda: list((tree / "1").iterdir())
    yield "os.makedirs", lambda: os.makedirs(tree / "1", exist_ok=True)
    yield "pathlib.Path.mkdir", lambda: (tree / "1").mkdir(exist_ok=True)
    yield "pathlib.Path.touch", file.touch
    yield "shutil.which", lambda: shutil.which("python3")
    yield "open", lambda: open(small).close()
    yield "pathlib.Path.read_text", file.read_text
    yield "pathlib.Path.write_text", lambda: file.write_text("text\n" * 500)
    yield "json.load", lambda: json.load(io.StringIO('{"a": [1, 2, 3]}'))
    yield "shutil.copyfile", lambda: shutil.copyfile(small, folder / "copy.txt")
    yield "tempfile.NamedTemporaryFile", lambda: tempfile.NamedTemporaryFile().close()
    yield "shutil.copytree", lambda: shutil.copytree(tree, folder / "copied", dirs_exist_ok=True)
    yield "zipfile.ZipFile.extractall", lambda: zipfile.ZipFile(archive).extractall(folder / "out")
    yield "sqlite3.connect", lambda: sqlite3.connect(folder / "x.db").close()
    yield "subprocess.run", lambda: subprocess.run([sys.executable, "-c", ""], check=False)
    yield "time.sleep", lambda: time.sleep(0.002)
    yield "zlib.compress", lambda: zlib.compress(_BIG)
    yield "bz2.compress", lambda: bz2.compress(_BIG[:200_000])
    yield "hashlib.pbkdf2_hmac", lambda: hashlib.pbkdf2_hmac("sha256", b"x", b"y", 50_000)


def measured(call: Callable[[], object], runs: int) -> float:
    """The median of the seconds that a call takes, after one that does not count."""
    call()
    found = []
    for _ in range(runs):
        begin = time.perf_counter()
        call()
        found.append(time.perf_counter() - begin)
    return statistics.median(found)


async def hop(runs: int) -> float:
    """The median of the seconds that an empty call in a thread takes."""
    found = []
    for _ in range(runs):
        begin = time.perf_counter()
        await asyncio.to_thread(int)
        found.append(time.perf_counter() - begin)
    return statistics.median(found)


def class_of(seconds: float) -> Cost:
    """The class of a measured time."""
    return next((cost for limit, cost in _LIMITS if seconds < limit), Cost.LONG)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=50)
    runs = parser.parse_args().runs
    print(f"{asyncio.run(hop(runs * 10)) * 1e6:10.1f} µs  a hop to a thread")
    with tempfile.TemporaryDirectory() as folder:
        for name, call in calls(Path(folder)):
            row = CATALOGUE.row(name)
            assert row is not None, name
            seconds = measured(call, runs)
            mark = " " if class_of(seconds) is cost_of(row) else "!"
            print(f"{seconds * 1e6:10.1f} µs {mark} {cost_of(row):7} {name}")


if __name__ == "__main__":
    main()
