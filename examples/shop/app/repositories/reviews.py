from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.db import SessionLocal
from app.models import Product, Review


@contextmanager
def transaction() -> Iterator[Session]:
    """A session of its own, committed at the end."""
    db = SessionLocal()
    try:
        yield db
        db.commit()
    except Exception:
        db.rollback()
        raise
    finally:
        db.close()


class ReviewRepository:
    def of_product(self, db: Session, product_id: int) -> list[Review]:
        found = select(Review).where(Review.product_id == product_id, Review.status == "shown")
        return list(db.scalars(found.order_by(Review.id)))

    def waiting(self) -> list[tuple[int, str]]:
        with transaction() as db:
            rows = db.execute(select(Review.id, Review.text).where(Review.status == "new").order_by(Review.id))
            return [(number, text) for number, text in rows]

    def judge(self, review_id: int, status: str) -> None:
        with transaction() as db:
            review = db.get(Review, review_id)
            if review is not None:
                review.status = status

    def stars(self, db: Session, product_id: int) -> float | None:
        return db.scalar(select(func.avg(Review.stars)).where(Review.product_id == product_id))

    def best(self, db: Session, limit: int) -> list[tuple[str, float]]:
        stars = func.avg(Review.stars)
        query = db.query(Product.name, stars).join(Review, Review.product_id == Product.id)
        return [(name, float(mean)) for name, mean in query.group_by(Product.name).order_by(stars.desc()).limit(limit)]


reviews = ReviewRepository()
