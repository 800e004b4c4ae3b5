import asyncio

from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

engine = create_engine("sqlite:///mail.db")


async def deliver(address: str) -> None:
    await asyncio.sleep(0)


async def flush_outbox() -> int:
    with Session(engine) as db:
        waiting = db.execute(text("SELECT id, address FROM outbox")).all()
        for number, address in waiting:
            await deliver(address)
            db.execute(text("DELETE FROM outbox WHERE id = :id"), {"id": number})
        db.commit()
    return len(waiting)
