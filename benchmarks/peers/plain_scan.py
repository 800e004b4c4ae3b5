"""Runs all recipes over a folder, each file by itself, without an index of the project: python plain_scan.py FOLDER"""

import os
import sys
from dataclasses import replace
from pathlib import Path

from asyncfix.config.settings import load
from asyncfix.files.discover import discover
from asyncfix.inference.summarise import has_coroutines
from asyncfix.loading.registry import load as load_recipes
from asyncfix.run.scan import Job, scan


def main() -> None:
    folder = Path(sys.argv[1])
    settings = load([folder])
    found = discover([folder], settings)
    recipes = load_recipes()
    blocking = frozenset(os.path.abspath(path) for path in found.files if has_coroutines(Path(path).read_bytes()))
    job = Job(recipes, frozenset(recipe.name for recipe in recipes), own=settings.catalogue, options=settings.options)
    files = [(path, "") for path in found.files]
    verdicts = scan(files, replace(job, blocking=blocking), settings.jobs, lambda done: None)
    findings = sum(len(one.report.findings) for one in verdicts if one.report is not None)
    print(f"{len(found.files):,} files, {findings:,} findings")


if __name__ == "__main__":
    main()
