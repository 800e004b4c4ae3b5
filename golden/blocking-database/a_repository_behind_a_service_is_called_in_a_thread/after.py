import asyncio

from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

engine = create_engine("sqlite:///shop.db")


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "orders"

    id: Mapped[int] = mapped_column(primary_key=True)
    cents: Mapped[int]


class OrderRepository:
    def __init__(self, session: Session) -> None:
        self.session = session

    def add(self, cents: int) -> int:
        order = Order(cents=cents)
        self.session.add(order)
        self.session.commit()
        return order.id

    def total(self) -> int:
        return self.session.scalar(select(func.sum(Order.cents))) or 0


class OrderService:
    def __init__(self, orders: OrderRepository) -> None:
        self.orders = orders

    def _save_cents(self, cents: int) -> dict[str, int]:
        number = self.orders.add(cents)
        return {"id": number, "total": self.orders.total()}

    async def place(self, cents: int) -> dict[str, int]:
        if cents <= 0:
            raise ValueError("nothing to pay")
        return await asyncio.to_thread(self._save_cents, cents)
