import asyncio

from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

engine = create_engine("sqlite://")
session = Session(engine)


async def one():
    return session.execute(text("SELECT 1")).scalar()


def _own_sync():
    with Session(engine) as mine:
        return mine.execute(text("SELECT 1")).scalar()


async def own():
    return await asyncio.to_thread(_own_sync)
