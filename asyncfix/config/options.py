"""The options of rewrites, apart from which are made."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class HttpClient(StrEnum):
    """The lifetimes that an HTTP client may have."""

    FUNCTION = "function"  # as long as the call: nothing is kept between two calls
    SHARED = "shared"  # as long as the event loop: connections are kept


class HttpLibrary(StrEnum):
    """Which library the rewritten code imports."""

    HTTPX = "httpx"
    HTTPX2 = "httpx2"


class HttpStyle(StrEnum):
    """Whose defaults the rewritten code has."""

    EXACT = "exact"  # those of the library that it came from
    IDIOMATIC = "idiomatic"  # those of the library that it goes to


@dataclass(frozen=True, slots=True)
class Options:
    """The choices."""

    http_client: HttpClient = HttpClient.FUNCTION
    http_library: HttpLibrary = HttpLibrary.HTTPX
    http_style: HttpStyle = HttpStyle.EXACT
