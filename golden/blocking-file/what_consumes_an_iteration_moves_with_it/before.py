import csv
import os
from pathlib import Path


async def lines(path):
    return list(open(path))


async def longest(path):
    return max((line.rstrip() for line in open(path)), key=len)


async def numbered(path):
    return dict(enumerate(open(path)))


async def python_files(folder: Path):
    return sorted(folder.rglob("*.py")), {entry.name for entry in os.scandir(folder)}


async def table(path):
    with open(path, newline="") as f:
        header, *rows = list(csv.reader(f))
    return header, rows


async def first(path):
    return next(open(path), "")
