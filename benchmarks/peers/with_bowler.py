"""One Bowler query over a folder: python with_bowler.py FOLDER

Every `time.sleep(...)` becomes `asyncio.sleep(...)`; no scopes, no names, no imports. Writes nothing.
"""

from __future__ import annotations

import sys
from typing import Any

from bowler import Query
from fissix.pytree import Leaf

PATTERN = "power< module='time' trailer< '.' 'sleep' > trailer< '(' any ')' > >"


def rename(node: Any, capture: dict[str, Any], filename: str) -> None:
    """Replace the module's name."""
    module: Leaf = capture["module"]
    module.value = "asyncio"
    module.changed()


if __name__ == "__main__":
    Query(sys.argv[1]).select(PATTERN).modify(rename).execute(interactive=False, write=False, silent=True)
