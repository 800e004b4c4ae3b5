"""Sleeping.

Source of the codes: ruff's ASYNC251 (formerly ASYNC101) and flake8-async's ASYNC251.
"""

from asyncfix.catalogue.rows import Family, Row, Severity

ROWS = (
    Row(
        "time.sleep",
        Family.SLEEP,
        Severity.HIGH,
        codes=("ASYNC251", "ASYNC101"),
        twins=(("asyncio", "asyncio.sleep"), ("trio", "trio.sleep"), ("anyio", "anyio.sleep")),
    ),
)
TYPES = ()
ALIASES = ()
