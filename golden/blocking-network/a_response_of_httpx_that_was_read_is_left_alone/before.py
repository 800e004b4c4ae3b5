import httpx


async def pieces(response: httpx.Response) -> list[bytes]:
    return [piece for piece in response.iter_bytes(4)] + [response.read()]
