from __future__ import annotations

import signal

import pytest
from hypothesis import settings

settings.register_profile("asyncfix", deadline=None)  # how fast the machine is proves nothing
settings.load_profile("asyncfix")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # in the background of a shell, and inherited
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def unmeasured(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests whose processes run code that is not asyncfix's, or are killed: coverage tells nothing there."""
    for name in ("COVERAGE_PROCESS_START", "COVERAGE_PROCESS_CONFIG"):
        monkeypatch.delenv(name, raising=False)
