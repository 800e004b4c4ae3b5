"""Reviews are shown once the moderation has seen them."""

import asyncio
import logging
import sqlite3

from sqlalchemy.orm import Session

from app.db import SessionLocal
from app.models import Product, Review
from app.repositories.reviews import reviews, transaction
from app.settings import settings

logger = logging.getLogger(__name__)

WORDS = str(settings.data_dir / "words.db")


class WordList:
    """Words that keep a review from being shown, with how often each was met."""

    def __init__(self, path: str) -> None:
        self.path = path

    async def add(self, *words: str) -> int:
        con = sqlite3.connect(self.path, timeout=5)
        try:
            con.execute("CREATE TABLE IF NOT EXISTS words (word TEXT PRIMARY KEY, met INTEGER)")
            before = con.total_changes
            for word in words:
                con.execute("INSERT OR IGNORE INTO words VALUES (?, 0)", (word,))
            con.commit()
            return con.total_changes - before
        finally:
            con.close()

    async def met(self, text: str) -> list[str]:
        found = []
        with sqlite3.connect(self.path, timeout=5) as con:
            con.execute("CREATE TABLE IF NOT EXISTS words (word TEXT PRIMARY KEY, met INTEGER)")
            for (word,) in con.execute("SELECT word FROM words ORDER BY word").fetchall():
                if word in text.lower():
                    found.append(word)
                    con.execute("UPDATE words SET met = met + 1 WHERE word = ?", (word,))
        return found


words = WordList(WORDS)


async def judge(review_id: int, text: str) -> str:
    status = "hidden" if await words.met(text) else "shown"
    reviews.judge(review_id, status)
    return status


async def judge_all() -> dict[str, int]:
    """Judges what waits, several at a time, each with a session of its own."""
    waiting = reviews.waiting()
    found = await asyncio.gather(*(judge(number, text) for number, text in waiting))
    return {status: found.count(status) for status in sorted(set(found))}


async def merge_products(db: Session, source: int, target: int) -> int:
    """Moves the reviews of one product to another; all or none."""
    moved = 0
    try:
        if db.get(Product, target) is None:
            raise LookupError(target)
        for review in db.query(Review).filter(Review.product_id == source).all():
            review.product_id = target
            moved += 1
            await asyncio.sleep(0)
        db.commit()
    except LookupError:
        db.rollback()
        logger.warning("product %d is not there", target)
        return 0
    return moved


async def note_star(product_id: int, stars: int) -> None:
    if stars > 2:
        return
    with SessionLocal() as db:
        product = db.get(Product, product_id)
        if product is not None:
            logger.info("%s got %d stars", product.name, stars)


async def summary(db: Session, product_ids: list[int]) -> dict[int, float]:
    found = await asyncio.gather(*(mean(db, number) for number in product_ids))
    return dict(zip(product_ids, found, strict=True))


async def mean(db: Session, product_id: int) -> float:
    return reviews.stars(db, product_id) or 0.0


async def forget(customer_id: int) -> int:
    with transaction() as db:
        return db.query(Review).filter_by(customer_id=customer_id).delete()
