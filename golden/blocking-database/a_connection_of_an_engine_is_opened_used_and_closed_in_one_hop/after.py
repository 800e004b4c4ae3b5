import asyncio

from sqlalchemy import create_engine, text

engine = create_engine("sqlite:///jobs.db")


def _enqueue_sync(name: str) -> int:
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO jobs (name) VALUES (:name)"), {"name": name})
        number = connection.execute(text("SELECT max(id) FROM jobs")).scalar_one()
    return number


async def enqueue(name: str) -> int:
    return await asyncio.to_thread(_enqueue_sync, name)


def _waiting_sync() -> list[str]:
    with engine.connect() as connection:
        result = connection.execute(text("SELECT name FROM jobs ORDER BY id"))
        return [row.name for row in result]


async def waiting() -> list[str]:
    return await asyncio.to_thread(_waiting_sync)
