import asyncio

from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

engine = create_engine("sqlite://")
session = Session(engine)


def _one_sync():
    return session.execute(text("SELECT 1")).scalar()


async def one():
    return await asyncio.to_thread(_one_sync)


def _own_sync():
    with Session(engine) as mine:
        return mine.execute(text("SELECT 1")).scalar()


async def own():
    return await asyncio.to_thread(_own_sync)
