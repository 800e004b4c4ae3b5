import asyncio
import socket


async def addresses(host: str, port: int) -> list[str]:
    found = await asyncio.to_thread(socket.getaddrinfo, host, port, family=socket.AF_INET, type=socket.SOCK_STREAM)
    return sorted({address[0] for *_, address in found})


def _is_known_sync(host: str) -> bool:
    try:
        socket.gethostbyname(host)
    except socket.gaierror:
        return False
    return True


async def is_known(host: str) -> bool:
    return await asyncio.to_thread(_is_known_sync, host)
