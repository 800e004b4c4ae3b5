import asyncio

from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

SessionLocal = sessionmaker(bind=create_engine("sqlite:///shop.db"))


async def cents(order_id: int) -> int:
    with SessionLocal() as db:
        return db.execute(text("SELECT cents FROM orders WHERE id = :id"), {"id": order_id}).scalar_one()


async def total(order_ids: list[int]) -> int:
    return sum(await asyncio.gather(*(cents(order_id) for order_id in order_ids)))
