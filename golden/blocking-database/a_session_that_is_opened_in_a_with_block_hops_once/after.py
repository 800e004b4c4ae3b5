import asyncio

from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, sessionmaker

engine = create_engine("sqlite:///shop.db")
Session = sessionmaker(engine, expire_on_commit=False)


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "orders"

    id: Mapped[int] = mapped_column(primary_key=True)
    cents: Mapped[int]


class Refund(Base):
    __tablename__ = "refunds"

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))


def _fetch_cents(order_id: int):
    with Session() as db:
        order = db.get(Order, order_id)
        if order is None:
            raise LookupError(order_id)
        db.add(Refund(order_id=order.id))
        db.commit()
        return order.cents


async def refund(order_id: int) -> int:
    cents = await asyncio.to_thread(_fetch_cents, order_id)
    return -cents


def _refunded_sync() -> list[int]:
    with Session.begin() as db:
        return [order_id for order_id in db.scalars(select(Refund.order_id).order_by(Refund.id))]


async def refunded() -> list[int]:
    return await asyncio.to_thread(_refunded_sync)
