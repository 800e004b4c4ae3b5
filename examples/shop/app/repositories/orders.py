from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import Customer, Order, OrderItem, Product


class OrderRepository:
    def create(self, db: Session, customer: Customer, lines: list[tuple[Product, int]]) -> Order:
        items = [
            OrderItem(product=product, quantity=quantity, price_cents=product.price_cents)
            for product, quantity in lines
        ]
        total = sum(item.quantity * item.price_cents for item in items)
        order = Order(customer_id=customer.id, total_cents=total, items=items)
        db.add(order)
        db.commit()
        db.refresh(order)
        return order

    def get(self, db: Session, order_id: int) -> Order | None:
        return db.get(Order, order_id)

    def all(self, db: Session) -> list[Order]:
        return list(db.scalars(select(Order).order_by(Order.id)).unique())

    def page(self, db: Session, offset: int, limit: int) -> list[Order]:
        return list(db.scalars(select(Order).order_by(Order.id).offset(offset).limit(limit)).unique())

    def count(self, db: Session) -> int:
        return db.scalar(select(func.count()).select_from(Order)) or 0


orders = OrderRepository()
