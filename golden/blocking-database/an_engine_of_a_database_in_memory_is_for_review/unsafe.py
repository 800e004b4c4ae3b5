import asyncio

from sqlalchemy import create_engine, text
from sqlalchemy.orm import sessionmaker

engine = create_engine("sqlite:///:memory:")
Session = sessionmaker(bind=engine)


def _count_sync() -> int:
    with Session() as session:
        return session.execute(text("select count(*) from t")).scalar_one()


async def count() -> int:
    return await asyncio.to_thread(_count_sync)
