import socket


async def addresses(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, family=socket.AF_INET, type=socket.SOCK_STREAM)
    return sorted({address[0] for *_, address in found})


async def is_known(host: str) -> bool:
    try:
        socket.gethostbyname(host)
    except socket.gaierror:
        return False
    return True
