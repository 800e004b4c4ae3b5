from __future__ import annotations

import pytest
from hypothesis import settings

settings.register_profile("asyncfix", deadline=None)  # how fast the machine is proves nothing
settings.load_profile("asyncfix")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write what the recipes now make of the golden cases")
