"""A stand-in for the payment provider, the carrier and the exchange rates, on a port of this machine."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


class Provider(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.reset()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def reset(self) -> None:
        self.log: list[tuple[str, str, dict]] = []
        self.failures = 0  # so many charges end with a 502
        self.busy = 0  # so many refunds end with a 429
        self.declines = False
        self.polls = 0

    def seen(self, method: str, path: str) -> list[dict]:
        return [body for m, p, body in self.log if (m, p) == (method, path)]


class Handler(BaseHTTPRequestHandler):
    server: Provider
    protocol_version = "HTTP/1.1"

    def log_message(self, *args: object) -> None:
        pass

    def answer(self, body: dict, status: int = 200, **headers: str) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Content-Type", "application/json")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def do_POST(self) -> None:
        provider = self.server
        raw = self.rfile.read(int(self.headers["Content-Length"])).decode()
        is_json = self.headers["Content-Type"] == "application/json"
        body = json.loads(raw) if is_json else {key: value[0] for key, value in parse_qs(raw).items()}
        provider.log.append(("POST", self.path, body))
        if self.path == "/payments/charges":
            if self.headers["Authorization"] != "Bearer test-key":
                self.answer({"reason": "wrong key"}, 401)
            elif provider.failures:
                provider.failures -= 1
                self.answer({}, 502)
            elif provider.declines:
                self.answer({"reason": "card expired"}, 402)
            else:
                self.answer({"reference": f"ch-{body['order']}"})
        elif self.path == "/payments/refunds":
            if provider.busy:
                provider.busy -= 1
                self.answer({}, 429, Retry_After="0.01")
            else:
                self.answer({"reference": body["reference"]})
        else:
            self.answer({"id": f"sh-{body['order']}"}, 201)

    def do_GET(self) -> None:
        provider = self.server
        url = urlsplit(self.path)
        provider.log.append(("GET", url.path, dict(parse_qs(url.query))))
        provider.polls += 1
        if url.path.startswith("/payments/charges/"):
            self.answer({"state": "settled" if provider.polls > 2 else "pending"})
        elif url.path.startswith("/carrier/shipments/"):
            if provider.polls < 5:
                self.answer({}, 404)
            else:
                self.answer({"tracking_number": "TRACK-1"})
        elif url.path == "/carrier/quote":
            country = parse_qs(url.query)["country"][0]
            self.answer({"cents": "490"} if country == "DE" else {}, 200 if country == "DE" else 400)
        else:
            self.answer({"rates": {"USD": 1.1, "CHF": 0.95}})
