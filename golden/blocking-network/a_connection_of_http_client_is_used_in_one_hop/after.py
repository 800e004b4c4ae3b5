import asyncio
from http.client import HTTPConnection


def _fetch_get(connection, path: str) -> tuple[int, bytes]:
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


async def head(host: str, port: int, path: str) -> tuple[int, bytes]:
    connection = HTTPConnection(host, port, timeout=5)
    return await asyncio.to_thread(_fetch_get, connection, path)
