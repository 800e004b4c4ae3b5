import asyncio
import socket
import threading


def serve(listener):
    while True:
        try:
            client, _ = listener.accept()
        except OSError:
            return
        with client:
            while data := client.recv(1024):
                client.sendall(data.upper())


def check(case):
    listener = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=serve, args=(listener,), daemon=True).start()
    try:
        return asyncio.run(use(case, listener.getsockname()[1]))
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()


async def use(case, port):
    return await case.ask(port, b"hello")
