import asyncio
import socket


async def chat(port: int, lines: list[bytes]) -> list[bytes]:
    answers = []
    connection = await asyncio.to_thread(socket.create_connection, ("127.0.0.1", port))
    for line in lines:
        connection.sendall(line)
        answers.append(connection.recv(1024))
        await asyncio.sleep(0)
    connection.close()
    return answers
