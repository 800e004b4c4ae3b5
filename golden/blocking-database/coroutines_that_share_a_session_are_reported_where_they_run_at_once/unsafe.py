import asyncio
from typing import Any

from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

engine = create_engine("sqlite:///shop.db")


class LeftInThread:
    """What leaves a context manager in a thread."""

    def __init__(self, manager: Any) -> None:
        self._manager = manager

    async def __aenter__(self) -> Any:
        return self._manager.__enter__()

    async def __aexit__(self, *raised: Any) -> Any:
        leaving = asyncio.ensure_future(asyncio.to_thread(self._manager.__exit__, *raised))
        try:
            return await asyncio.shield(leaving)
        finally:
            await asyncio.wait([leaving])


async def count_orders(db: Session) -> int:
    return db.execute(text("SELECT count(*) FROM orders")).scalar_one()


async def count_customers(db: Session) -> int:
    return db.execute(text("SELECT count(*) FROM customers")).scalar_one()


async def dashboard() -> dict[str, int]:
    async with LeftInThread(Session(engine)) as db:
        orders, customers = await asyncio.gather(count_orders(db), count_customers(db))
    return {"orders": orders, "customers": customers}


async def summary(db: Session) -> int:
    return await count_orders(db) + await count_customers(db)
