import time

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.models import Product
from app.repositories.products import products


class OutOfStock(Exception):
    def __init__(self, product: Product) -> None:
        super().__init__(f"{product.name}: only {product.stock} left")


async def reserve(db: Session, wanted: dict[int, int]) -> dict[int, Product]:
    """Takes the products out of stock, all or none. `wanted` maps product ids to quantities."""
    for attempt in range(5):
        try:
            found = products.by_ids(db, list(wanted))
            for product in found.values():
                if not products.take(db, product, wanted[product.id]):
                    db.rollback()
                    raise OutOfStock(product)
            return found
        except OperationalError:  # database is locked
            db.rollback()
            time.sleep(0.02 * (attempt + 1))
    raise RuntimeError("the stock is busy, try again later")


async def release(db: Session, quantities: dict[int, int]) -> None:
    for product_id, quantity in quantities.items():
        product = db.get(Product, product_id)
        if product is not None:
            product.stock = Product.stock + quantity
    db.flush()
