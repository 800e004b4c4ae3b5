"""The errors of the matching package.

    AsyncfixError
    └── MatchingError             a text can't be read as fissix's tree; knows the line and the column
        ├── IndentationMismatch   its indentation is the reason
        ├── PatternError          a pattern does not compile; knows the offset in the pattern
        ├── CommentLost           an edit would throw a comment away
        └── CaptureMoved          captures that must stay untouched would change places

All of them can be sent from one process to another.
"""

from __future__ import annotations

from asyncfix.errors import AsyncfixError


class MatchingError(AsyncfixError):
    """A text can't be read as a tree, or nests too deeply.

    `line` and `column` count from 1, in characters of the text; both are 0 where no one place is to blame.
    """

    def __init__(self, message: str, line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.message, self.line, self.column)

    def __str__(self) -> str:
        return f"{self.message} (line {self.line}, column {self.column})" if self.line else self.message


class IndentationMismatch(MatchingError):
    """A line is indented as no block before it."""


class PatternError(MatchingError):
    """A pattern does not compile. `offset` counts characters of the pattern from 0."""

    def __init__(self, message: str, pattern: str, offset: int) -> None:
        line = pattern.count("\n", 0, offset) + 1
        super().__init__(message, line, offset - pattern.rfind("\n", 0, offset))
        self.pattern = pattern
        self.offset = offset

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.message, self.pattern, self.offset)

    @property
    def pointer(self) -> str:
        """The line of the pattern that is wrong, and under it a caret at the place."""
        line = self.pattern.split("\n")[self.line - 1]
        return f"{line}\n{' ' * (self.column - 1)}^"


class CommentLost(MatchingError):
    """An edit would throw comments away; `comments` holds their texts."""

    def __init__(self, comments: tuple[str, ...]) -> None:
        super().__init__("would lose the comment " + ", ".join(comments))
        self.comments = comments

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.comments,)


class CaptureMoved(MatchingError):
    """Captures that no edit may touch stand in another order in the new text."""
