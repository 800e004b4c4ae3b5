"""`asyncfix catalogue`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from asyncfix.catalogue import Family, Row, Severity
from asyncfix.report.catalogue_listing import matching, table

ROOT = Path(__file__).parent.parent.parent


def catalogue(*arguments: str) -> str:
    command = [sys.executable, "-m", "asyncfix", "catalogue", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout


def names(wanted: str, everything: bool = False) -> list[str]:
    return [row.name for row in matching(wanted, everything)]


def test_the_command_prints_a_line_a_row_and_counts_them() -> None:
    lines = catalogue("ASYNC251").splitlines()
    assert lines[0].startswith("time.sleep  sleep  high  long  ASYNC251 ASYNC101  instead: asyncio.sleep, trio.sleep")
    assert lines[1] == "1 row"


def test_the_command_prints_json() -> None:
    (row,) = json.loads(catalogue("threading.Event.wait", "--format", "json"))
    assert row["name"] == "threading.Event.wait"
    assert row["family"] == "lock"
    assert row["blocks"] is True
    assert row["unless"] == [{"name": "timeout", "position": 0, "values": ["0", "0.0"]}]
    assert row["cost"] == "long"
    assert row["twins"]["asyncio"] == "asyncio.Event.wait"


def test_json_holds_every_row() -> None:
    assert len(json.loads(catalogue("--all", "-f", "json"))) == len(matching("", everything=True)) > 3_000


def test_a_filter_that_nothing_fits_prints_no_rows() -> None:
    assert catalogue("no such thing") == "0 rows\n"


def test_rows_are_found_by_family_severity_and_code() -> None:
    assert {row.family for row in matching("dns")} == {Family.DNS}
    assert {row.severity for row in matching("LOW")} == {Severity.LOW}
    assert "os.waitpid" in names("async222")


def test_rows_are_found_by_a_part_of_their_name_and_by_a_pattern() -> None:
    assert "threading.Lock.acquire" in names("lock.acq")
    assert all(name.startswith("shutil.") for name in names("shutil.*"))


def test_the_name_of_another_module_finds_the_row_that_it_means() -> None:
    assert names("posixpath.exists") == ["os.path.exists"]


def test_what_does_not_block_is_listed_when_everything_is_wanted() -> None:
    assert "requests.Session" not in names("requests.*")
    assert "requests.Session" in names("requests.*", everything=True)


def test_the_columns_are_aligned_and_control_characters_shown() -> None:
    rows = [
        Row("a.f", Family.FILE, Severity.LOW, note="red \x1b[31m"),
        Row("a.long_name", Family.HTTP, Severity.HIGH, until=(3, 13), platform="linux"),
    ]
    assert list(table(rows)) == [
        "a.f          file  low   short  red \\x1b[31m",
        "a.long_name  http  high  long   before Python 3.13; on linux",
        "2 rows",
    ]
