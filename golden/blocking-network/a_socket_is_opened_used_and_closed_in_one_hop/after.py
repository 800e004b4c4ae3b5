import asyncio
import socket


def _ask_sync(port: int, question: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(question)
        return connection.recv(1024)


async def ask(port: int, question: bytes) -> bytes:
    return await asyncio.to_thread(_ask_sync, port, question)
