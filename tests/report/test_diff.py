"""The hunks that edits make, and the patch that git and patch(1) take."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from asyncfix.errors import EditError, UnreadableError
from asyncfix.files.source import Source
from asyncfix.files.text_edits import Edit, Span, apply_edits
from asyncfix.report.diff import file_patch, hunks, patch
from tests.support.builders import POLLER, poller
from tests.support.effort import share

_GIT_ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty git repository."""
    folder = tmp_path_factory.mktemp("repository")
    subprocess.run(["git", "init", "--quiet"], cwd=folder, env=_GIT_ENVIRONMENT, check=True)
    return folder


def git_applied(folder: Path, name: str, raw: bytes, diff: bytes) -> bytes:
    """The file after `git apply`, run in the folder that the path is relative to."""
    file = Path(os.path.join(folder, name))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(raw)
    done = subprocess.run(
        ["git", "apply", "-"], cwd=folder, env=_GIT_ENVIRONMENT, input=diff, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode() + "\n" + repr(diff)
    return file.read_bytes()


def gnu_patched(folder: Path, name: str, raw: bytes, diff: bytes) -> bytes:
    """The file after `patch -p1`."""
    file = folder / name
    file.write_bytes(raw)
    done = subprocess.run(["patch", "-p1", "--binary"], cwd=folder, input=diff, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode() + "\n" + repr(diff)
    return file.read_bytes()


def replaced(text: str, old: str, new: str) -> Edit:
    at = text.index(old)
    return Edit(Span(at, at + len(old)), new)


def shown(text: str, *edits: Edit, context: int = 3) -> list[str]:
    """The hunks as lines, for reading."""
    return [
        line
        for hunk in hunks(text, edits, context)
        for line in [hunk.header, *(tag + content.removesuffix("\n") for tag, content in hunk.lines)]
    ]


NUMBERS = "".join(f"{number}\n" for number in range(1, 31))


def test_a_changed_line_stands_between_three_lines_on_each_side() -> None:
    assert shown(NUMBERS, replaced(NUMBERS, "10", "ten")) == [
        "@@ -7,7 +7,7 @@", " 7", " 8", " 9", "-10", "+ten", " 11", " 12", " 13",
    ]  # fmt: skip


def test_changes_whose_contexts_touch_share_a_hunk_and_others_do_not() -> None:
    near = hunks(NUMBERS, [replaced(NUMBERS, "10\n", "ten\n"), replaced(NUMBERS, "17\n", "x\n")])
    assert [(hunk.old_start, hunk.old_lines) for hunk in near] == [(7, 14)]
    far = hunks(NUMBERS, [replaced(NUMBERS, "10\n", "ten\nten\n"), replaced(NUMBERS, "18\n", "x\n")])
    assert [hunk.header for hunk in far] == ["@@ -7,7 +7,8 @@", "@@ -15,7 +16,7 @@"]


def test_an_inserted_line_touches_no_other_line() -> None:
    at = NUMBERS.index("5\n")
    assert shown(NUMBERS, Edit(Span(at, at), "new\n"), context=1) == ["@@ -4,2 +4,3 @@", " 4", "+new", " 5"]


def test_equal_lines_at_the_ends_and_in_the_middle_of_an_edit_are_context() -> None:
    edit = replaced(NUMBERS, "4\n5\n6\n7\n8\n", "4\nfive\n6\nseven\n8\n")
    assert shown(NUMBERS, edit, context=0) == ["@@ -5 +5 @@", "-5", "+five", "@@ -7 +7 @@", "-7", "+seven"]


def test_an_edit_that_changes_nothing_makes_no_hunk() -> None:
    assert hunks(NUMBERS, [replaced(NUMBERS, "4\n5", "4\n5")]) == ()
    assert hunks(NUMBERS, []) == ()


def test_a_deletion_at_the_top_counts_from_the_line_before() -> None:
    assert shown("a\nb\n", Edit(Span(0, 2), ""), context=0) == ["@@ -1 +0,0 @@", "-a"]


def test_two_edits_on_one_line_are_one_change() -> None:
    text = "x = f(a) + f(b)\n"
    edits = [Edit(Span(4, 5), "g"), Edit(Span(11, 12), "g")]
    assert shown(text, *edits) == ["@@ -1 +1 @@", "-x = f(a) + f(b)", "+x = g(a) + g(b)"]


def test_overlapping_edits_are_refused() -> None:
    with pytest.raises(EditError):
        hunks(NUMBERS, [Edit(Span(0, 3), "x"), Edit(Span(2, 4), "y")])


def test_a_long_file_is_read_around_its_edits_only() -> None:
    text = "x = 1\n" * 200_000
    place = 6 * 150_000
    (hunk,) = hunks(text, [Edit(Span(place, place + 1), "y")])
    assert (hunk.old_start, len(hunk.lines)) == (149_998, 8)


def test_the_patch_of_a_file_holds_every_accepted_fix_and_no_other(repository: Path) -> None:
    diff = file_patch(poller())
    assert (
        git_applied(repository, "app/poller.py", POLLER.encode(), diff)
        == POLLER.replace("time.sleep(self.delay)", "await asyncio.sleep(self.delay)")
        .replace("import logging", "import asyncio\nimport logging")
        .encode()
    )


def test_a_file_without_accepted_fixes_has_no_patch() -> None:
    whole = poller()
    assert file_patch(replace(whole, outcomes=whole.outcomes[2:])) == b""


def test_a_file_that_changed_since_has_no_patch_but_an_error() -> None:
    with pytest.raises(UnreadableError, match="has changed since"):
        file_patch(replace(poller(), source=lambda: Source(b"other")))


@pytest.mark.parametrize(
    "name",
    [
        "plain.py",
        "two words.py",
        "trailing .py ",
        'quo"te.py',
        "back\\slash.py",
        "tab\there.py",
        "new\nline.py",
        "bell\a\x1b[31m.py",
        "umlaut-ä-日本.py",
        os.fsdecode(b"not-utf8-\xff\xfe.py"),
        "dated 2020-01-01 00:00:00.py",
        "a/b/c.py",
        "-dash.py",
        "deep folder/with ä/x.py",
    ],
)
def test_git_finds_the_file_whatever_its_name(repository: Path, name: str) -> None:
    diff = patch(name, Source(b"a\nb\n"), [Edit(Span(0, 1), "x")])
    assert git_applied(repository, name, b"a\nb\n", diff) == b"x\nb\n"


@pytest.mark.skipif(not shutil.which("patch"), reason="patch(1) is not installed")
@pytest.mark.parametrize("name", ["plain.py", "two words.py", 'quo"te.py', "umlaut-ä.py"])
def test_patch_finds_the_file_too(tmp_path: Path, name: str) -> None:
    diff = patch(name, Source(b"a\r\nb"), [Edit(Span(0, 1), "x")])
    assert gnu_patched(tmp_path, name, b"a\r\nb", diff) == b"x\r\nb"


def test_the_patch_applies_in_the_folder_that_the_paths_are_relative_to(repository: Path) -> None:
    diff = patch("service/main.py", Source(b"a\nb\n"), [Edit(Span(0, 1), "x")])
    assert git_applied(repository / "below", "service/main.py", b"a\nb\n", diff) == b"x\nb\n"


def test_an_absolute_path_loses_its_root() -> None:
    assert patch("/srv/x.py", Source(b"a\n"), [Edit(Span(0, 1), "b")]).startswith(b"--- a/srv/x.py\n+++ b/srv/x.py\n")


@pytest.mark.parametrize(
    ("raw", "old", "new"),
    [
        (b"\xef\xbb\xbfa\nb\n", "a", "x"),
        (b"\xef\xbb\xbfa\nb\n", "b", "x"),
        (b"# coding: latin-1\ns = '\xe9'\nt = 1\n", "1", "2"),
        (b"# coding: latin-1\ns = '\xe9'\nt = 1\n", "'\xe9'", "'\xe8'"),
        (b"# coding: shift_jis\ns = '\x83\x5c'\nt = 1\n", "1", "2"),
        (b"# coding: iso2022_jp\ns = '\x1b$B%=\x1b(B'\nt = 1\n", "1", "2"),
        (b"a\r\nb\r\nc", "c", "d"),
        (b"a\rb\rc\r", "b", "x"),
        (b"a\n\x0c\nb", "b", "b\n"),
        ("s = '\u2028\x85\x1c'\nb\n".encode(), "b", "x"),
        (b"a\n\n\n\nb\n", "b", ""),
        (b"a", "a", "b"),
        (b"a\n", "a\n", ""),
    ],
)
def test_git_gives_the_very_bytes_whatever_the_encoding_and_the_line_ends(
    repository: Path, raw: bytes, old: str, new: str
) -> None:
    source = Source(raw)
    edits = [replaced(source.text, old, new)]
    expected = source.encode(apply_edits(source.text, edits))
    assert git_applied(repository, "bytes.py", raw, patch("bytes.py", source, edits)) == expected


texts = st.lists(
    st.sampled_from(
        ["a", "b", "    ", "\t", "\n", "\n", "\n\n", "\r\n", "\r", "\x0c", "\u2028", "é", "日", "\U0001f600"]
    ),
    min_size=1,
    max_size=60,
).map("".join)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    """A text, and edits to it that do not overlap."""
    text = draw(texts)
    cuts = draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=8).map(sorted))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return text, [Edit(Span(low, high), draw(texts | st.just(""))) for low, high in pairs]


@settings(deadline=None, max_examples=share(200))
@given(edited(), st.booleans())
@example(("a\n", [Edit(Span(1, 2), ""), Edit(Span(2, 2), "b")]), False)
@example(("a\nb", [Edit(Span(3, 3), "\n")]), False)
@example(("a\nb\n", [Edit(Span(3, 4), "")]), True)
def test_git_makes_of_a_patch_exactly_what_the_edits_make(
    repository: Path, case: tuple[str, list[Edit]], bom: bool
) -> None:
    text, edits = case
    raw = (b"\xef\xbb\xbf" if bom else b"") + text.encode()
    source = Source(raw)
    diff = patch("x.py", source, edits)
    expected = source.encode(apply_edits(text, edits))
    assert (git_applied(repository, "x.py", raw, diff) if diff else raw) == expected


@settings(max_examples=share(300))
@given(edited(), st.integers(0, 4))
def test_hunks_hold_the_old_and_the_new_lines_of_their_place(case: tuple[str, list[Edit]], context: int) -> None:
    text, edits = case
    old, new = (each.split("\n") for each in (text, apply_edits(text, edits)))
    for hunk in hunks(text, edits, context):
        before = [line.removesuffix("\n") for tag, line in hunk.lines if tag != "+"]
        after = [line.removesuffix("\n") for tag, line in hunk.lines if tag != "-"]
        old_from = hunk.old_start - bool(before)
        new_from = hunk.new_start - bool(after)
        assert old[old_from : old_from + hunk.old_lines] == before
        assert new[new_from : new_from + hunk.new_lines] == after
        tags = "".join(tag for tag, _ in hunk.lines)
        assert tags.strip(" ")
        assert len(tags) - len(tags.lstrip(" ")) <= context
        assert len(tags) - len(tags.rstrip(" ")) <= context
