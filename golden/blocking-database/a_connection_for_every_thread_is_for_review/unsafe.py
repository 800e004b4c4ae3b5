import asyncio
import sqlite3
import threading

local = threading.local()


def connection(path):
    if not hasattr(local, "connection"):
        local.connection = sqlite3.connect(path)
    return local.connection


def add(path, name):
    with connection(path) as open_connection:
        open_connection.execute("CREATE TABLE IF NOT EXISTS names (name)")
        open_connection.execute("INSERT INTO names VALUES (?)", (name,))


async def register(path, name):
    await asyncio.to_thread(add, path, name)
