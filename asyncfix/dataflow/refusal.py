"""Why a region stays where it is."""

from __future__ import annotations


class ExtractionRefused(Exception):
    """The region can't be moved. `str(error)` is the reason, for a reader of the report; `extract` catches it."""
