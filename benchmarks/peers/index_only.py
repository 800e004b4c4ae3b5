"""Builds the index of a folder and nothing more: python index_only.py FOLDER"""

import sys
from pathlib import Path

from asyncfix.config.settings import load
from asyncfix.files.discover import discover
from asyncfix.run.jobs import index_of_files


def main() -> None:
    folder = Path(sys.argv[1])
    settings = load([folder])
    found = discover([folder], settings)
    index = index_of_files(found.files, settings)
    print(f"{len(found.files):,} files, {len(index.blocking_files()):,} with a coroutine that something stops")


if __name__ == "__main__":
    main()
