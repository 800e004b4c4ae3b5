import asyncio
import tempfile
from pathlib import Path


def check(case):
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "a")
        path.write_text('{"a": 1}')
        return [asyncio.run(getattr(case, one)(path)) for one in sorted(vars(case)) if one.startswith("through")]
