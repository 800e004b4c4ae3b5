"""Tests that replace what rewritten functions called before: they no longer reach those functions.

`patch("app.rates.requests.get")`, `monkeypatch.setattr(requests, "get", ...)`, and the libraries that answer in the
place of a server (`responses`, `requests_mock`, `httpretty`, `vcr`) hold for requests alone.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from asyncfix.catalogue.http_libraries import is_of_requests, of_requests
from asyncfix.fixes import Finding

_IN_PLACE_OF_SERVERS = re.compile(
    rb"^[ \t]*(?:import|from)[ \t]+(responses|requests_mock|httpretty|vcr)\b|\b(requests_mock)\b", re.MULTILINE
)
_PATCHED = re.compile(rb"patch[\w.]*\([^)]*?(requests\.(?:get|post|put|patch|delete|head|options|request|Session))\b")
_SET = re.compile(rb"setattr\(\s*[\"']?[\w.]*\brequests\b(?:[\"']?\s*,\s*[\"']|\.)(\w+)")
_TEST = re.compile(r"(?:^|[\\/])(?:tests?[\\/].*|test_[^\\/]*|[^\\/]*_test|conftest)\.py\Z")
_MAX_BYTES = 2_000_000


def patched_tests(files: Sequence[str], rewritten: Mapping[str, Sequence[Finding]]) -> Iterator[str]:
    """A sentence for each test file that replaces requests and names a module whose functions were rewritten.

    `rewritten` has what was rewritten by the path of its file.
    """
    functions = {path: tuple(dict.fromkeys(_from_requests(findings))) for path, findings in rewritten.items()}
    if not any(functions.values()):
        return
    for path in files:
        if path in rewritten or not _TEST.search(path):
            continue
        raw = _read(path)
        line, what = _replaced(raw)
        if not line:
            continue
        for file, names in functions.items():
            stem = os.path.splitext(os.path.basename(file))[0]
            if stem == "__init__":
                stem = os.path.basename(os.path.dirname(os.path.abspath(file)))
            if names and re.search(rb"\b" + re.escape(os.fsencode(stem)) + rb"\b", raw):
                shown = ", ".join(f"`{name}`" for name in names)
                yield f"{path}:{line} replaces {what}, which {shown} in {file} no longer calls"


def _from_requests(findings: Iterable[Finding]) -> Iterator[str]:
    """The functions that called requests before."""
    return (one.function for one in findings if is_of_requests(one.call))


def _replaced(raw: bytes) -> tuple[int, str]:
    """The line where a test file first replaces something of requests, and what; 0 for none."""
    found = [match for pattern in (_IN_PLACE_OF_SERVERS, _PATCHED, _SET) if (match := pattern.search(raw))]
    if not found:
        return 0, ""
    first = min(found, key=lambda match: match.start())
    name = next(group for group in first.groups() if group).decode()
    is_server = name in ("responses", "requests_mock", "httpretty", "vcr")
    what = f"servers by {name}" if is_server else of_requests(name)
    return raw.count(b"\n", 0, first.start(first.lastindex or 0)) + 1, what


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read(_MAX_BYTES)
    except OSError:
        return b""
