import asyncio

from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

engine = create_engine("sqlite:///mail.db")


async def deliver(address: str) -> None:
    await asyncio.sleep(0)


def _fetch_outbox(db):
    return db.execute(text("SELECT id, address FROM outbox")).all()


async def flush_outbox() -> int:
    with Session(engine) as db:
        waiting = await asyncio.to_thread(_fetch_outbox, db)
        for number, address in waiting:
            await deliver(address)
            await asyncio.to_thread(db.execute, text("DELETE FROM outbox WHERE id = :id"), {"id": number})
        await asyncio.to_thread(db.commit)
    return len(waiting)
