"""Whatever a person answers, what is written is the render of exactly what they accepted."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asyncfix.errors import EditError
from asyncfix.files.source import Source
from asyncfix.fixes import FileReport, Fix
from asyncfix.review.decisions import Answer, Order
from asyncfix.review.dialog import Mode
from asyncfix.review.manual_edit import blocks, by_hand
from asyncfix.review.review_changes import ChangeKind
from asyncfix.rewrite.render import rendered
from tests.project.test_fuzz import Writer
from tests.support.effort import share
from tests.support.review_sitter import Sitter, report_on

ANSWERS = ("y", "n", "i", "a", "d", "A", "D", "S")
MOVES = ("j", "k", "J", "K", "tab", "backtab", "s", "2")
OTHERS = ("u", "edit", "kill", "write")
KEYS = st.one_of(st.sampled_from(ANSWERS), st.sampled_from(MOVES), st.sampled_from(OTHERS), st.just("u"), st.just("y"))


MORE = "\n\nasync def more():\n    import time\n    time.sleep(1)\n"


def compiled(program: str) -> str:
    """The program, where it is one."""
    try:
        compile(program + MORE, "program", "exec")
    except SyntaxError:
        return ""
    return program


@contextmanager
def files(seeds: list[int]) -> Iterator[tuple[Path, list[Path]]]:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        root = Path(folder) / "project"
        root.mkdir()
        patch.setenv("ASYNCFIX_STATE_DIR", str(Path(folder) / "state"))
        patch.setenv("ASYNCFIX_CACHE_DIR", str(Path(folder) / "cache"))
        paths = []
        for number, seed in enumerate(seeds):
            path = root / f"module_{number}.py"
            path.write_text(compiled(Writer(seed).program()) + MORE)
            paths.append(path)
        yield root, paths


def edit(sitter: Sitter) -> None:
    """Edit the change that is shown as a person would: with a comment, and another delay."""
    change = sitter.review.current
    if change is None or sitter.dialog.mode is not Mode.CHANGE:
        return
    option = next(one for one in change.options if one.kind is ChangeKind.FIX)
    paper = sitter.desk.paper(change.path)
    texts = [block.new.replace("\n", "  # by hand\n", 1) for block in blocks(paper, option)]
    try:
        hand = by_hand(paper, option, texts)
    except EditError:
        return  # the comment stands in a string, say
    sitter.review.edit(hand)


def accepted(sitter: Sitter, path: Path) -> list[Fix]:
    return [
        fix
        for change in sitter.review.of(str(path))
        if (option := sitter.review.answered(change))
        for fix in option.fixes
    ]


@settings(max_examples=share(60), suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.integers(0, 10_000), min_size=1, max_size=3), st.lists(KEYS, max_size=25), st.sampled_from(list(Order))
)
def test_what_is_written_is_the_render_of_exactly_what_is_accepted(
    seeds: list[int], keys: list[str], order: Order
) -> None:
    with files(seeds) as (root, paths):
        originals = {path: path.read_bytes() for path in paths}
        sitter = Sitter(root, paths, order=order)
        reports = {path: report_on(path) for path in paths}
        history: list[dict[str, Answer]] = []
        for key in keys:
            before = dict(sitter.review.answers)
            steps = len(sitter.review.steps)
            if key == "edit":
                edit(sitter)
            elif key == "kill":
                sitter.kill()
                if all(path.read_bytes() == originals[path] for path in paths):
                    assert sitter.review.answers == before
                else:  # what was written is a new beginning
                    originals = {path: path.read_bytes() for path in paths}
                    reports = {path: report_on(path) for path in paths}
                    history = []
            elif key == "write":
                sitter.write()
                assert_written(sitter, originals, reports)
            elif key == "u" and steps:
                sitter.press("u")
                if history and len(history) == steps:
                    assert sitter.review.answers == history.pop()
            elif sitter.dialog.mode is Mode.SUMMARY and key not in ("u", "k", "K"):
                continue
            else:
                sitter.press(key)
                if len(sitter.review.steps) > steps:
                    history = [*history[:steps], before] if len(history) >= steps else []
        sitter.write()
        assert_written(sitter, originals, reports)
        sitter.close()


def assert_written(sitter: Sitter, originals: dict[Path, bytes], reports: dict[Path, FileReport]) -> None:
    for path, original in originals.items():
        fresh = rendered(Source(original, str(path)), reports[path], accepted(sitter, path))
        assert path.read_bytes() == fresh.raw
        compile(path.read_bytes(), str(path), "exec")


@settings(max_examples=share(25), suppress_health_check=list(HealthCheck))
@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=3), st.sampled_from(["n", "d", "D"]))
def test_rejecting_everything_changes_no_byte(seeds: list[int], key: str) -> None:
    with files(seeds) as (root, paths):
        originals = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in paths}
        sitter = Sitter(root, paths)
        for _ in range(200):
            if sitter.dialog.mode is Mode.SUMMARY:
                break
            sitter.press(key)
        assert sitter.dialog.mode is Mode.SUMMARY
        sitter.write()
        assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in paths} == originals
        sitter.close()


@settings(max_examples=share(25), suppress_health_check=list(HealthCheck))
@given(st.lists(st.integers(0, 10_000), min_size=2, max_size=3), st.sampled_from(["A", "D", "S"]), st.booleans())
def test_answers_to_many_do_not_depend_on_how_fast_the_scan_is(seeds: list[int], key: str, backwards: bool) -> None:
    with files(seeds) as (root, paths):
        at_once = Sitter(root, paths)
        at_once.press(key)
        expected = dict(at_once.review.answers)
        at_once.close()
        slow = Sitter(root, ())
        slow.scan(paths[:1])
        slow.dialog.scanning = True
        slow.dialog.mode = Mode.WAITING
        slow.dialog.settle()
        slow.press(key)
        for path in reversed(paths[1:]) if backwards else paths[1:]:
            slow.scan([path])
        assert slow.review.answers == expected
        slow.press("u")
        assert slow.review.answers == {}
        slow.close()


@settings(max_examples=share(40), suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10_000))
def test_a_comment_silences_its_finding_and_changes_nothing_else(seed: int) -> None:
    with files([seed]) as (root, paths):
        sitter = Sitter(root, paths)
        silenced = 0
        while sitter.dialog.mode is Mode.CHANGE:
            sitter.press("i")
            if sitter.dialog.bad:
                sitter.press("n")
            else:
                silenced += 1
        before = report_on(paths[0])
        sitter.write()
        after = report_on(paths[0])
        assert sum(bool(finding.suppressed) for finding in after.findings) >= silenced
        assert len(after.findings) == len(before.findings)
        sitter.close()
