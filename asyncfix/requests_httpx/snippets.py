"""Small functions that rewritten modules need where httpx does a thing in another way."""

from __future__ import annotations

from asyncfix.recipe import Definition, named
from asyncfix.requests_httpx.rewrite_builder import RewriteBuilder

_ANY = named("typing.Any")
_ITERATOR = named("collections.abc.AsyncIterator")


def byte_lines(plan: RewriteBuilder) -> Definition:
    code = f'''async def {named("byte_lines")}(
    response: {plan.name("Response")},
) -> {_ITERATOR}[bytes]:
    """The lines of a streamed body as bytes, without their line ends."""
    pending = b""
    async for chunk in response.aiter_bytes():
        lines = (pending + chunk).splitlines(keepends=True)
        pending = lines.pop() if lines and not lines[-1].endswith((b"\\n", b"\\r")) else b""
        for line in lines:
            yield line.rstrip(b"\\r\\n")
    if pending:
        yield pending'''
    return Definition("byte_lines", code, 9)


FILE_CHUNKS = Definition(
    "file_chunks",
    f'''async def {named("file_chunks")}(file: {_ANY}) -> {_ITERATOR}[bytes]:
    """What is left of a file, read in a thread."""
    while chunk := await {named("asyncio.to_thread")}(file.read, 65536):
        yield chunk''',
    4,
)
FILE_BODY = Definition(
    "file_body",
    f'''def {named("file_body")}(file: {_ANY}) -> dict[str, {_ANY}]:
    """What is left of a file as the body of a request, with its length."""
    here = file.tell()
    length = file.seek(0, 2) - here
    file.seek(here)
    return {{"content": {named("file_chunks")}(file), "headers": {{"Content-Length": str(length)}}}}''',
    5,
)
PAIRS = Definition(
    "query_pairs",
    f'''def {named("query_pairs")}(params: {_ANY}) -> list[tuple[{_ANY}, {_ANY}]]:
    """Names and values as requests sends them: lists one by one, None left out."""
    items = params.items() if hasattr(params, "items") else params
    return [
        (key, value)
        for key, values in items
        for value in (
            [values] if isinstance(values, (str, bytes)) or not hasattr(values, "__iter__") else values
        )
        if value is not None
    ]''',
    4,
)
WITH_PARAMS = Definition(
    "with_params",
    f'''def {named("with_params")}(url: str, params: {_ANY}) -> str:
    """The URL with the parameters added to its query, as requests does; httpx replaces the query."""
    query = params.decode() if isinstance(params, bytes) else params or ""
    if not isinstance(query, str):
        query = {named("urllib.parse.urlencode")}({named("query_pairs")}(query), doseq=True)
    if not query:
        return url
    base, mark, fragment = url.partition("#")
    base, _, old = base.partition("?")
    return base + "?" + (f"{{old}}&{{query}}" if old else query) + mark + fragment''',
    5,
)
FORM_BODY = Definition(
    "form_body",
    f'''def {named("form_body")}(data: {_ANY}) -> dict[str, {_ANY}]:
    """A form as the body of a request, as requests sends it: None left out, True as `True`."""
    if not data:
        return {{}}
    body = {named("urllib.parse.urlencode")}({named("query_pairs")}(data), doseq=True)
    return {{
        "content": body.encode(),
        "headers": {{"Content-Type": "application/x-www-form-urlencoded"}},
    }}''',
    6,
)
FORM_CONTENT = Definition(
    "form_content",
    f'''def {named("form_content")}(data: {_ANY}) -> bytes:
    """A form as requests sends it: None left out, True as `True`."""
    return {named("urllib.parse.urlencode")}({named("query_pairs")}(data), doseq=True).encode()''',
    6,
)
FORM_FIELDS = Definition(
    "form_fields",
    f'''def {named("form_fields")}(data: {_ANY}) -> dict[{_ANY}, list[{_ANY}]]:
    """The fields beside files as requests sends them: None left out, True as `True`."""
    fields: dict[{_ANY}, list[{_ANY}]] = {{}}
    for key, value in {named("query_pairs")}(data):
        fields.setdefault(key, []).append(value if isinstance(value, bytes) else str(value))
    return fields''',
    6,
)
