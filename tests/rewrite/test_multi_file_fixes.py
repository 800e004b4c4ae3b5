"""Fixes that go through several files: made in all of them or in none."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from asyncfix.config.settings import Settings, load
from asyncfix.files.source import Source
from asyncfix.files.text_edits import Edit, Span
from asyncfix.fixes import FileReport, Finding, Fix, OtherFilePart, Safety
from asyncfix.report.diff import file_patch
from asyncfix.report.json import report as json_report
from asyncfix.report.model import FindingState, RunResult
from asyncfix.report.plain import report as plain_report
from asyncfix.report.sarif import report as sarif_report
from asyncfix.rewrite.fix_selection import Decision, safe
from asyncfix.rewrite.multi_file_fixes import agreed, groups
from asyncfix.run.run import RunRequest, run, survey
from asyncfix.terminal.report_view import open_console, print_report
from asyncfix.write.write_files import undo

FILES = {
    "api.py": "import requests\n\n\ndef fetch(url):\n    return requests.get(url).json()\n",
    "one.py": "from api import fetch\n\n\nasync def one(url):\n    return fetch(url)\n",
    "two.py": "import api\n\n\nasync def two(url):\n    return api.fetch(url)['x']\n",
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASYNCFIX_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("ASYNCFIX_CACHE_DIR", str(tmp_path / "cache"))
    folder = tmp_path / "project"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text)
    (folder / "pyproject.toml").write_text("")
    monkeypatch.chdir(folder)
    return folder


def wide(finding: Finding) -> Fix | None:
    """The fix that goes through several files."""
    return next((fix for fix in finding.fixes if fix.elsewhere), None)


def made(
    paths: Iterable[str] = (".",), decision: Decision = wide, write: bool = False, settings: Settings | None = None
) -> RunResult:
    return run(
        RunRequest(
            tuple(map(Path, paths)), settings or load([Path(".")]).override(cache=False), decision, write, journal=True
        )
    )


def texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in sorted(folder.glob("*.py"))}


def test_all_files_are_written_and_come_back_with_undo(project: Path) -> None:
    result = made(write=True)
    assert [(one.path, one.written) for one in result.files] == [(name, True) for name in FILES]
    assert result.changed == 3
    new = texts(project)
    assert "async def fetch(url):" in new["api.py"]
    assert "import requests" not in new["api.py"]
    assert "    return await fetch(url)\n" in new["one.py"]
    assert "    return (await api.fetch(url))['x']\n" in new["two.py"]
    assert not any(one.outcomes for one in made().files)
    undo(project)
    assert texts(project) == FILES


def test_a_thread_is_the_default_and_the_fix_is_for_review(project: Path) -> None:
    found = [outcome for file in made(decision=safe).files for outcome in file.outcomes]
    assert [outcome.state for outcome in found] == [FindingState.FIXABLE] * 2
    for outcome in found:
        best, other = outcome.finding.fixes
        assert (best.safety, best.elsewhere, other.safety) == (Safety.SAFE, (), Safety.REVIEW)


def test_a_file_that_changed_meanwhile_leaves_all_as_they_are(project: Path) -> None:
    settings = load([Path(".")]).override(cache=False)
    _, reports = survey((Path("."),), settings)
    known = list(reports)
    (project / "api.py").write_text("# changed\n" + FILES["api.py"])
    left = agreed(known, wide, lambda path: Source(Path(path).read_bytes(), path))
    assert all(wide(finding) is None for report in left for finding in report.findings)
    assert all("has changed meanwhile" in note for report in left for note in report.notes)


def test_every_report_shows_every_file(project: Path) -> None:
    result = made()
    assert [row["path"] for row in _part(result)["elsewhere"]] == ["api.py", "two.py"]
    assert all(row["edits"] for row in _part(result)["elsewhere"])
    (first, *_) = json.loads(sarif_report(result))["runs"][0]["results"]
    changed = [one["artifactLocation"]["uri"] for one in first["fixes"][-1]["artifactChanges"]]
    assert changed == ["one.py", "api.py", "two.py"]
    plain = "\n".join(plain_report(result))
    assert "    and in api.py:\n" in plain
    assert "+async def fetch(url):" in plain
    console = open_console(record=True, width=100)
    print_report(console, result)
    assert "and in api.py" in console.export_text()
    patches = b"".join(map(file_patch, result.files)).decode()
    assert patches.count("+++ b/") == 3
    assert patches.count("+async def fetch(url):") == 1


def _part(result: RunResult) -> dict[str, list[dict[str, object]]]:
    files = json.loads(json_report(result))["files"]
    part: dict[str, list[dict[str, object]]] = next(one for one in files if one["path"] == "one.py")["findings"][0][
        "fixes"
    ][-1]
    return part


def test_a_report_after_writing_still_shows_what_was_done_elsewhere(project: Path) -> None:
    assert all(row["edits"] for row in _part(made(write=True))["elsewhere"])


def test_a_file_outside_the_run_takes_the_fix_out_with_a_note(project: Path) -> None:
    (project / "app").mkdir()
    for name in ("api.py", "one.py"):
        (project / "app" / name).write_text(FILES[name].replace("from api", "from .api"))
    (file,) = made(["app/one.py"], decision=safe).files
    assert wide(file.outcomes[0].finding) is None
    assert any("api.py as well, which is none of the files of this run" in note for note in file.report.notes)


@pytest.mark.parametrize(
    ("name", "comment"), [("two.py", "  # asyncfix: skip"), ("two.py", "  # asyncfix: skip[blocking-network]")]
)
def test_a_comment_at_one_call_takes_the_fix_out_everywhere(project: Path, name: str, comment: str) -> None:
    (project / name).write_text(FILES[name].rstrip() + comment + "\n")
    assert not [file for file in made().files if file.accepted]


def test_the_cache_does_not_keep_a_fix_whose_other_file_changed(project: Path) -> None:
    settings = load([Path(".")]).override(cache=True)
    assert made(settings=settings).changed == 3
    assert made(settings=settings).changed == 3
    (project / "two.py").write_text(FILES["two.py"] + "\n\nALL = [api.fetch]\n")
    assert made(settings=settings).changed == 0
    (project / "two.py").write_text("\n" + FILES["two.py"])
    assert made(settings=settings, write=True).changed == 3
    assert "(await api.fetch(url))" in (project / "two.py").read_text()


def test_reports_go_between_processes(project: Path) -> None:
    _, reports = survey((Path("."),), load([Path(".")]).override(cache=False))
    found = list(reports)
    assert any(fix.elsewhere for report in found for finding in report.findings for fix in finding.fixes)
    assert pickle.loads(pickle.dumps(found)) == found


def _report(path: str, text: str, *fixes: Fix) -> FileReport:
    source = Source(text.encode(), path)
    findings = tuple(
        Finding("r", Span(0, 1), number, 1, number, 2, "c", "f", "m", fixes=(fix,))
        for number, fix in enumerate(fixes, 1)
    )
    return FileReport(path, source.digest, findings)


def _fix(title: str, text: str, *parts: tuple[str, str, str]) -> Fix:
    """A fix that puts a text at the start of its file, and texts at the start of others (path, old text, new one)."""
    elsewhere = tuple(
        OtherFilePart(path, Source(old.encode()).digest, Fix("r", title, (Edit(Span(0, 1), new),)))
        for path, old, new in parts
    )
    return Fix("r", title, (Edit(Span(0, 1), text),), elsewhere=elsewhere)


def test_what_stays_in_a_file_comes_first_and_then_the_first_path_and_equal_edits_are_one() -> None:
    old = {name: f"{name[0]} = 1\n" for name in ("a.py", "b.py", "c.py", "d.py")}
    reports = [
        _report("a.py", old["a.py"], _fix("takes d", "x", ("d.py", old["d.py"], "z"))),
        _report("b.py", old["b.py"], _fix("takes d in another way", "x", ("d.py", old["d.py"], "y"))),
        _report("c.py", old["c.py"], _fix("takes d in the same way", "x", ("d.py", old["d.py"], "z"))),
    ]
    left = agreed(reports, safe, lambda path: Source(old[path].encode(), path))
    assert [[one.skip for one in report.findings] for report in left] == [
        [""],
        ["the fix was withdrawn: another fix changes the same code in d.py"],
        [""],
    ]
    own = _report("d.py", old["d.py"], _fix("is there", "w"))
    left = agreed([*reports, own], safe, lambda path: Source(old[path].encode(), path))
    assert [bool(report.findings[0].fixes) for report in left] == [False, False, False, True]
    assert groups({"a.py": reports[0].findings[0].fixes, "c.py": reports[2].findings[0].fixes, "x.py": ()}) == {
        "a.py": "a.py",
        "c.py": "a.py",
        "d.py": "a.py",
    }


def test_a_part_that_makes_its_file_wrong_is_withdrawn_with_the_whole() -> None:
    old = {"a.py": "a = 1\n", "b.py": "b = 1\n"}
    broken = _report("a.py", old["a.py"], _fix("breaks b", "x", ("b.py", old["b.py"], "(")))
    (left,) = agreed([broken], safe, lambda path: Source(old[path].encode(), path))
    assert left.findings[0].skip.startswith("the fix was withdrawn: in b.py, the new text")
    gone = _report("a.py", old["a.py"], _fix("changes b", "x", ("b.py", old["b.py"], "c")))

    def unreadable(path: str) -> Source:
        raise OSError("no such file")

    (left,) = agreed([replace(gone)], safe, unreadable)
    assert left.findings[0].skip.endswith("b.py, which it changes as well, can't be read: no such file")
