"""Libraries with which tests answer in the place of a server, and whose requests they answer."""

from __future__ import annotations

import re

_REQUESTS = ("responses", "requests_mock", "httpretty", "vcr")
_SERVERS = {
    "requests": _REQUESTS,
    "urllib": ("httpretty", "vcr"),
    "urllib3": ("httpretty", "vcr", "responses"),
}


def servers_replaced_for(call: str) -> re.Pattern[bytes] | None:
    """A pattern for tests that answer a call's requests, with the library as its group; None for no such library."""
    libraries = _SERVERS.get(call.partition(".")[0])
    if libraries is None:
        return None
    words = "|".join(libraries)
    pattern = rf"^[ \t]*(?:import|from)[ \t]+({words})\b|\(.*\b(requests_mock|httpretty|vcr)\b"
    return re.compile(pattern.encode(), re.MULTILINE)
