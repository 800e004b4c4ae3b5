import asyncio

from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

engine = create_engine("sqlite:///prices.db")


async def fetch_price(sku: str) -> int:
    await asyncio.sleep(0)
    return len(sku) * 100


def _fetch_changed(db: Session, sku, cents, changed):
    old = db.execute(text("SELECT cents FROM prices WHERE sku = :s"), {"s": sku}).scalar()
    if old != cents:
        db.execute(text("UPDATE prices SET cents = :c WHERE sku = :s"), {"c": cents, "s": sku})
        changed += 1
    return changed


async def refresh(db: Session, skus: list[str]) -> int:
    changed = 0
    for sku in skus:
        cents = await fetch_price(sku)
        changed = await asyncio.to_thread(_fetch_changed, db, sku, cents, changed)
    await asyncio.to_thread(db.commit)
    return changed
