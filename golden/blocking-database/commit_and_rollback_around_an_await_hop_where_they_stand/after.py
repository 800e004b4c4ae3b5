import asyncio

from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

engine = create_engine("sqlite:///bank.db")
SessionLocal = sessionmaker(bind=engine)


class Declined(Exception):
    pass


async def authorise(cents: int) -> None:
    await asyncio.sleep(0)
    if cents > 1000:
        raise Declined(cents)


async def withdraw(db: Session, account: int, cents: int) -> str:
    try:
        await asyncio.to_thread(db.execute, text("UPDATE accounts SET cents = cents - :c WHERE id = :id"), {"c": cents, "id": account})
        await authorise(cents)
        await asyncio.to_thread(db.commit)
    except Declined:
        await asyncio.to_thread(db.rollback)
        return "declined"
    finally:
        await asyncio.to_thread(db.close)
    return "done"
