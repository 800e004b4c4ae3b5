"""A server on the loopback interface for checks: it answers by path, and remembers what it was asked.

    /echo                what was asked, as JSON
    /status/404          an empty answer with that status
    /redirect/302?to=/x  a redirect
    /hops/3              that many redirects, then /echo
    /bytes/5             five bytes           /chunks, /lines  a body in pieces
    /raw?type=..&hex=..  that body            /cookie          sets a cookie
    /slow/0.5            answers late         /drop            closes the connection
    /together/20         answers when that many requests wait for it; 503 after ten seconds
"""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Coroutine
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import parse_qs, urlsplit

_UNTOLD = {"user-agent", "accept-encoding", "connection", "host", "accept", "transfer-encoding"}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Listener

    def log_message(self, format: str, *args: object) -> None:
        pass

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except (ConnectionError, TimeoutError):
            self.close_connection = True

    def _answer(self) -> None:
        self._read = self._body()
        asked: dict[str, Any] = {
            "method": self.command,
            "target": self.path,
            "headers": sorted((k.lower(), v) for k, v in self.headers.items() if k.lower() not in _UNTOLD),
            "body": self._read.decode("latin-1"),
        }
        if self.headers.get("Content-Type") == "application/json" and asked["body"]:
            # requests and httpx write the same value with other blanks and escapes
            asked["body"] = json.loads(self._read.decode())
            asked["headers"] = [pair for pair in asked["headers"] if pair[0] != "content-length"]
        if self.command == "GET" and not asked["body"]:
            # httpx leaves the type of a body to a request that a redirect has made a GET without one
            asked["headers"] = [pair for pair in asked["headers"] if pair[0] != "content-type"]
        if ("content-length", "0") in asked["headers"]:
            asked["headers"].remove(("content-length", "0"))  # requests says so of DELETE and OPTIONS, too
        boundary = (self.headers.get("Content-Type") or "").partition("boundary=")[2]
        if boundary:
            asked = json.loads(json.dumps(asked).replace(boundary, "BOUNDARY"))
        self.server.asked.append(asked)
        url = urlsplit(self.path)
        query = {key: values[0] for key, values in parse_qs(url.query).items()}
        what, _, rest = url.path.strip("/").partition("/")
        getattr(self, f"_{what}", self._missing)(rest, query, asked)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = do_OPTIONS = _answer  # noqa: N815

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        found = b""
        while size := int(self.rfile.readline(), 16):
            found += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return found

    def _send(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if status not in (204, 304):
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD" and status not in (204, 304):
            self.wfile.write(body)

    def _missing(self, rest: str, query: dict[str, str], asked: object) -> None:
        self._send(404, b"there is no such page", Content_Type="text/plain; charset=utf-8")

    def _echo(self, rest: str, query: dict[str, str], asked: object) -> None:
        self._send(200, json.dumps(asked).encode(), Content_Type="application/json", X_One="1")

    def _status(self, rest: str, query: dict[str, str], asked: object) -> None:
        self._send(int(rest), json.dumps({"detail": rest}).encode(), Content_Type="application/json")

    def _redirect(self, rest: str, query: dict[str, str], asked: object) -> None:
        self._send(int(rest), b"", Location=query["to"])

    def _hops(self, rest: str, query: dict[str, str], asked: object) -> None:
        left = int(rest)
        self._send(302, b"", Location=f"/hops/{left - 1}" if left > 1 else "/echo")

    def _body_of(self, body: bytes) -> None:
        self._send(200, body, Content_Type="application/octet-stream")

    def _bytes(self, rest: str, query: dict[str, str], asked: object) -> None:
        self._body_of(bytes(range(256)) * (int(rest) // 256 + 1) if int(rest) > 256 else b"x" * int(rest))

    def _lines(self, rest: str, query: dict[str, str], asked: object) -> None:
        self._chunked(b"one\r\ntw", b"o\n\nthree\x0bthree", b"\nlast")

    def _chunks(self, rest: str, query: dict[str, str], asked: object) -> None:
        self._chunked(b"first,", b"second,", b"third")

    def _chunked(self, *pieces: bytes) -> None:
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.end_headers()
        for piece in pieces:
            self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
            self.wfile.flush()
        self.wfile.write(b"0\r\n\r\n")

    def _raw(self, rest: str, query: dict[str, str], asked: object) -> None:
        headers = {"Content_Type": query["type"]} if "type" in query else {}
        self._send(200, bytes.fromhex(query.get("hex", "")), **headers)

    def _cookie(self, rest: str, query: dict[str, str], asked: object) -> None:
        self._send(200, b"{}", Set_Cookie="sid=abc; Path=/")

    def _slow(self, rest: str, query: dict[str, str], asked: object) -> None:
        time.sleep(float(rest))
        self._send(200, b'{"slow": true}', Content_Type="application/json")

    def _together(self, rest: str, query: dict[str, str], asked: object) -> None:
        with self.server.lock:
            gate = self.server.gates.setdefault(rest, threading.Barrier(int(rest)))
        try:
            gate.wait(10)
        except threading.BrokenBarrierError:
            self._send(503)
        else:
            self._send(200, b"{}", Content_Type="application/json")

    def _drop(self, rest: str, query: dict[str, str], asked: object) -> None:
        self.close_connection = True
        self.connection.close()


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self) -> None:
        self.asked: list[Any] = []
        self.gates: dict[str, threading.Barrier] = {}
        self.lock = threading.Lock()
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        pass


class Server:
    """The server, in a thread of its own, for the time of a `with` block."""

    def __init__(self) -> None:
        self._listener = _Listener()
        self.url = f"http://127.0.0.1:{self._listener.server_port}"

    @property
    def asked(self) -> list[Any]:
        """What the server was asked so far, without what differs between clients."""
        return self._listener.asked

    def __enter__(self) -> Server:
        threading.Thread(target=self._listener.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._listener.shutdown()
        self._listener.server_close()

    def shown(self, value: object) -> object:
        """A value without the port, which differs from run to run."""
        return json.loads(json.dumps(value, default=repr).replace(self.url.removeprefix("http://"), "HOST"))


def answers(function: Any, *arguments: Any, paths: tuple[str, ...] = ("/echo",)) -> object:
    """What a coroutine function gives for each path of a server of its own, and what that was asked."""
    found: list[object] = []
    with Server() as server:
        for path in paths:
            found.append(outcome(function(server.url + path, *arguments)))
        return server.shown([found, server.asked])


def outcome(coroutine: Coroutine[Any, Any, Any]) -> object:
    """What a coroutine returns, or the class of what it raises where that is no class of an HTTP library."""
    try:
        return asyncio.run(coroutine)
    except Exception as error:
        if isinstance(error, json.JSONDecodeError):
            return ["raises", "a JSON error"]
        module = type(error).__module__.partition(".")[0]
        return ["raises", "an HTTP error" if module in ("requests", "httpx", "httpx2") else repr(error)]
