import asyncio

from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

engine = create_engine("sqlite:///shop.db")


class Base(DeclarativeBase):
    pass


class Product(Base):
    __tablename__ = "products"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    cents: Mapped[int]


async def convert(cents: int) -> float:
    await asyncio.sleep(0)
    return cents / 90


async def price(db: Session, name: str) -> float | None:
    product = await asyncio.to_thread(db.query(Product).filter(Product.name == name).order_by(Product.id).first)
    if product is None:
        return None
    return await convert(product.cents)


async def cheap(db: Session, limit: int) -> int:
    query = db.query(Product)
    if limit:
        query = query.filter(Product.cents < limit)
    return await asyncio.to_thread(query.count)
