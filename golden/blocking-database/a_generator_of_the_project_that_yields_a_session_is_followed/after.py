import asyncio
from collections.abc import Iterator

from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

engine = create_engine("sqlite:///shop.db")
SessionLocal = sessionmaker(engine)


def get_db() -> Iterator[Session]:
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()


def _total_sync() -> int:
    found = 0
    for db in get_db():
        found += db.execute(text("SELECT sum(cents) FROM orders")).scalar() or 0
    return found


async def total() -> int:
    return await asyncio.to_thread(_total_sync)
