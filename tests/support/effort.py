"""How much the generated tests try.

All of it, unless ASYNCFIX_EFFORT says another share: CI tries a half on one Python and a quarter on each of the
others, each its own programs.
"""

from __future__ import annotations

import os
from fractions import Fraction

_SHARE = Fraction(os.environ.get("ASYNCFIX_EFFORT", "1"))


def share(count: int) -> int:
    """That many of `count` tries; at least ten."""
    return max(min(count, 10), int(count * _SHARE))
