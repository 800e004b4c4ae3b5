"""Fetches the pinned corpus: python3 benchmarks/corpus.py [FOLDER]

Downloads the wheels of `corpus.txt` with pip, without their dependencies, and unpacks their Python
files into FOLDER/<package>/ (default: corpus-cache/ in the checkout). What is there is kept; a
package appears under its name only when it is complete.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path, PurePosixPath

HERE = Path(__file__).resolve().parent
DEFAULT = HERE.parent / "corpus-cache"


def pins(listing: Path) -> list[str]:
    """The `name==version` lines of a requirements file."""
    lines = (line.partition("#")[0].strip() for line in listing.read_text().splitlines())
    return [line for line in lines if line]


def download(pin: str, folder: Path) -> Path:
    """The wheel of a pin, whatever Python it is for: only its sources are read."""
    options = ["--no-deps", "--only-binary=:all:", "--ignore-requires-python", "--python-version=3.13"]
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, *options, "--dest", str(folder), pin], check=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


def unpack(wheel: Path, target: Path) -> int:
    """Extract the Python files of a wheel. Returns how many there are."""
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if PurePosixPath(name).suffix == ".py"]
        archive.extractall(target, names)
    return len(names)


def fetch(pin: str, corpus: Path) -> None:
    """Make `corpus/<package>` from a pin, unless it exists."""
    target = corpus / pin.partition("==")[0]
    if target.exists():
        return
    with tempfile.TemporaryDirectory(dir=corpus, prefix=".fetch-") as scratch:
        wheel = download(pin, Path(scratch))
        files = unpack(wheel, Path(scratch) / "files")
        shutil.move(Path(scratch) / "files", target)
    print(f"{pin}: {files:,} files", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="Fetch the pinned corpus.")
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT)
    corpus = parser.parse_args().folder
    corpus.mkdir(parents=True, exist_ok=True)
    for pin in pins(HERE / "corpus.txt"):
        fetch(pin, corpus)
    print(f"{sum(1 for _ in corpus.rglob('*.py')):,} Python files in {corpus}")


if __name__ == "__main__":
    main()
