"""The smallest edits that turn the text of an island into a new text.

Words that both texts have stay, and with them the gap between two that were neighbours and still are. The law, which
is checked before anything is returned, for `result = apply_edits(old, edits)`:

- `result` has the words of `new`, in their order;
- no edit touches a piece to keep;
- `result` has every comment of `old` and every comment of `new`, as often as that one of them has it that
  has it more often;
- where `old` is an expression: no line of `result` ends outside of brackets unless one of `old` or `new` does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asyncfix.files.text_edits import Edit, Span, apply_edits
from asyncfix.matching._diff import common
from asyncfix.matching._errors import CaptureMoved, CommentLost, MatchingError
from asyncfix.matching._fragments import Fragment
from asyncfix.matching._words import PatternWords, breaks, comments

_WORD_STARTS = frozenset("_.'\"")
_SIGNS = frozenset("+-*/%@&|^=<>!:.~")
_GRIPS = ("(", "[", "{", "*", "~", "-", "+", "@")  # an insertion that ends so belongs to what follows it


def smallest_edits(old: str, new: str, keep: Sequence[tuple[Span, Span]] = ()) -> list[Edit]:
    """Edits to `old` after which it reads as `new` does, in order, as few and as small as whole words allow.

    `keep` pairs the places in `old` and in `new` of pieces that stand in both verbatim: no edit touches them, so
    that edits of their own can be made in them at the same time. An empty piece is no constraint.

    Raises CommentLost where the edits would throw a comment away, CaptureMoved where the pieces to keep do not
    keep their order, and MatchingError where a text is neither an expression nor statements, or a piece differs.
    """
    if old == new:
        return []
    return _Rewrite(old, new, keep).edits()


class _Rewrite:
    """One old and one new text, taken apart in the same way."""

    def __init__(self, old: str, new: str, keep: Sequence[tuple[Span, Span]]) -> None:
        self.bracketed = True
        try:
            self.old, self.new = self._words(old), self._words(new)
        except MatchingError:
            self.bracketed = False
            self.old, self.new = self._words(old), self._words(new)
        self.kept = self._kept(keep)

    def _words(self, text: str) -> PatternWords:
        return PatternWords(Fragment.expression(text) if self.bracketed else Fragment.statements(text))

    def edits(self) -> list[Edit]:
        """The finest edits that obey the law."""
        problem: MatchingError | None = None
        old = self.old.text
        for attempt in (self._fine, self._coarse):
            edits = [edit for edit in _joined(attempt()) if edit.text != old[edit.span.start : edit.span.end]]
            problem = self._problem(edits)
            if problem is None:
                return edits
        assert problem is not None
        raise problem

    def _kept(self, keep: Sequence[tuple[Span, Span]]) -> list[tuple[range, range]]:
        """The words to keep, in order, as indexes in the old and in the new text."""
        kept: list[tuple[range, range]] = []
        reach = 0
        for before, after in sorted(keep):
            if before.start == before.end or before.end <= reach:
                continue  # nothing, or inside of the piece before it
            old, new = self.old.indexes(before), self.new.indexes(after)
            if before.start < reach or (kept and new.start < kept[-1][1].stop):
                raise CaptureMoved("pieces that must stay as they are change their order")
            if self.old.text[before.start : before.end] != self.new.text[after.start : after.end]:
                raise MatchingError(f"the piece {self.old.text[before.start : before.end]!r} is not kept verbatim")
            kept.append((old, new))
            reach = before.end
        return kept

    def _stretches(self) -> Iterator[tuple[range, range]]:
        """The words between the pieces to keep."""
        i = j = 0
        for old, new in self.kept:
            yield range(i, old.start), range(j, new.start)
            i, j = old.stop, new.stop
        yield range(i, len(self.old.keys)), range(j, len(self.new.keys))

    def _fine(self) -> Iterator[Edit]:
        """Edits that leave every word that can stay."""
        old_keys, new_keys = self.old.keys, self.new.keys
        for old, new in self._stretches():
            pairs = common(old_keys[old.start : old.stop], new_keys[new.start : new.stop])
            i, j = old.start, new.start
            for a, b in [*pairs, (len(old), len(new))]:
                yield from self._gap(range(i, old.start + a), range(j, new.start + b))
                i, j = old.start + a + 1, new.start + b + 1

    def _coarse(self) -> Iterator[Edit]:
        """Edits that take everything between the pieces to keep from the new text."""
        for old, new in self._stretches():
            yield self._whole(old, new)

    def _whole(self, old: range, new: range) -> Edit:
        """Words and the gaps on both sides of them, replaced."""
        text = self.new.text[self.new.end(new.start - 1) : self.new.start(new.stop)]
        return Edit(Span(self.old.end(old.start - 1), self.old.start(old.stop)), text)

    def _gap(self, old: range, new: range) -> Iterator[Edit]:
        """What happens between two words that stay: the words `old` go, the words `new` come."""
        if old and new:
            yield self._replacement(old, new)
        elif old:
            yield self._deletion(old, new)
        elif new:
            yield self._insertion(old, new)
        elif not self._stays(old.start, new.start):
            yield self._whole(old, new)

    def _stays(self, i: int, j: int) -> bool:
        """Whether gap `i` may stand where the new text has gap `j`: no line may end where brackets fell away."""
        return not (self.old.depths[i] and not self.new.depths[j] and breaks(self.old.gap(i)))

    def _replacement(self, old: range, new: range) -> Edit:
        text = self.new.between(new.start, new.stop - 1)
        start, end = self.old.start(old.start), self.old.end(old.stop - 1)
        left, right = self.old.text[self.old.end(old.start - 1) : start], self.old.gap(old.stop)
        if not self._stays(old.start, new.start) or (not left and self._parts(new.start)):
            start, text = start - len(left), self.new.gap(new.start) + text
        if not self._stays(old.stop, new.stop) or (not right and self._parts(new.stop)):
            end, text = end + len(right), text + self.new.gap(new.stop)
        return Edit(Span(start, end), text)

    def _parts(self, j: int) -> bool:
        """Whether gap `j` of the new text may be all that keeps two words from being one."""
        at = self.new.start(j)
        before, after = self.new.text[: self.new.end(j - 1)][-1:], self.new.text[at : at + 1]
        if before in _SIGNS:
            return after in _SIGNS or after.isdigit()
        return (before.isalnum() or before == "_") and (after.isalnum() or after in _WORD_STARTS)

    def _deletion(self, old: range, new: range) -> Edit:
        """One of the two gaps around what goes is left: the one with a comment, or the one that the new text has."""
        left, right = self.old.gap(old.start), self.old.gap(old.stop)
        gap = self.new.gap(new.start)
        left_stays, right_stays = self._stays(old.start, new.start), self._stays(old.stop, new.start)
        start, end = self.old.start(old.start), self.old.end(old.stop - 1)
        if left_stays and right_stays and comments(left) and comments(right):
            return Edit(Span(start, end), "")
        if left_stays and (comments(left) or (left == gap and not comments(right))):
            return Edit(Span(start, end + len(right)), "")
        if right_stays and (comments(right) or right == gap):
            return Edit(Span(start - len(left), end), "")
        return self._whole(old, new)

    def _insertion(self, old: range, new: range) -> Edit:
        """New words, on that side of the old gap where they belong."""
        gap = self.old.gap(old.start)
        left, right = self.new.gap(new.start), self.new.gap(new.stop)
        text = self.new.between(new.start, new.stop - 1)
        start, end = self.old.end(old.start - 1), self.old.start(old.start)
        may_follow, may_precede = self._stays(old.start, new.start), self._stays(old.start, new.stop)
        if not gap or not (may_follow or may_precede):
            return self._whole(old, new)
        if may_follow and (not may_precede or _belongs_right(gap, left, right, text)):
            return Edit(Span(end, end), text + right)
        return Edit(Span(start, start), left + text)

    def _problem(self, edits: list[Edit]) -> MatchingError | None:
        """What is wrong with edits, by the law."""
        try:
            result = self._words(apply_edits(self.old.text, edits))
        except MatchingError as error:
            return error
        wanted, got = self.old.comments() | self.new.comments(), result.comments()
        if wanted - got:
            return CommentLost(tuple(wanted - got))
        free = self.old.breaks_outside_brackets() or self.new.breaks_outside_brackets()
        if self.bracketed and result.breaks_outside_brackets() and not free:
            return MatchingError("a line would end outside of brackets")
        if got != wanted or result.keys != self.new.keys:
            return MatchingError("the new text can't be reached by edits around the pieces to keep")
        return None


def _belongs_right(gap: str, left: str, right: str, text: str) -> bool:
    """Whether inserted words go behind the gap that is there, given the gaps that they have in the new text."""
    if comments(left) or comments(right):
        return bool(comments(left))
    if gap in (left, right):
        return gap == left
    if (left and right) or not (left or right):
        return bool(left) or text.endswith(_GRIPS)
    return bool(right)


def _joined(edits: Iterator[Edit]) -> list[Edit]:
    """Edits that touch are one."""
    joined: list[Edit] = []
    for edit in edits:
        if joined and joined[-1].span.end == edit.span.start:
            last = joined.pop()
            edit = Edit(Span(last.span.start, edit.span.end), last.text + edit.text)
        joined.append(edit)
    return joined
