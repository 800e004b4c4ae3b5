"""Sockets, name resolution, TLS, and waiting for descriptors.

A socket blocks unless it was made non-blocking (`setblocking(False)`, `settimeout(0)`), which its calls don't show.
"""

from asyncfix.catalogue.row_builders import blocking, quiet, types
from asyncfix.catalogue.rows import Argument, Bound, Family, Row, Severity, Threads, TypeRow

_NETWORK, _DNS, _FILE = Family.NETWORK, Family.DNS, Family.FILE
_LOW, _MEDIUM, _HIGH = Severity.LOW, Severity.MEDIUM, Severity.HIGH
_NOTE = "not where the socket was made non-blocking"
_ZERO = ("0", "0.0")

TYPES: tuple[TypeRow, ...] = (
    *types("socket.socket", Threads.ANY),
    *types("ssl.SSLSocket", Threads.ONE, "socket.socket"),
    *types("ssl.SSLContext", Threads.ANY),
    *types("selectors.BaseSelector select.poll select.epoll", Threads.ONE),
    *types(
        "selectors.DefaultSelector selectors.EpollSelector selectors.PollSelector selectors.SelectSelector",
        None,
        "selectors.BaseSelector",
    ),
    TypeRow("selectors.KqueueSelector", None, ("selectors.BaseSelector",), platform="darwin"),
    TypeRow("select.kqueue", Threads.ONE, platform="darwin"),
    *types("socketserver.BaseServer", Threads.ANY),
    *types(
        "socketserver.TCPServer socketserver.UDPServer socketserver.ThreadingTCPServer http.server.HTTPServer"
        " http.server.ThreadingHTTPServer wsgiref.simple_server.WSGIServer xmlrpc.server.SimpleXMLRPCServer",
        None,
        "socketserver.BaseServer",
    ),
)

ALIASES = (("_socket", "socket"), ("socket.SocketType", "socket.socket"))

_SOCKET: tuple[Row, ...] = (
    *blocking(
        "socket.socket",
        "connect connect_ex send sendall sendfile sendmsg sendto",
        _NETWORK,
        _HIGH,
        note=_NOTE,
    ),
    *blocking(
        "socket.socket",
        "recv recv_into recvfrom recvfrom_into recvmsg recvmsg_into",
        _NETWORK,
        _HIGH,
        bound=Bound.FOR_EVER,
        takes=True,
        note=_NOTE,
    ),
    *blocking(
        "socket.socket",
        "accept",
        _NETWORK,
        _HIGH,
        items=("socket.socket", ""),
        bound=Bound.FOR_EVER,
        takes=True,
        note=_NOTE,
    ),
    *quiet("socket.socket", "__enter__->Self dup->Self", _NETWORK),
    *quiet("socket.socket", "makefile->io.BufferedRWPair", _NETWORK, note="reading it waits for the network"),
    *blocking(
        "socket",
        "create_connection->socket.socket",
        _NETWORK,
        _HIGH,
        twins=(
            ("asyncio", "asyncio.open_connection"),
            ("anyio", "anyio.connect_tcp"),
            ("trio", "trio.open_tcp_stream"),
        ),
    ),
    *quiet("socket", "create_server->socket.socket fromfd->socket.socket", _NETWORK),
    *quiet("socket", "socketpair", _NETWORK, items=("socket.socket", "socket.socket")),
    *blocking("socket", "recv_fds send_fds", _NETWORK, _HIGH, note=_NOTE),
)

_NAMES = (
    *blocking(
        "socket",
        "getaddrinfo",
        _DNS,
        _HIGH,
        twins=(
            ("asyncio", "asyncio.loop.getaddrinfo"),
            ("anyio", "anyio.getaddrinfo"),
            ("trio", "trio.socket.getaddrinfo"),
        ),
    ),
    *blocking(
        "socket",
        "getnameinfo",
        _DNS,
        _HIGH,
        twins=(
            ("asyncio", "asyncio.loop.getnameinfo"),
            ("anyio", "anyio.getnameinfo"),
            ("trio", "trio.socket.getnameinfo"),
        ),
    ),
    *blocking("socket", "getfqdn gethostbyaddr gethostbyname gethostbyname_ex", _DNS, _HIGH),
    *blocking("socket", "getprotobyname getservbyname getservbyport", _FILE, _LOW),
)

_TLS = (
    *quiet(
        "ssl.SSLContext", "wrap_socket->ssl.SSLSocket", _NETWORK, note="it shakes hands where the socket is connected"
    ),
    *blocking(
        "ssl.SSLContext",
        "load_cert_chain load_default_certs load_dh_params load_verify_locations set_default_verify_paths",
        _FILE,
        _MEDIUM,
    ),
    *blocking(
        "ssl", "create_default_context->ssl.SSLContext", _FILE, _MEDIUM, note="it loads the certificates of the system"
    ),
    *quiet("ssl", "wrap_socket->ssl.SSLSocket", _NETWORK, until=(3, 12)),
    *blocking("ssl", "get_default_verify_paths", _FILE, _LOW),
    *blocking("ssl", "get_server_certificate", _NETWORK, _HIGH),
    *blocking("ssl.SSLSocket", "do_handshake read unwrap write", _NETWORK, _HIGH, note=_NOTE),
)

_WAITING = (
    *blocking(
        "select",
        "select",
        _NETWORK,
        _HIGH,
        unless=(Argument("", 3, _ZERO),),
        bound=Bound.FOR_EVER,
        limit=Argument("", 3),
    ),
    *quiet("select", "poll->select.poll epoll->select.epoll", _NETWORK),
    *blocking("select.poll", "poll", _NETWORK, _HIGH, unless=(Argument("timeout", 0, _ZERO),), bound=Bound.FOR_EVER),
    *blocking("select.epoll", "poll", _NETWORK, _HIGH, unless=(Argument("timeout", 0, _ZERO),), bound=Bound.FOR_EVER),
    *blocking("select.kqueue", "control", _NETWORK, _HIGH, unless=(Argument("timeout", 2, _ZERO),), platform="darwin"),
    *blocking(
        "selectors.BaseSelector",
        "select",
        _NETWORK,
        _HIGH,
        unless=(Argument("timeout", 0, _ZERO),),
        bound=Bound.FOR_EVER,
    ),
    *quiet("selectors.BaseSelector", "__enter__->Self", _NETWORK),
)

_SERVERS = (
    *blocking(
        "http.server",
        "HTTPServer->http.server.HTTPServer ThreadingHTTPServer->http.server.ThreadingHTTPServer",
        _DNS,
        _HIGH,
        note="it looks up the name of its own address",
    ),
    *blocking(
        "socketserver.ThreadingTCPServer",
        "server_close",
        Family.LOCK,
        _HIGH,
        note="it waits for the threads of its requests",
    ),
    *blocking("socketserver.BaseServer", "handle_request serve_forever shutdown", _NETWORK, _HIGH),
    *quiet("wsgiref.simple_server", "make_server->wsgiref.simple_server.WSGIServer", _NETWORK),
    *blocking("http.server", "test", _NETWORK, _HIGH),
    *blocking("logging.config", "listen", _NETWORK, _LOW),
    *blocking("syslog", "syslog", _NETWORK, _LOW),
    *blocking("nis", "cat maps match", _NETWORK, _HIGH, until=(3, 13)),
)

ROWS: tuple[Row, ...] = (*_SOCKET, *_NAMES, *_TLS, *_WAITING, *_SERVERS)
