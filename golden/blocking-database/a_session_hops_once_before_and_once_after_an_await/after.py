import asyncio

from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

engine = create_engine("sqlite:///shop.db")
SessionLocal = sessionmaker(bind=engine)


async def charge(cents: int) -> str:
    await asyncio.sleep(0)
    return f"ch-{cents}"


def _fetch_cents(db: Session, order_id: int):
    cents = db.execute(text("SELECT cents FROM orders WHERE id = :id"), {"id": order_id}).scalar_one()
    db.execute(text("UPDATE orders SET status = 'paying' WHERE id = :id"), {"id": order_id})
    db.commit()
    return cents


def _update_orders(db: Session, order_id: int, reference) -> None:
    db.execute(text("UPDATE orders SET status = 'paid', reference = :r WHERE id = :id"), {"id": order_id, "r": reference})
    db.commit()


async def pay(db: Session, order_id: int) -> str:
    cents = await asyncio.to_thread(_fetch_cents, db, order_id)
    reference = await charge(cents)
    await asyncio.to_thread(_update_orders, db, order_id, reference)
    return reference
