"""HTTP: urllib, http.client, requests, httpx, httpx2, urllib3.

Sources of the codes: ruff's ASYNC210 (functions) and ASYNC212 (`httpx.Client`), flake8-async's ASYNC211 and
ASYNC212 (urllib3's pools). Responses that were not streamed are read when the call returns: their `content`, `text`
and `json` block only where the call said `stream=True`.
"""

from asyncfix.catalogue.row_builders import Twin, blocking, quiet, stepping, types
from asyncfix.catalogue.rows import Argument, Family, Row, Severity, Threads, TypeRow

_HTTP, _HIGH = Family.HTTP, Severity.HIGH
_210, _211, _212 = ("ASYNC210",), ("ASYNC211",), ("ASYNC212",)
_STREAM = "requests.stream().Response"  # what a call with stream=True gives
_READ = "requests.read().Response"  # what any other call gives; of a parameter it is not known

TYPES: tuple[TypeRow, ...] = (
    *types("urllib.request.OpenerDirector http.client.HTTPConnection http.client.HTTPResponse", Threads.ONE),
    *types("http.client.HTTPSConnection", None, "http.client.HTTPConnection"),
    *types("urllib.robotparser.RobotFileParser", Threads.ONE),
    *types("requests.Session", Threads.ANY),
    *types("requests.Response", Threads.ONE),
    TypeRow(_STREAM, None, ("requests.Response",), real=False),
    TypeRow(_READ, None, ("requests.Response",), real=False),
    *types("requests.adapters.BaseAdapter", Threads.ANY),
    *types("requests.adapters.HTTPAdapter", None, "requests.adapters.BaseAdapter"),
    *types("httpx.Client httpx2.Client httpx.HTTPTransport httpx2.HTTPTransport", Threads.ANY),
    *types("httpx.Response httpx2.Response", Threads.ONE),
    TypeRow("httpx.stream().Response", None, ("httpx.Response",), real=False),
    TypeRow("httpx2.stream().Response", None, ("httpx2.Response",), real=False),
    TypeRow("httpx.stream()", Threads.ONE, real=False),
    TypeRow("httpx2.stream()", Threads.ONE, real=False),
    *types("urllib3._request_methods.RequestMethods", Threads.ANY),
    *types("urllib3.PoolManager urllib3.HTTPConnectionPool", None, "urllib3._request_methods.RequestMethods"),
    *types("urllib3.ProxyManager urllib3.contrib.socks.SOCKSProxyManager", None, "urllib3.PoolManager"),
    *types("urllib3.HTTPSConnectionPool", None, "urllib3.HTTPConnectionPool"),
    *types("urllib3.BaseHTTPResponse", Threads.ONE),
    *types("urllib3.HTTPResponse", None, "urllib3.BaseHTTPResponse"),
    *types("httplib2.Http", Threads.ONE),
)

ALIASES = (
    ("requests.api", "requests"),
    ("requests.sessions.Session", "requests.Session"),
    ("requests.sessions.session", "requests.session"),
    ("requests.models.Response", "requests.Response"),
    ("httpx._client.Client", "httpx.Client"),
    ("httpx._models.Response", "httpx.Response"),
    ("httpx._api", "httpx"),
    ("urllib3.poolmanager.PoolManager", "urllib3.PoolManager"),
    ("urllib3.poolmanager.ProxyManager", "urllib3.ProxyManager"),
    ("urllib3.connectionpool.HTTPConnectionPool", "urllib3.HTTPConnectionPool"),
    ("urllib3.connectionpool.HTTPSConnectionPool", "urllib3.HTTPSConnectionPool"),
    ("urllib3.connectionpool.connection_from_url", "urllib3.connection_from_url"),
    ("urllib3.response.HTTPResponse", "urllib3.HTTPResponse"),
    ("urllib3.response.BaseHTTPResponse", "urllib3.BaseHTTPResponse"),
    ("urllib3.request.RequestMethods", "urllib3._request_methods.RequestMethods"),
)

_URLLIB: tuple[Row, ...] = (
    *blocking("urllib.request", "urlopen->http.client.HTTPResponse", _HTTP, _HIGH, codes=_210),
    *blocking("urllib.request", "urlretrieve", _HTTP, _HIGH),
    *blocking("urllib.request", "urlcleanup", Family.FILE, Severity.LOW),
    *quiet("urllib.request", "build_opener->urllib.request.OpenerDirector", _HTTP),
    *blocking("urllib.request.OpenerDirector", "open->http.client.HTTPResponse", _HTTP, _HIGH),
    *blocking("urllib.robotparser.RobotFileParser", "read", _HTTP, _HIGH),
    *quiet(
        "http.client", "HTTPConnection->http.client.HTTPConnection HTTPSConnection->http.client.HTTPSConnection", _HTTP
    ),
    *blocking(
        "http.client.HTTPConnection",
        "connect endheaders getresponse->http.client.HTTPResponse putrequest request send",
        _HTTP,
        _HIGH,
    ),
    *blocking("http.client.HTTPResponse", "__next__ begin peek read read1 readinto readline readlines", _HTTP, _HIGH),
    *quiet("http.client.HTTPResponse", "__enter__->Self", _HTTP),
)

_STREAMED = "the call said stream=True, so the body is read only now"
_WHERE_STREAMED = (
    (Argument("stream", values=("True",)), _STREAM),
    (Argument("stream", values=("False", "None"), missing=True), _READ),
)

_REQUESTS = (
    *(
        row
        for name in ("delete", "get", "head", "options", "patch", "post", "put", "request")
        for owner, codes in (("requests", _210), ("requests.Session", ()))
        for row in blocking(
            owner,
            f"{name}->requests.Response",
            _HTTP,
            _HIGH,
            Twin("httpx", "httpx.AsyncClient"),
            codes=codes,
            returns_when=_WHERE_STREAMED,
        )
    ),
    *blocking("requests.Session", "send->requests.Response", _HTTP, _HIGH, returns_when=_WHERE_STREAMED),
    *quiet("requests", "Session->requests.Session session->requests.Session", _HTTP),
    *quiet("requests.Session", "__enter__->Self __exit__ close", _HTTP),
    *stepping("requests.Session", "resolve_redirects", _HTTP, _HIGH, yields="requests.Response"),
    *blocking("requests.adapters.HTTPAdapter", "send->requests.Response", _HTTP, _HIGH),
    *quiet("requests.Response", "__enter__->Self __exit__ close", _HTTP),
    *stepping("requests.Response", "iter_content iter_lines", _HTTP, _HIGH, note="where the call said stream=True"),
    *quiet(_READ, "iter_content iter_lines", _HTTP),
    *blocking(_STREAM, "__next__ json", _HTTP, _HIGH, note=_STREAMED),
    *blocking(_STREAM, "apparent_encoding content text", _HTTP, _HIGH, attribute=True, note=_STREAMED),
    *quiet("requests.Response", "raw->urllib3.HTTPResponse", _HTTP, attribute=True),
)


def _httpx(module: str) -> tuple[Row, ...]:
    """httpx and its successor, which has the same names."""
    client, response, twin = f"{module}.Client", f"{module}.Response", Twin(module, f"{module}.AsyncClient")
    streamed = f"{module}.stream().Response"  # any other was read by the call, or is an asynchronous client's
    verbs = " ".join(
        f"{name}->{response}" for name in ("delete", "get", "head", "options", "patch", "post", "put", "request")
    )
    return (
        *blocking(module, verbs, _HTTP, _HIGH, twin, codes=_210),
        *blocking(client, verbs, _HTTP, _HIGH, twin, codes=_212),
        *blocking(client, f"send->{response}", _HTTP, _HIGH, twin, codes=_212),
        *blocking(client, "close", _HTTP, Severity.LOW, codes=_212, twins=((module, f"{module}.AsyncClient.aclose"),)),
        *quiet(module, f"Client->{client}", _HTTP, twins=((module, f"{module}.AsyncClient"),)),
        *quiet(
            module,
            f"stream->{module}.stream()",
            _HTTP,
            twins=((module, f"{module}.AsyncClient.stream"),),
            note="entering it sends the request",
        ),
        *quiet(
            client,
            f"stream->{module}.stream()",
            _HTTP,
            codes=_212,
            twins=((module, f"{module}.AsyncClient.stream"),),
            note="entering it sends the request",
        ),
        *quiet(client, "__enter__->Self", _HTTP),
        *blocking(client, "__exit__", _HTTP, Severity.LOW),
        *blocking(f"{module}.stream()", f"__enter__->{streamed}", _HTTP, _HIGH),
        *blocking(f"{module}.stream()", "__exit__", _HTTP, Severity.LOW),
        *blocking(
            streamed,
            "read",
            _HTTP,
            _HIGH,
            twins=((module, f"{module}.Response.aread"),),
            note="where the response is streamed",
        ),
        *stepping(
            streamed,
            "iter_bytes iter_lines iter_raw iter_text",
            _HTTP,
            _HIGH,
            note="where the response is streamed",
        ),
        *blocking(streamed, "close", _HTTP, Severity.LOW, note="where the response is streamed"),
        *blocking(f"{module}.HTTPTransport", f"handle_request->{response}", _HTTP, _HIGH),
    )


_URLLIB3 = (
    *blocking("urllib3", "request->urllib3.BaseHTTPResponse", _HTTP, _HIGH, codes=_210),
    *quiet(
        "urllib3",
        "PoolManager->urllib3.PoolManager ProxyManager->urllib3.ProxyManager"
        " HTTPConnectionPool->urllib3.HTTPConnectionPool HTTPSConnectionPool->urllib3.HTTPSConnectionPool"
        " connection_from_url->urllib3.HTTPConnectionPool proxy_from_url->urllib3.ProxyManager",
        _HTTP,
    ),
    *blocking(
        "urllib3._request_methods.RequestMethods",
        "request->urllib3.HTTPResponse request_encode_body->urllib3.HTTPResponse"
        " request_encode_url->urllib3.HTTPResponse",
        _HTTP,
        _HIGH,
        codes=(*_211, *_212),
    ),
    *blocking("urllib3.PoolManager", "urlopen->urllib3.HTTPResponse", _HTTP, _HIGH, codes=_212),
    *quiet(
        "urllib3.PoolManager",
        "__enter__->Self connection_from_host->urllib3.HTTPConnectionPool"
        " connection_from_url->urllib3.HTTPConnectionPool",
        _HTTP,
    ),
    *blocking("urllib3.HTTPConnectionPool", "urlopen->urllib3.HTTPResponse", _HTTP, _HIGH, codes=_212),
    *quiet("urllib3.HTTPConnectionPool", "__enter__->Self", _HTTP),
    *blocking(
        "urllib3.HTTPResponse",
        "__next__ drain_conn read read1 read_chunked readinto readline readlines",
        _HTTP,
        _HIGH,
        note="where preload_content is False",
    ),
    *stepping("urllib3.HTTPResponse", "stream", _HTTP, _HIGH, note="where preload_content is False"),
    *quiet("httplib2", "Http->httplib2.Http", _HTTP),
    *blocking("httplib2.Http", "request", _HTTP, _HIGH),
)

ROWS: tuple[Row, ...] = (*_URLLIB, *_REQUESTS, *_httpx("httpx"), *_httpx("httpx2"), *_URLLIB3)
