"""The refusal to move a region."""

from __future__ import annotations


class ExtractionRefused(Exception):
    """The region can't be moved. `str(error)` is the reason, for a reader of the report; `extract` catches it."""
