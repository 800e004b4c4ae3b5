"""An interactive review from its start to its end, on the terminal of standard input and output."""

from __future__ import annotations

from contextlib import ExitStack

from asyncfix.review.background_scan import Feed
from asyncfix.review.keys import Terminal
from asyncfix.review.session import Session
from asyncfix.terminal.controller import ReviewController
from asyncfix.terminal.review_result import ReviewResult, Wanted

__all__ = ["ReviewResult", "Wanted", "review"]


def review(wanted: Wanted) -> ReviewResult:
    """Hold the review. Raises AsyncfixError."""
    with Session(wanted.scope.settings.root) as session, ExitStack() as stack:
        feed = Feed(wanted.scope)
        stack.callback(feed.close)
        with Terminal(full=not wanted.plain) as terminal:
            sitting = ReviewController(wanted, session, feed, terminal)
            sitting.hold()
        return sitting.result()
