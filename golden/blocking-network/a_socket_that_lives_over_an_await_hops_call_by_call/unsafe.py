import asyncio
import socket


def _send_line(connection, line, answers) -> None:
    connection.sendall(line)
    answers.append(connection.recv(1024))


async def chat(port: int, lines: list[bytes]) -> list[bytes]:
    answers = []
    connection = await asyncio.to_thread(socket.create_connection, ("127.0.0.1", port))
    for line in lines:
        await asyncio.to_thread(_send_line, connection, line, answers)
        await asyncio.sleep(0)
    connection.close()
    return answers
