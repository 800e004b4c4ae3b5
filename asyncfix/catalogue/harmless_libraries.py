"""Libraries, and parts of libraries, that compute in memory and touch nothing but what they are given.

Sources: the documentation of each.
"""

from __future__ import annotations

_PREFIXES = (
    "annotated_types.", "attr.", "attrs.", "babel.dates.", "babel.numbers.", "bleach.", "croniter.", "dateutil.",
    "deepdiff.", "email_validator.", "fastapi.BackgroundTasks", "fastapi.HTTPException", "fastapi.Response",
    "fastapi.datastructures.Headers", "fastapi.encoders.", "fastapi.responses.", "frozenlist.", "humanize.", "idna.",
    "inflection.", "isodate.", "itsdangerous.", "jmespath.", "jsonpatch.", "jsonpointer.", "jsonschema.", "jwt.",
    "loguru.", "markupsafe.", "more_itertools.", "msgpack.", "msgspec.", "multidict.", "orjson.", "packaging.",
    "pendulum.", "phonenumbers.", "pydantic.", "pydantic_core.", "pydantic_settings.", "pyparsing.", "pytz.",
    "referencing.", "rfc3986.", "rpds.", "semver.", "shortuuid.", "slugify.", "sortedcontainers.",
    "starlette.background.",
    "starlette.datastructures.", "starlette.exceptions.", "starlette.responses.", "starlette.status.", "structlog.",
    "tabulate.", "toolz.", "typing_extensions.", "typing_inspect.", "tzlocal.", "ulid.", "unidecode.", "uuid6.",
    "validators.", "werkzeug.datastructures.", "wrapt.", "xmltodict.", "yarl.", "zoneinfo.",
)  # fmt: skip
_NOT = (
    "fastapi.responses.FileResponse", "loguru.logger.add", "loguru.logger.catch", "loguru.logger.complete",
    "starlette.responses.FileResponse", "structlog.contextvars.", "structlog.threadlocal.",
)  # fmt: skip


def is_of_harmless_library(name: str) -> bool:
    """True for a qualified name, or the class of a method, of which it is known that any thread may use it."""
    return name.startswith(_PREFIXES) and not name.startswith(_NOT)
