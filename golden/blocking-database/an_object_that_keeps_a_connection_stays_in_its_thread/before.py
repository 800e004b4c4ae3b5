import contextlib
import sqlite3


class Spool:
    def __init__(self, path):
        self.connection = sqlite3.connect(path)
        self.connection.execute("create table if not exists keys (key text)")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.connection.close()

    def add(self, key):
        self.connection.execute("insert into keys values (?)", (key,))
        self.connection.commit()

    async def claim(self, key):
        self.add(key)
        return self.connection.execute("select count(*) from keys").fetchone()[0]

    async def hand_over(self, key):
        store(self.connection, key)

    def pass_on(self, key):
        store(self.connection, key)

    async def hand_over_further(self, key):
        self.pass_on(key)


def store(connection: sqlite3.Connection, key):
    connection.execute("insert into keys values (?)", (key,))
    connection.commit()


def opened(path):
    return sqlite3.connect(path)


def count(path):
    connection = sqlite3.connect(path)
    try:
        return connection.execute("select count(*) from keys").fetchone()[0]
    finally:
        connection.close()


async def over_an_await(path, tell):
    with Spool(path) as spool:
        await tell("open")
        spool.add("a")
    return count(path)


async def in_one_go(path):
    with Spool(path) as spool:
        spool.add("b")


async def handed_on(path, tell):
    connection = opened(path)
    await tell("handed on")
    store(connection, "c")
    connection.close()


@contextlib.contextmanager
def counted(path):
    connection = sqlite3.connect(path)
    try:
        yield connection.execute("select count(*) from keys").fetchone()[0]
    finally:
        connection.close()


async def counted_over_an_await(path, tell):
    with counted(path) as number:
        await tell(number)
