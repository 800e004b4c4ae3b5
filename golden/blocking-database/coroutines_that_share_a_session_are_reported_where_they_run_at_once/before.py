import asyncio

from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

engine = create_engine("sqlite:///shop.db")


async def count_orders(db: Session) -> int:
    return db.execute(text("SELECT count(*) FROM orders")).scalar_one()


async def count_customers(db: Session) -> int:
    return db.execute(text("SELECT count(*) FROM customers")).scalar_one()


async def dashboard() -> dict[str, int]:
    with Session(engine) as db:
        orders, customers = await asyncio.gather(count_orders(db), count_customers(db))
    return {"orders": orders, "customers": customers}


async def summary(db: Session) -> int:
    return await count_orders(db) + await count_customers(db)
