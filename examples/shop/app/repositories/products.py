from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.db import SessionLocal
from app.models import Product


class ProductRepository:
    def all(self, db: Session) -> list[Product]:
        return list(db.scalars(select(Product).order_by(Product.name)))

    def find(self, db: Session, text: str) -> list[Product]:
        return db.query(Product).filter(Product.name.ilike(f"%{text}%")).order_by(Product.name).all()

    def by_ids(self, db: Session, ids: list[int]) -> dict[int, Product]:
        return {product.id: product for product in db.scalars(select(Product).where(Product.id.in_(ids)))}

    def take(self, db: Session, product: Product, quantity: int) -> bool:
        """Lowers the stock, where there is enough."""
        enough = (Product.id == product.id) & (Product.stock >= quantity)
        result = db.execute(update(Product).where(enough).values(stock=Product.stock - quantity))
        return result.rowcount == 1

    def add(self, db: Session, **values: object) -> Product:
        product = Product(**values)
        db.add(product)
        db.commit()
        db.refresh(product)
        return product

    def names(self) -> dict[int, str]:
        """Opens a session of its own, for callers that have none."""
        with SessionLocal() as db:
            return {product.id: product.name for product in self.all(db)}


products = ProductRepository()
