"""The changed words of a changed line."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from asyncfix.files.text_edits import Edit, Span
from asyncfix.report.diff import Hunk, hunks
from asyncfix.report.emphasis import emphasis


def marked(old: str, new: str) -> list[str]:
    """The lines of the change from old to new, the emphasised parts in angle brackets."""
    shown = []
    for hunk in hunks(old, [Edit(Span(0, len(old)), new)], 0):
        for (tag, line), spans in zip(hunk.lines, emphasis(hunk), strict=True):
            for span in reversed(spans):
                line = f"{line[: span.start]}<{line[span.start : span.end]}>{line[span.end :]}"
            shown.append(tag + line.removesuffix("\n"))
    return shown


def test_only_the_words_that_were_replaced_are_marked() -> None:
    assert marked("    time.sleep(delay)\n", "    await asyncio.sleep(delay)\n") == [
        "-    <time>.sleep(delay)",
        "+    <await asyncio>.sleep(delay)",
    ]


def test_two_changes_on_a_line_are_two_marks() -> None:
    assert marked("x = a.one + b.one\n", "x = a.two + b.two\n") == [
        "-x = a.<one> + b.<one>",
        "+x = a.<two> + b.<two>",
    ]


def test_an_inserted_word_is_marked_on_the_new_side_only() -> None:
    assert marked("def f(a, b):\n", "async def f(a, b):\n") == ["-def f(a, b):", "+<async> def f(a, b):"]


def test_one_line_that_became_two_is_compared_as_a_whole() -> None:
    assert marked("x = read(path, mode)\n", "x = await thread(\n    read, path, mode)\n") == [
        "-x = read<(>path, mode)",
        "+x = <await thread(>",
        "+    read<,> path, mode)",
    ]


def test_lines_that_have_little_in_common_are_not_marked() -> None:
    assert marked("alpha = beta\n", "for each in many: print(each)\n") == [
        "-alpha = beta",
        "+for each in many: print(each)",
    ]


def test_new_lines_are_not_marked() -> None:
    assert marked("a\n", "a\nimport asyncio\n") == ["+import asyncio"]


def test_a_huge_change_is_not_searched_for_words() -> None:
    old, new = "x = 1 + 2 + 3\n" * 200, "x = 1 + 2 + 4\n" * 200
    assert "<" not in "".join(marked(old, new))


words = st.lists(st.sampled_from(["a", "bc", ".", " ", "\t", "(", "é", "\n", "\r"])).map("".join)


@given(words, words)
def test_marks_lie_inside_their_line_in_order(old: str, new: str) -> None:
    for hunk in hunks(old, [Edit(Span(0, len(old)), new)]):
        marks = emphasis(hunk)
        assert len(marks) == len(hunk.lines)
        for (tag, line), spans in zip(hunk.lines, marks, strict=True):
            assert tag != " " or not spans
            assert list(spans) == sorted(spans)
            for span in spans:
                assert 0 <= span.start < span.end <= len(line)
                assert "\n" not in line[span.start : span.end]


def test_context_has_no_marks() -> None:
    assert emphasis(Hunk(1, 1, 1, 1, ((" ", "x = 1\n"),))) == ((),)
