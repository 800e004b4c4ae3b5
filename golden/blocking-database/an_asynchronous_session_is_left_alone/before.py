from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

engine = create_async_engine("sqlite+aiosqlite:///shop.db")
SessionLocal = async_sessionmaker(engine)


async def count(db: AsyncSession) -> int:
    return (await db.execute(text("SELECT count(*) FROM items"))).scalar_one()


async def names() -> list[str]:
    async with SessionLocal() as db:
        result = await db.execute(text("SELECT name FROM items"))
        await db.commit()
        return [name for (name,) in result.all()]
