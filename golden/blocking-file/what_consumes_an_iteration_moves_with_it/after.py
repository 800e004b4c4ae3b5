import asyncio
import csv
import os
from pathlib import Path


def _lines_sync(path):
    return list(open(path))


async def lines(path):
    return await asyncio.to_thread(_lines_sync, path)


def _longest_sync(path):
    return max((line.rstrip() for line in open(path)), key=len)


async def longest(path):
    return await asyncio.to_thread(_longest_sync, path)


def _numbered_sync(path):
    return dict(enumerate(open(path)))


async def numbered(path):
    return await asyncio.to_thread(_numbered_sync, path)


def _python_files_sync(folder: Path):
    return sorted(folder.rglob("*.py")), {entry.name for entry in os.scandir(folder)}


async def python_files(folder: Path):
    return await asyncio.to_thread(_python_files_sync, folder)


def _table_sync(path):
    with open(path, newline="") as f:
        header, *rows = list(csv.reader(f))
    return header, rows


async def table(path):
    return await asyncio.to_thread(_table_sync, path)


def _first_sync(path):
    return next(open(path), "")


async def first(path):
    return await asyncio.to_thread(_first_sync, path)
