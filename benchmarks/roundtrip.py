"""How much real code the fissix front end reads, and whether its trees give the text back.

    python benchmarks/roundtrip.py DIR...

For each folder: the Python files in it, those that `ast` parses, of these the ones that the front end parses and
those that come back byte for byte; with `--old` also those that fissix parses with its own grammar. Every
failure is listed. The exit code is 1 where a file that `ast` parses does not come back.
"""

from __future__ import annotations

import argparse
import ast
import logging
import os
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from asyncfix.errors import UnreadableError
from asyncfix.files.source import Source
from asyncfix.matching import MatchingError, parse_module


@dataclass(slots=True)
class Count:
    """What became of the files of one folder."""

    files: int = 0
    lines: int = 0
    ast: int = 0
    parsed: int = 0
    same: int = 0
    old: int = 0
    seconds: float = 0.0
    failures: list[str] = field(default_factory=list)


def python_files(folder: str) -> Iterator[str]:
    """Every `.py` and `.pyi` file below a folder, in order."""
    for root, folders, files in os.walk(folder):
        folders.sort()
        yield from (os.path.join(root, name) for name in sorted(files) if name.endswith((".py", ".pyi")))


def parses(raw: bytes) -> bool:
    """Whether `ast` takes a file."""
    try:
        ast.parse(raw)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def old_parser() -> Callable[[str], object]:
    """fissix's own driver, with `print` and `exec` as names."""
    from fissix import pygram, pytree
    from fissix.pgen2 import driver

    logging.disable()
    parser = driver.Driver(pygram.python_grammar_no_print_and_exec_statement, convert=pytree.convert)
    return lambda text: parser.parse_string(text)


def measure(folder: str, old: Callable[[str], object] | None) -> Count:
    """Read every file of a folder."""
    count = Count()
    for path in python_files(folder):
        count.files += 1
        raw = Path(path).read_bytes()
        if not parses(raw):
            continue
        count.ast += 1
        try:
            text = Source(raw, path).text
        except UnreadableError as error:
            count.failures.append(f"{path}: unreadable: {error}")
            continue
        count.lines += text.count("\n")
        check(path, text, count)
        if old is not None:
            count.old += succeeds(old, text)
    return count


def check(path: str, text: str, count: Count) -> None:
    """Parse one text, and write down how it went."""
    started = time.perf_counter()
    try:
        tree = parse_module(text)
    except MatchingError as error:
        count.failures.append(f"{path}:{error.line}:{error.column}: {error.message}")
        return
    finally:
        count.seconds += time.perf_counter() - started
    count.parsed += 1
    if str(tree) == text:
        count.same += 1
    else:
        count.failures.append(f"{path}: does not come back")


def succeeds(parser: Callable[[str], object], text: str) -> bool:
    """Whether a parser that raises on failure takes a text."""
    try:
        parser(text)
    except Exception:  # whatever a foreign parser raises, it did not parse
        return False
    return True


def main() -> int:
    """Print a line a folder, then the failures."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("folders", nargs="+", metavar="DIR")
    options.add_argument("--old", action="store_true", help="count also what fissix parses with its own grammar")
    arguments = options.parse_args()
    warnings.simplefilter("ignore")
    old = old_parser() if arguments.old else None
    failed = False
    print(f"Python {sys.version.split()[0]}")
    for folder in arguments.folders:
        count = measure(folder, old)
        failed |= count.same < count.ast
        speed = f"{count.lines / count.seconds:,.0f} lines/s" if count.seconds else ""
        before = f", fissix alone {count.old:,}" if old is not None else ""
        print(
            f"{folder}: {count.files:,} files, ast parses {count.ast:,}, front end {count.parsed:,}, "
            f"comes back {count.same:,}{before}; {count.lines:,} lines, {speed}"
        )
        for failure in count.failures:
            print("   ", failure)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
