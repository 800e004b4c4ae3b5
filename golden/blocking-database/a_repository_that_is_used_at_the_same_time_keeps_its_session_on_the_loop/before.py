import asyncio

from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

engine = create_engine("sqlite:///shop.db")


class Statistics:
    def __init__(self, session: Session) -> None:
        self.session = session

    async def count(self, table: str) -> int:
        return self.session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()

    async def everything(self) -> dict[str, int]:
        tables = ("orders", "customers")
        counts = await asyncio.gather(*(self.count(table) for table in tables))
        return dict(zip(tables, counts, strict=True))
