"""asyncify-codemod over a folder: python with_asyncify.py FOLDER

Its own command ends at the first file that it can't transform (any with a bare `*` in a signature),
so its function is called file by file; the files that it gives up on are counted. Writes nothing.
"""

# mypy: disable-error-code="import-not-found"

from __future__ import annotations

import sys
from pathlib import Path

from asyncify.core import transform_source

if __name__ == "__main__":
    failed = 0
    for path in sorted(Path(sys.argv[1]).rglob("*.py")):
        try:
            transform_source(path.read_text(encoding="utf-8"))
        except Exception:
            failed += 1
    print(f"{failed} files not transformed")
