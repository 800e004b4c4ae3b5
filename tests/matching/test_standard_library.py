"""Every file of the standard library that `ast` parses comes back from its tree byte for byte.

A fixed share of the files is read each time; all of them with ASYNCFIX_EXHAUSTIVE=1.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from asyncfix.matching import MatchingError, parse_module
from tests.support.standard_library import EXHAUSTIVE, ROOT, files, sample, text_of


def folders() -> list[tuple[str, list[Path]]]:
    """The files to read in batches, each from one folder, so that they can be spread over processes."""
    batches: dict[str, list[Path]] = defaultdict(list)
    for path in sample(80, "round trip"):
        folder = "/".join(path.relative_to(ROOT).parent.parts[:2]) or "."
        initial = path.name.removeprefix("test_")[0].lower() if folder == "test" else ""
        batches[f"{folder}/{initial}".rstrip("/")].append(path)
    return list(batches.items())


FOLDERS = folders()


@pytest.mark.parametrize("paths", [paths for _, paths in FOLDERS], ids=[name for name, _ in FOLDERS])
def test_folder_comes_back(paths: list[Path]) -> None:
    failures: list[str] = []
    for path in paths:
        text = text_of(path)
        if text is None:
            continue
        try:
            if str(parse_module(text)) != text:
                failures.append(f"{path}: differs")
        except MatchingError as error:
            failures.append(f"{path}: {error}")
    assert failures == []


def test_sample_is_worth_its_name() -> None:
    read = sum(len(paths) for _, paths in FOLDERS)
    assert len(files()) > 500
    assert read == len(files()) if EXHAUSTIVE else read > len(files()) // 20
