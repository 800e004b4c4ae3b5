from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import certifi
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


@pytest.fixture(autouse=True, scope="session")
def one_certificate(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Clients trust one authority in place of all: they are made many thousand times, each reading the whole list."""
    with open(certifi.where(), encoding="ascii") as file:
        first, end, _ = file.read().partition("-----END CERTIFICATE-----\n")
    trusted = tmp_path_factory.mktemp("trusted") / "authority.pem"
    trusted.write_text(first + end, encoding="ascii")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "SSL_CERT_FILE", str(trusted))
        yield
